// SPDX-License-Identifier: Apache-2.0
#include "features/deals/contact_offers.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "features/deals/deal_activity.hpp"
#include "features/deals/offer_store.hpp"
#include "features/deals/pipeline.hpp"

namespace loggia::deals {

namespace {

struct OfferOfContactRow : OfferedHome {
    DealId deal_id;
    std::string deal_title;
    StageKind stage_kind = StageKind::open;
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
    bool of_colleague = false;
};
BOOST_DESCRIBE_STRUCT(OfferOfContactRow, (OfferedHome), (deal_id, deal_title, stage_kind, offered_by, note, offered_at, status_at, status,
                                                         staff_status, after_viewing, round, verdict, verdict_round, verdict_at, reasons,
                                                         comment, of_colleague))

ContactOffer to_offer(OfferOfContactRow row)
{
    ContactOffer offer;
    static_cast<OfferedHome&>(offer) = std::move(static_cast<OfferedHome&>(row));
    offer.deal_id = row.deal_id;
    offer.deal_title = std::move(row.deal_title);
    offer.offered_by = row.offered_by;
    offer.note = std::move(row.note);
    offer.offered_at = row.offered_at;
    offer.state = {row.status, row.staff_status, row.after_viewing, row.round};
    offer.standing = standing_of(row.stage_kind == StageKind::open, offer.property_status);
    if (row.verdict) offer.own = OwnVerdict{*row.verdict, row.verdict_round.value_or(0)};
    offer.status = status_for(offer.state, offer.own);
    offer.reasons = std::move(row.reasons);
    offer.comment = std::move(row.comment);
    offer.of_colleague = row.of_colleague;
    offer.changed_at = row.status_at;
    bool const own_word_counts = offer.own && offer.own->round == row.round;
    offer.status_at = own_word_counts ? row.verdict_at.value_or(row.status_at) : row.round == 1 ? row.offered_at : row.status_at;
    return offer;
}

// $2 is the viewer: the word read along is his, whoever's deal it is.
std::string select_offers(std::string_view source, std::string_view of_colleague)
{
    return R"(
    SELECT    offers.property_id, properties.reference, properties.title, properties.type, properties.purpose,
              properties.price_amount, properties.price_currency, properties.street, properties.postcode, properties.town,
              properties.bedrooms, properties.bathrooms, properties.built_m2, properties.energy_label,
              properties.status AS property_status, photos.id AS photo_id, photos.width AS photo_width,
              photos.height AS photo_height, photos.colour AS photo_colour, photos.widths AS photo_widths,
              offers.deal_id, deals.title AS deal_title, stages.kind AS stage_kind,
              offers.offered_by, offers.note, offers.offered_at, offers.status_at,
              offers.status, offers.staff_status, offers.after_viewing, offers.round, verdicts.verdict,
              verdicts.round AS verdict_round, verdicts.at AS verdict_at, verdicts.reasons, verdicts.comment, )" +
           std::string(of_colleague) + R"( AS of_colleague
    FROM      )" +
           std::string(source) + R"(
    JOIN      deals ON deals.organization_id = deal_contacts.organization_id AND deals.id = deal_contacts.deal_id
    JOIN      stages ON stages.organization_id = deals.organization_id AND stages.id = deals.stage_id
    JOIN      offers ON offers.organization_id = deal_contacts.organization_id AND offers.deal_id = deal_contacts.deal_id
    JOIN      properties ON properties.organization_id = offers.organization_id AND properties.id = offers.property_id
    LEFT JOIN photos ON photos.organization_id = offers.organization_id AND photos.id = properties.photo_id AND photos.state = 'ready'
    LEFT JOIN verdicts ON verdicts.organization_id = offers.organization_id AND verdicts.deal_id = offers.deal_id
                      AND verdicts.property_id = offers.property_id AND verdicts.contact_id = $2
)";
}

// The viewer's own offers; with `more` beginning with AND, fewer of them.
std::string own_offers(std::string_view more = {})
{
    return select_offers("deal_contacts", "0") + "WHERE deal_contacts.organization_id = $1 AND deal_contacts.contact_id = $2 " +
           std::string(more);
}

// Those of the other people of company $3.
std::string offers_of_colleagues(std::string_view more = {})
{
    return select_offers(R"(company_people
    JOIN      deal_contacts ON deal_contacts.organization_id = company_people.organization_id
                           AND deal_contacts.contact_id = company_people.contact_id)",
                         "1") +
           "WHERE company_people.organization_id = $1 AND company_people.company_id = $3 AND company_people.contact_id <> $2 " +
           std::string(more);
}

struct Mark {
    PropertyId property_id;
    std::optional<std::int64_t> stars;
    bool favourite = false;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (property_id, stars, favourite))

// The viewer's stars and favourites, whoever's deals the offers are in. Two ranges of an index, once; beside the offers each of them
// would be looked up in both.
void put_marks(std::vector<ContactOffer>& offers, db::Tx& tx, OrganizationId organization, ContactId viewer)
{
    if (offers.empty()) return;
    auto const marks = tx.rows<Mark>(R"(
        SELECT property_id, stars, 0 AS favourite
        FROM   property_ratings
        WHERE  organization_id = $1 AND contact_id = $2
        UNION ALL
        SELECT property_id, CAST(NULL AS BIGINT) AS stars, 1 AS favourite
        FROM   favourites
        WHERE  organization_id = $1 AND contact_id = $2
    )", organization, viewer);
    std::unordered_multimap<PropertyId, ContactOffer*> places;
    if (!marks.empty())
        for (auto& offer : offers) places.emplace(offer.property_id, &offer);
    for (auto const& mark : marks) {
        auto const [first, last] = places.equal_range(mark.property_id);
        for (auto place = first; place != last; ++place) {
            if (mark.favourite) place->second->favourite = true;
            else place->second->stars = mark.stars;
        }
    }
}

// Of two offers of one property: one of the viewer's own, then the one in an open deal, then the later.
bool leads(ContactOffer const& one, ContactOffer const& other)
{
    auto const rank = [](ContactOffer const& offer) {
        return std::tuple(!offer.of_colleague, offer.standing == Standing::open, offer.offered_at, offer.deal_id);
    };
    return rank(one) > rank(other);
}

bool says_the_same(ContactOffer const& offer, Judgement const& judgement)
{
    return offer.own && offer.own->round == offer.state.round && offer.own->verdict == judgement.verdict &&
           offer.reasons == judgement.reasons && offer.comment == judgement.comment;
}

ContactOffer offer_or_404(http::Request const& request, Viewer const& viewer, PropertyId property)
{
    auto offer = find_offer_of_contact(request.tx(), request.organization(), viewer, property);
    if (!offer) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    return *std::move(offer);
}

}  // namespace

std::vector<ContactOffer> all_offers_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    static std::string const sql = own_offers();
    auto rows = tx.rows<OfferOfContactRow>(sql, organization, contact);
    // Here, not in the statement: the engine would carry each row's two dozen columns through its sorter.
    std::vector<OfferOfContactRow*> newest_first;
    newest_first.reserve(rows.size());
    for (auto& row : rows) newest_first.push_back(&row);
    auto const age = [](OfferOfContactRow const* row) { return std::tuple(row->offered_at, row->property_id, row->deal_id); };
    std::ranges::sort(newest_first, std::greater(), age);

    std::vector<ContactOffer> offers;
    offers.reserve(rows.size());
    for (auto* row : newest_first) offers.push_back(to_offer(std::move(*row)));
    put_marks(offers, tx, organization, contact);
    return offers;
}

static bool is_shown(ContactOffer const& offer, Viewer const& viewer)
{
    return offer.property_status != properties::PropertyStatus::draft && (!viewer.since || offer.changed_at >= *viewer.since);
}

std::vector<ContactOffer> shown_to(Viewer const& viewer, std::vector<ContactOffer> offers)
{
    std::vector<ContactOffer> result;
    std::map<PropertyId, std::size_t> place;
    for (auto& offer : offers) {
        if (!is_shown(offer, viewer)) continue;
        auto const [found, is_new] = place.emplace(offer.property_id, result.size());
        if (is_new) result.push_back(std::move(offer));
        else if (leads(offer, result[found->second])) result[found->second] = std::move(offer);
    }
    auto const age = [](ContactOffer const& offer) { return std::tuple(offer.offered_at, offer.property_id); };
    if (viewer.company) std::ranges::stable_sort(result, std::greater(), age);
    return result;
}

std::vector<ContactOffer> offers_of_contact(db::Tx& tx, OrganizationId organization, Viewer const& viewer)
{
    static std::string const of_colleagues = offers_of_colleagues();
    auto offers = all_offers_of_contact(tx, organization, viewer.contact);
    if (!viewer.company) return shown_to(viewer, std::move(offers));
    std::vector<ContactOffer> others;
    for (auto& row : tx.rows<OfferOfContactRow>(of_colleagues, organization, viewer.contact, viewer.company))
        others.push_back(to_offer(std::move(row)));
    put_marks(others, tx, organization, viewer.contact);
    std::ranges::move(others, std::back_inserter(offers));
    return shown_to(viewer, std::move(offers));
}

std::optional<ContactOffer> find_offer_of_contact(db::Tx& tx, OrganizationId organization, Viewer const& viewer, PropertyId property)
{
    static std::string const own = own_offers("AND offers.property_id = $3");
    static std::string const of_colleagues = offers_of_colleagues("AND offers.property_id = $4");
    std::vector<ContactOffer> found;
    auto const consider = [&](std::vector<OfferOfContactRow> rows) {
        for (auto& row : rows) {
            auto offer = to_offer(std::move(row));
            if (!is_shown(offer, viewer)) continue;
            if (found.empty()) found.push_back(std::move(offer));
            else if (leads(offer, found.front())) found.front() = std::move(offer);
        }
    };
    consider(tx.rows<OfferOfContactRow>(own, organization, viewer.contact, property));
    if (found.empty() && viewer.company)
        consider(tx.rows<OfferOfContactRow>(of_colleagues, organization, viewer.contact, viewer.company, property));
    put_marks(found, tx, organization, viewer.contact);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<OtherVerdict> verdicts_of_others(db::Tx& tx, OrganizationId organization, ContactOffer const& offer, ContactId viewer)
{
    return tx.rows<OtherVerdict>(R"(
        SELECT    contacts.first_name || ' ' || contacts.last_name AS name, verdicts.verdict, verdicts.at, property_ratings.stars
        FROM      deal_contacts
        JOIN      contacts ON contacts.organization_id = deal_contacts.organization_id AND contacts.id = deal_contacts.contact_id
        LEFT JOIN verdicts ON verdicts.organization_id = deal_contacts.organization_id AND verdicts.deal_id = deal_contacts.deal_id
                          AND verdicts.property_id = $3 AND verdicts.contact_id = deal_contacts.contact_id AND verdicts.round = $4
        LEFT JOIN property_ratings ON property_ratings.organization_id = deal_contacts.organization_id
                                  AND property_ratings.contact_id = deal_contacts.contact_id AND property_ratings.property_id = $3
        WHERE     deal_contacts.organization_id = $1 AND deal_contacts.deal_id = $2 AND deal_contacts.contact_id <> $5
        ORDER BY  contacts.name_folded, contacts.id
    )", organization, offer.deal_id, offer.property_id, offer.state.round, viewer);
}

void judge(http::Request const& request, Viewer const& viewer, PropertyId property, Judgement judgement)
{
    judgement = tidy(std::move(judgement));
    auto const contact = viewer.contact;
    auto const offer = offer_or_404(request, viewer, property);
    if (offer.of_colleague)
        throw Problem(Fault::conflict, "verdict_closed", "This property was offered to somebody else of your company.");
    if (says_the_same(offer, judgement)) return;
    check_verdict(offer.state, offer.own, offer.standing, judgement);

    auto& tx = request.tx();
    store::put_verdict(tx, request.organization(), offer.deal_id, property, contact, judgement, offer.state.round, request.now);
    auto const words = store::words_of_round(tx, request.organization(), offer.deal_id, property, offer.state.round);
    auto const state = after_verdicts(offer.state, words);
    store::update_offer(tx, request.organization(), offer.deal_id, property, state, request.now);

    auto act = act_on(tx, request.organization(), offer.deal_id, action_of(to_status(judgement.verdict)));
    act.contact = contact;
    act.property = property;
    if (!judgement.reasons.empty()) act.detail["reasons"] = join(judgement.reasons);
    if (judgement.comment) act.detail["comment"] = *judgement.comment;
    activities::record(request, act);
}

void set_favourite(http::Request const& request, Viewer const& viewer, PropertyId property, Favourite favourite)
{
    auto const contact = viewer.contact;
    auto const offer = offer_or_404(request, viewer, property);
    auto& tx = request.tx();
    bool const wanted = favourite == Favourite::yes;
    bool const changed = wanted ? store::add_favourite(tx, request.organization(), contact, property, request.now)
                                : store::remove_favourite(tx, request.organization(), contact, property);
    if (!changed) return;
    activities::Act act{wanted ? "property.favourited" : "property.unfavourited", contact, offer.deal_id, property, {}, {}, {contact}};
    activities::record(request, act);
}

void set_rating(http::Request const& request, Viewer const& viewer, PropertyId property, std::optional<std::int64_t> stars)
{
    auto const offer = offer_or_404(request, viewer, property);
    if (offer.of_colleague || offer.standing == Standing::closed)
        throw Problem(Fault::conflict, "verdict_closed", "This can no longer be said of this property, or not by you.");
    if (offer.stars == stars) return;
    auto& tx = request.tx();
    activities::Act act{"property.rating_removed", viewer.contact, offer.deal_id, property, {}, {}, {viewer.contact}};
    if (stars) {
        store::put_rating(tx, request.organization(), viewer.contact, property, *stars, request.now);
        act.action = "property.rated";
        act.detail["stars"] = std::to_string(*stars);
    } else {
        store::remove_rating(tx, request.organization(), viewer.contact, property);
    }
    activities::record(request, act);
}

}  // namespace loggia::deals
