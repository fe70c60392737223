// SPDX-License-Identifier: Apache-2.0
#include "features/deals/offer_store.hpp"

#include <algorithm>

#include "platform/json/writer.hpp"

namespace loggia::deals::store {

namespace {

struct OfferedRow {
    PropertyId property_id;
    std::string reference;
    std::string title;
    std::string street;
    std::string town;
    std::optional<Money> price;
    std::optional<PhotoId> photo_id;
    properties::PropertyStatus property_status = properties::PropertyStatus::available;
    OfferStatus status = OfferStatus::to_review;
    std::optional<std::string> note;
    std::string offered_by_name;
    Timestamp offered_at;
    Timestamp status_at;
};
BOOST_DESCRIBE_STRUCT(OfferedRow, (), (property_id, reference, title, street, town, price, photo_id, property_status, status, note,
                                       offered_by_name, offered_at, status_at))

struct VerdictRow {
    PropertyId property_id;
    ContactId contact_id;
    std::string contact_name;
    Verdict verdict = Verdict::interested;
    std::vector<Reason> reasons;
    std::optional<std::string> comment;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(VerdictRow, (), (property_id, contact_id, contact_name, verdict, reasons, comment, at))

struct RatingRow {
    PropertyId property_id;
    ContactId contact_id;
    std::string contact_name;
    std::int64_t stars = 0;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(RatingRow, (), (property_id, contact_id, contact_name, stars, at))

struct WordRow {
    Verdict verdict = Verdict::interested;
};
BOOST_DESCRIBE_STRUCT(WordRow, (), (verdict))

struct FavouriteRow {
    PropertyId property_id;
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(FavouriteRow, (), (property_id, contact_id))

struct StatusRow {
    properties::PropertyStatus status = properties::PropertyStatus::available;
};
BOOST_DESCRIBE_STRUCT(StatusRow, (), (status))

struct ContactIdRow {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ContactIdRow, (), (contact_id))

std::vector<OfferedRow> offered_rows(db::Tx& tx, OrganizationId organization, DealId deal)
{
    return tx.rows<OfferedRow>(R"(
        SELECT   offers.property_id, properties.reference, properties.title, properties.street, properties.town,
                 properties.price_amount, properties.price_currency, properties.photo_id, properties.status AS property_status,
                 offers.status, offers.note, users.name AS offered_by_name, offers.offered_at, offers.status_at
        FROM     offers
        JOIN     properties ON properties.organization_id = offers.organization_id AND properties.id = offers.property_id
        JOIN     users ON users.organization_id = offers.organization_id AND users.id = offers.offered_by
        WHERE    offers.organization_id = $1 AND offers.deal_id = $2
        ORDER BY offers.offered_at DESC, offers.property_id DESC
    )", organization, deal);
}

std::vector<VerdictRow> verdict_rows(db::Tx& tx, OrganizationId organization, DealId deal)
{
    return tx.rows<VerdictRow>(R"(
        SELECT   verdicts.property_id, verdicts.contact_id, contacts.first_name || ' ' || contacts.last_name AS contact_name,
                 verdicts.verdict, verdicts.reasons, verdicts.comment, verdicts.at
        FROM     verdicts
        JOIN     deal_contacts ON deal_contacts.organization_id = verdicts.organization_id
                              AND deal_contacts.deal_id = verdicts.deal_id AND deal_contacts.contact_id = verdicts.contact_id
        JOIN     contacts ON contacts.organization_id = verdicts.organization_id AND contacts.id = verdicts.contact_id
        WHERE    verdicts.organization_id = $1 AND verdicts.deal_id = $2
        ORDER BY verdicts.at, verdicts.contact_id
    )", organization, deal);
}

std::vector<RatingRow> rating_rows(db::Tx& tx, OrganizationId organization, DealId deal)
{
    return tx.rows<RatingRow>(R"(
        SELECT   property_ratings.property_id, property_ratings.contact_id,
                 contacts.first_name || ' ' || contacts.last_name AS contact_name, property_ratings.stars, property_ratings.at
        FROM     deal_contacts
        JOIN     property_ratings ON property_ratings.organization_id = deal_contacts.organization_id
                                 AND property_ratings.contact_id = deal_contacts.contact_id
        JOIN     contacts ON contacts.organization_id = deal_contacts.organization_id AND contacts.id = deal_contacts.contact_id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.deal_id = $2
        ORDER BY property_ratings.at, property_ratings.contact_id
    )", organization, deal);
}

std::vector<FavouriteRow> favourite_rows(db::Tx& tx, OrganizationId organization, DealId deal)
{
    return tx.rows<FavouriteRow>(R"(
        SELECT   favourites.property_id, favourites.contact_id
        FROM     deal_contacts
        JOIN     favourites ON favourites.organization_id = deal_contacts.organization_id
                           AND favourites.contact_id = deal_contacts.contact_id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.deal_id = $2
        ORDER BY favourites.at, favourites.contact_id
    )", organization, deal);
}

OfferedProperty to_offered(OfferedRow row, std::map<PhotoId, photos::PhotoRef> const& photos)
{
    OfferedProperty offered{row.property_id, std::move(row.reference), std::move(row.title), std::move(row.street),
                            std::move(row.town), std::move(row.price), {}, row.property_status, row.status,
                            std::move(row.note), std::move(row.offered_by_name), row.offered_at, row.status_at, {}, {}, {}};
    if (!row.photo_id) return offered;
    if (auto const photo = photos.find(*row.photo_id); photo != photos.end()) offered.photo = photo->second;
    return offered;
}

}  // namespace

std::vector<OfferedProperty> offered_in(db::Tx& tx, OrganizationId organization, DealId deal)
{
    auto rows = offered_rows(tx, organization, deal);
    if (rows.empty()) return {};
    std::vector<PhotoId> photo_ids;
    for (auto const& row : rows)
        if (row.photo_id) photo_ids.push_back(*row.photo_id);
    auto const photos = photos::load_refs(tx, organization, photo_ids);

    std::vector<OfferedProperty> result;
    std::map<PropertyId, std::size_t> place;
    for (auto& row : rows) {
        place.emplace(row.property_id, result.size());
        result.push_back(to_offered(std::move(row), photos));
    }
    for (auto& row : verdict_rows(tx, organization, deal))
        result[place.at(row.property_id)].verdicts.push_back({row.contact_id, std::move(row.contact_name), row.verdict,
                                                              std::move(row.reasons), std::move(row.comment), row.at});
    for (auto& row : rating_rows(tx, organization, deal))
        if (auto const found = place.find(row.property_id); found != place.end())
            result[found->second].ratings.push_back({row.contact_id, std::move(row.contact_name), row.stars, row.at});
    for (auto const& row : favourite_rows(tx, organization, deal))
        if (auto const found = place.find(row.property_id); found != place.end())
            result[found->second].favourite_of.push_back(row.contact_id);
    return result;
}

std::vector<DealOffer> offers_of_deal(db::Tx& tx, OrganizationId organization, DealId deal)
{
    return tx.rows<DealOffer>(R"(
        SELECT   property_id, status, staff_status, after_viewing, round
        FROM     offers
        WHERE    organization_id = $1 AND deal_id = $2
        ORDER BY property_id
    )", organization, deal);
}

std::optional<OfferRow> find_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property)
{
    return tx.find<OfferRow>(R"(
        SELECT status, staff_status, after_viewing, round
        FROM   offers
        WHERE  organization_id = $1 AND deal_id = $2 AND property_id = $3
    )", organization, deal, property);
}

bool insert_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, std::optional<std::string> const& note,
                  UserId offered_by, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO offers (organization_id, deal_id, property_id, status, note, offered_by, offered_at, status_at)
        VALUES ($1, $2, $3, 'to_review', $4, $5, $6, $7)
        ON CONFLICT (organization_id, deal_id, property_id) DO NOTHING
    )", organization, deal, property, note, offered_by, now, now) == 1;
}

void update_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, OfferState const& state, Timestamp now)
{
    tx.run(R"(
        UPDATE offers
        SET    status = $4, staff_status = $5, after_viewing = $6, round = $7, status_at = $8
        WHERE  organization_id = $1 AND deal_id = $2 AND property_id = $3
    )", organization, deal, property, state.status, state.staff_status, state.after_viewing, state.round, now);
}

bool delete_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property)
{
    tx.run("DELETE FROM verdicts WHERE organization_id = $1 AND deal_id = $2 AND property_id = $3", organization, deal, property);
    return tx.run("DELETE FROM offers WHERE organization_id = $1 AND deal_id = $2 AND property_id = $3",
                  organization, deal, property) == 1;
}

std::optional<properties::PropertyStatus> property_status(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    auto const row = tx.find<StatusRow>("SELECT status FROM properties WHERE organization_id = $1 AND id = $2", organization, property);
    return row ? std::optional(row->status) : std::nullopt;
}

void put_verdict(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, ContactId contact,
                 Judgement const& judgement, std::int64_t round, Timestamp now)
{
    tx.run(R"(
        INSERT INTO verdicts (organization_id, deal_id, property_id, contact_id, verdict, reasons, comment, round, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (organization_id, deal_id, property_id, contact_id) DO UPDATE
        SET verdict = excluded.verdict, reasons = excluded.reasons, comment = excluded.comment, round = excluded.round, at = excluded.at
    )", organization, deal, property, contact, judgement.verdict, json::to_text(judgement.reasons), judgement.comment, round, now);
}

std::vector<Verdict> words_of_round(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, std::int64_t round)
{
    std::vector<Verdict> words;
    for (auto const& row : tx.rows<WordRow>(R"(
        SELECT   verdicts.verdict
        FROM     verdicts
        JOIN     deal_contacts ON deal_contacts.organization_id = verdicts.organization_id
                              AND deal_contacts.deal_id = verdicts.deal_id AND deal_contacts.contact_id = verdicts.contact_id
        WHERE    verdicts.organization_id = $1 AND verdicts.deal_id = $2 AND verdicts.property_id = $3 AND verdicts.round = $4
        ORDER BY verdicts.contact_id
    )", organization, deal, property, round))
        words.push_back(row.verdict);
    return words;
}

void put_rating(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, std::int64_t stars, Timestamp now)
{
    tx.run(R"(
        INSERT INTO property_ratings (organization_id, contact_id, property_id, stars, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organization_id, contact_id, property_id) DO UPDATE SET stars = excluded.stars, at = excluded.at
    )", organization, contact, property, stars, now);
}

void remove_rating(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property)
{
    tx.run("DELETE FROM property_ratings WHERE organization_id = $1 AND contact_id = $2 AND property_id = $3",
           organization, contact, property);
}

bool add_favourite(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO favourites (organization_id, contact_id, property_id, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organization_id, contact_id, property_id) DO NOTHING
    )", organization, contact, property, now) == 1;
}

bool remove_favourite(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property)
{
    return tx.run("DELETE FROM favourites WHERE organization_id = $1 AND contact_id = $2 AND property_id = $3",
                  organization, contact, property) == 1;
}

std::vector<ContactId> contacts_with_portal(db::Tx& tx, OrganizationId organization, DealId deal)
{
    std::vector<ContactId> ids;
    for (auto const& row : tx.rows<ContactIdRow>(R"(
        SELECT   DISTINCT deal_contacts.contact_id
        FROM     deal_contacts
        JOIN     accounts ON accounts.organization_id = deal_contacts.organization_id AND accounts.contact_id = deal_contacts.contact_id
        JOIN     accesses ON accesses.organization_id = accounts.organization_id AND accesses.account_id = accounts.id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.deal_id = $2 AND accesses.state IN ('invited', 'active')
        ORDER BY deal_contacts.contact_id
    )", organization, deal))
        ids.push_back(row.contact_id);
    return ids;
}

}  // namespace loggia::deals::store
