// SPDX-License-Identifier: Apache-2.0
#include "features/portals/invitation_mail.hpp"

#include "features/portals/access_store.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/json/writer.hpp"

namespace loggia::portals {

namespace {

struct RecipientRow {
    Recipient recipient;
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(RecipientRow, (), (recipient, time_zone))

struct Draft {
    store::AccessRow access;
    store::FaceRow portal;
    Recipient recipient;
    std::string time_zone;
};

std::optional<RecipientRow> find_recipient(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.find<RecipientRow>(R"(
        SELECT contacts.email AS recipient_email, contacts.first_name AS recipient_first_name,
               contacts.last_name AS recipient_last_name, contacts.locale AS recipient_locale, organizations.time_zone
        FROM   contacts
        JOIN   organizations ON organizations.id = contacts.organization_id
        WHERE  contacts.organization_id = $1 AND contacts.id = $2 AND contacts.email IS NOT NULL
    )",
                                 organization, contact);
}

// Nothing when there is nothing to invite to any more: removed, blocked, invited anew, or the portal is off.
std::optional<Draft> find_draft(jobs::Context& job, InvitationJob const& invitation)
{
    std::optional<Draft> draft;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        auto const access = store::find_access(tx, job.organization, invitation.access);
        if (!access || access->generation != invitation.generation || access->state == AccessState::blocked || !access->portal_enabled)
            return;
        auto portal = store::find_face(tx, job.organization, access->portal_id);
        auto person = find_recipient(tx, job.organization, access->contact_id);
        if (portal && person) draft = Draft{*access, *std::move(portal), std::move(person->recipient), std::move(person->time_zone)};
    });
    return draft;
}

mail::Content content_of(Draft const& draft, MailServices const& services, std::optional<std::string> const& password, Timestamp expires_at)
{
    MailWords const words(services, draft.recipient, "invitation");
    auto const& portal = draft.portal;
    i18n::Arguments const names{{"portal", portal.name}, {"organization", portal.organization_name}, {"name", draft.recipient.name()}};
    auto const address = address_of(services, portal);

    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.preview = words("preview", names);
    content.paragraphs = {words("greeting", names), words("purpose", names), words(password ? "steps" : "own_password", names)};
    content.facts = {{words("address"), address}, {words("email"), draft.recipient.email.text()}};
    if (password) content.facts.push_back({words("password"), *password});
    content.facts.push_back(
        {words("valid_until"), i18n::format_date_time(words.locale(), expires_at, draft.time_zone, i18n::DateStyle::full)});
    content.button = mail::Button{words("button", names), address};
    content.notes = {words(password ? "note" : "own_password_note", {{"hours", invitation_lifetime.count()}})};
    if (auto support = support_line(services, draft.recipient, portal); !support.empty()) content.notes.push_back(std::move(support));
    return content;
}

} // namespace

void enqueue_invitation(db::Tx& tx, OrganizationId organization, InvitationJob const& invitation, Timestamp now)
{
    jobs::enqueue(tx, now, {.kind = std::string(invitation_mail), .organization = organization, .payload = json::to_text(invitation)});
}

void send_invitation(jobs::Context& job, MailServices const& services)
{
    auto const invitation = json::read_text<InvitationJob>(job.payload);
    auto const draft = find_draft(job, invitation);
    if (!draft) return;

    auto const expires_at = job.now + invitation_lifetime;
    std::optional<std::string> password;
    std::string hash;
    if (!draft->access.has_own_password) {
        password = auth::generate_temporary_password();
        hash = auth::hash_password(*password, services.password_cost);
    }
    bool may_send = false;
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        may_send = store::start_invitation(tx, job.organization, invitation.access, invitation.generation, expires_at) &&
                   (!password || store::set_temporary_password(tx, job.organization, draft->access.account_id, hash, expires_at));
    });
    if (!may_send) return;
    MailWords const words(services, draft->recipient, "invitation");
    send_mail(services, draft->recipient, draft->portal, words("subject", {{"portal", draft->portal.name}}),
              content_of(*draft, services, password, expires_at), job.now);
}

} // namespace loggia::portals
