// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/offer_mail.hpp"

#include <set>

#include "features/deals/contact_offers.hpp"
#include "features/deals/offer.hpp"
#include "features/notifications/notification_store.hpp"

namespace loggia::notifications {

namespace {

using portals::MailServices, portals::MailWords, portals::Recipient;

constexpr std::size_t most_titles = 5;

struct ReaderRow {
    PortalId portal_id;
    Recipient recipient;
    auth::Level level = auth::Level::standard;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
};
BOOST_DESCRIBE_STRUCT(ReaderRow, (), (portal_id, recipient, level, rights_granted, rights_denied))

struct SightRow {
    PropertyId property_id;
};
BOOST_DESCRIBE_STRUCT(SightRow, (), (property_id))

struct NameRow {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (name))

struct Draft {
    portals::store::FaceRow portal;
    Recipient recipient;
    std::string agent;
    std::vector<deals::ContactOffer> offers; // newest first
};

// The portal the contact used last, of those that are open to it and show it homes.
std::optional<ReaderRow> find_reader(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto const readers = tx.rows<ReaderRow>(R"(
        SELECT   portals.id AS portal_id, contacts.email AS recipient_email, contacts.first_name AS recipient_first_name,
                 contacts.last_name AS recipient_last_name, contacts.locale AS recipient_locale,
                 accesses.level, accesses.rights_granted, accesses.rights_denied
        FROM     contacts
        JOIN     accounts ON accounts.organization_id = contacts.organization_id AND accounts.contact_id = contacts.id
        JOIN     accesses ON accesses.organization_id = contacts.organization_id AND accesses.account_id = accounts.id
        JOIN     portals  ON portals.organization_id = contacts.organization_id AND portals.id = accesses.portal_id
        WHERE    contacts.organization_id = $1 AND contacts.id = $2 AND contacts.email IS NOT NULL
          AND    accesses.state = 'active' AND portals.enabled = 1
        ORDER BY COALESCE(accesses.last_sign_in_at, 0) DESC, accesses.id
    )",
                                            organization, contact);
    for (auto const& reader : readers) {
        auto const rights = auth::effective_rights(reader.level, auth::Rights::from_bits(reader.rights_granted),
                                                   auth::Rights::from_bits(reader.rights_denied));
        if (rights.has(auth::Right::properties)) return reader;
    }
    return std::nullopt;
}

std::vector<deals::ContactOffer> unseen_offers(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    std::set<PropertyId> seen;
    for (auto const& row : tx.rows<SightRow>(R"(
            SELECT property_id FROM property_sights WHERE organization_id = $1 AND contact_id = $2 ORDER BY property_id
        )",
                                             organization, contact))
        seen.insert(row.property_id);
    auto offers = deals::offers_of_contact(tx, organization, contact);
    std::erase_if(offers, [&](deals::ContactOffer const& offer) {
        return offer.status != deals::OfferStatus::to_review || offer.standing == deals::Standing::closed ||
               seen.contains(offer.property_id);
    });
    return offers;
}

std::optional<Draft> find_draft(jobs::Context& job, ContactId contact)
{
    std::optional<Draft> draft;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        auto reader = find_reader(tx, job.organization, contact);
        auto const choices = store::choices_of(tx, job.organization, {Audience::contact, contact.value});
        if (!reader || !is_mailed(choices, NotificationKind::properties, activities::OwnMail::no)) return;
        auto offers = unseen_offers(tx, job.organization, contact);
        auto portal = portals::store::find_face(tx, job.organization, reader->portal_id);
        if (offers.empty() || !portal) return;
        auto const agent =
            tx.find<NameRow>("SELECT name FROM users WHERE organization_id = $1 AND id = $2", job.organization, offers.front().offered_by);
        draft = Draft{*portal, std::move(reader->recipient), agent ? agent->name : portal->organization_name, std::move(offers)};
    });
    return draft;
}

mail::Content content_of(Draft const& draft, MailServices const& services, MailWords const& words)
{
    i18n::Arguments const arguments{
        {"count", draft.offers.size()}, {"agent", draft.agent}, {"name", draft.recipient.name()}, {"portal", draft.portal.name}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", arguments);
    content.paragraphs = {words("greeting", arguments), words("text", arguments)};
    for (std::size_t i = 0; i < std::min(draft.offers.size(), most_titles); ++i)
        content.facts.push_back({draft.offers[i].title, draft.offers[i].town});
    content.button = mail::Button{words("button", arguments), portals::address_of(services, draft.portal)};
    if (draft.offers.size() > most_titles) content.notes.push_back(words("more", {{"count", draft.offers.size() - most_titles}}));
    content.notes.push_back(words("note", arguments));
    if (auto support = portals::support_line(services, draft.recipient, draft.portal); !support.empty())
        content.notes.push_back(std::move(support));
    return content;
}

} // namespace

void send_offers(jobs::Context& job, MailServices const& services)
{
    auto const draft = find_draft(job, json::read_text<deals::PropertyOfferedMail>(job.payload).contact);
    if (!draft) return;
    MailWords const words(services, draft->recipient, "property_offered");
    portals::send_mail(services, draft->recipient, draft->portal, words("subject", {{"count", draft->offers.size()}}),
                       content_of(*draft, services, words), job.now);
}

} // namespace loggia::notifications
