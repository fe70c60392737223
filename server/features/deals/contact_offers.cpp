// SPDX-License-Identifier: Apache-2.0
#include "features/deals/contact_offers.hpp"

#include <algorithm>
#include <tuple>

#include "features/deals/deal_activity.hpp"
#include "features/deals/offer_store.hpp"
#include "features/deals/pipeline.hpp"

namespace loggia::deals {

namespace {

struct OfferOfContactRow {
    DealId deal_id;
    std::string deal_title;
    StageKind stage_kind = StageKind::open;
    PropertyId property_id;
    std::string title;
    std::string town;
    std::optional<Money> price;
    std::optional<PhotoId> photo_id;
    properties::PropertyStatus property_status = properties::PropertyStatus::available;
    UserId offered_by;
    std::optional<std::string> note;
    Timestamp offered_at;
    Timestamp status_at;
    OfferStatus status = OfferStatus::to_review;
    OfferStatus staff_status = OfferStatus::to_review;
    bool after_viewing = false;
    std::int64_t round = 1;
    std::optional<Verdict> verdict;
    std::optional<std::int64_t> verdict_round;
    std::optional<Timestamp> verdict_at;
    std::vector<Reason> reasons;
    std::optional<std::string> comment;
    bool favourite = false;
};
BOOST_DESCRIBE_STRUCT(OfferOfContactRow, (), (deal_id, deal_title, stage_kind, property_id, title, town, price, photo_id,
                                              property_status, offered_by, note, offered_at, status_at, status, staff_status,
                                              after_viewing, round, verdict, verdict_round, verdict_at, reasons, comment, favourite))

ContactOffer to_offer(OfferOfContactRow row)
{
    ContactOffer offer;
    offer.deal_id = row.deal_id;
    offer.deal_title = std::move(row.deal_title);
    offer.property_id = row.property_id;
    offer.title = std::move(row.title);
    offer.town = std::move(row.town);
    offer.price = std::move(row.price);
    offer.photo_id = row.photo_id;
    offer.property_status = row.property_status;
    offer.offered_by = row.offered_by;
    offer.note = std::move(row.note);
    offer.offered_at = row.offered_at;
    offer.state = {row.status, row.staff_status, row.after_viewing, row.round};
    offer.standing = standing_of(row.stage_kind == StageKind::open, offer.property_status);
    if (row.verdict) offer.own = OwnVerdict{*row.verdict, row.verdict_round.value_or(0)};
    offer.status = status_for(offer.state, offer.own);
    offer.reasons = std::move(row.reasons);
    offer.comment = std::move(row.comment);
    offer.favourite = row.favourite;
    bool const own_word_counts = offer.own && offer.own->round == row.round;
    offer.status_at = own_word_counts ? row.verdict_at.value_or(row.status_at) : row.round == 1 ? row.offered_at : row.status_at;
    return offer;
}

std::string const select_offers = R"(
    SELECT    offers.deal_id, deals.title AS deal_title, stages.kind AS stage_kind, offers.property_id, properties.title,
              properties.town, properties.price_amount, properties.price_currency, properties.photo_id,
              properties.status AS property_status, offers.offered_by, offers.note, offers.offered_at, offers.status_at,
              offers.status, offers.staff_status, offers.after_viewing, offers.round, verdicts.verdict,
              verdicts.round AS verdict_round, verdicts.at AS verdict_at, verdicts.reasons, verdicts.comment,
              CASE WHEN favourites.at IS NULL THEN 0 ELSE 1 END AS favourite
    FROM      deal_contacts
    JOIN      deals ON deals.organization_id = deal_contacts.organization_id AND deals.id = deal_contacts.deal_id
    JOIN      stages ON stages.organization_id = deals.organization_id AND stages.id = deals.stage_id
    JOIN      offers ON offers.organization_id = deal_contacts.organization_id AND offers.deal_id = deal_contacts.deal_id
    JOIN      properties ON properties.organization_id = offers.organization_id AND properties.id = offers.property_id
    LEFT JOIN verdicts ON verdicts.organization_id = offers.organization_id AND verdicts.deal_id = offers.deal_id
                      AND verdicts.property_id = offers.property_id AND verdicts.contact_id = deal_contacts.contact_id
    LEFT JOIN favourites ON favourites.organization_id = offers.organization_id
                        AND favourites.contact_id = deal_contacts.contact_id AND favourites.property_id = offers.property_id
    WHERE     deal_contacts.organization_id = $1 AND deal_contacts.contact_id = $2
)";

// Of two offers of one property: the one in an open deal, then the later.
bool leads(ContactOffer const& one, ContactOffer const& other)
{
    auto const rank = [](ContactOffer const& offer) {
        return std::tuple(offer.standing == Standing::open, offer.offered_at, offer.deal_id);
    };
    return rank(one) > rank(other);
}

bool says_the_same(ContactOffer const& offer, Judgement const& judgement)
{
    return offer.own && offer.own->round == offer.state.round && offer.own->verdict == judgement.verdict &&
           offer.reasons == judgement.reasons && offer.comment == judgement.comment;
}

ContactOffer offer_or_404(http::Request const& request, ContactId contact, PropertyId property)
{
    auto offer = find_offer_of_contact(request.tx(), request.organization(), contact, property);
    if (!offer) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    return *std::move(offer);
}

}  // namespace

std::vector<ContactOffer> all_offers_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    static std::string const sql = select_offers + "ORDER BY offers.offered_at DESC, offers.property_id DESC, offers.deal_id DESC";
    std::vector<ContactOffer> offers;
    for (auto& row : tx.rows<OfferOfContactRow>(sql, organization, contact)) offers.push_back(to_offer(std::move(row)));
    return offers;
}

std::vector<ContactOffer> offers_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    std::vector<ContactOffer> result;
    std::map<PropertyId, std::size_t> place;
    for (auto& offer : all_offers_of_contact(tx, organization, contact)) {
        if (offer.property_status == properties::PropertyStatus::draft) continue;
        auto const [found, is_new] = place.emplace(offer.property_id, result.size());
        if (is_new) result.push_back(std::move(offer));
        else if (leads(offer, result[found->second])) result[found->second] = std::move(offer);
    }
    return result;
}

std::optional<ContactOffer> find_offer_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property)
{
    static std::string const sql = select_offers + "AND offers.property_id = $3 ORDER BY offers.offered_at DESC, offers.deal_id DESC";
    std::optional<ContactOffer> result;
    for (auto& row : tx.rows<OfferOfContactRow>(sql, organization, contact, property)) {
        auto offer = to_offer(std::move(row));
        if (offer.property_status == properties::PropertyStatus::draft) continue;
        if (!result || leads(offer, *result)) result = std::move(offer);
    }
    return result;
}

void judge(http::Request const& request, ContactId contact, PropertyId property, Judgement judgement)
{
    judgement = tidy(std::move(judgement));
    auto const offer = offer_or_404(request, contact, property);
    if (says_the_same(offer, judgement)) return;
    check_verdict(offer.state, offer.own, offer.standing, judgement);

    auto& tx = request.tx();
    auto const state = after_verdict(offer.state, judgement.verdict);
    store::put_verdict(tx, request.organization(), offer.deal_id, property, contact, judgement, state.round, request.now);
    store::update_offer(tx, request.organization(), offer.deal_id, property, state, request.now);

    auto act = act_on(tx, request.organization(), offer.deal_id, action_of(state.status));
    act.contact = contact;
    act.property = property;
    if (!judgement.reasons.empty()) act.detail["reasons"] = join(judgement.reasons);
    if (judgement.comment) act.detail["comment"] = *judgement.comment;
    activities::record(request, act);
}

void set_favourite(http::Request const& request, ContactId contact, PropertyId property, Favourite favourite)
{
    auto const offer = offer_or_404(request, contact, property);
    auto& tx = request.tx();
    bool const wanted = favourite == Favourite::yes;
    bool const changed = wanted ? store::add_favourite(tx, request.organization(), contact, property, request.now)
                                : store::remove_favourite(tx, request.organization(), contact, property);
    if (!changed) return;
    activities::Act act{wanted ? "property.favourited" : "property.unfavourited", contact, offer.deal_id, property, {}, {}, {contact}};
    activities::record(request, act);
}

}  // namespace loggia::deals
