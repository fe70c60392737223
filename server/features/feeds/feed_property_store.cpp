// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_property_store.hpp"

#include <map>

#include "features/photos/photo.hpp"
#include "features/properties/property.hpp"
#include "platform/json/writer.hpp"

namespace loggia::feeds::store {

std::vector<KnownProperty> known_properties(db::Tx& tx, OrganizationId organization, FeedId feed)
{
    return tx.rows<KnownProperty>(R"(
        SELECT id, feed_property, reference, status, price_amount, price_currency, feed_hash, feed_date, feed_absent_since
        FROM   properties
        WHERE  organization_id = $1 AND feed_id = $2 AND feed_property IS NOT NULL
        ORDER  BY feed_property
    )", organization, feed);
}

std::optional<PropertyId> insert_property(db::Tx& tx, OrganizationId organization, FeedId feed, ImportedProperty const& p, Timestamp now)
{
    auto const id = new_id<PropertyId>();
    auto const rows = tx.run(R"(
        INSERT INTO properties (organization_id, id, reference, title, type, purpose, price_amount, price_currency, status,
                                street, postcode, town, province, country, latitude, longitude, bedrooms, bathrooms, built_m2,
                                plot_m2, energy_label, features, video_url, tour_url, feed_id, feed_property, feed_date,
                                feed_hash, feed_details, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'available', '', '', $9, $10, $11, $12, $13, $14, $15, $16,
                $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $27)
        ON CONFLICT (organization_id, feed_id, feed_property) DO NOTHING
    )", organization, id, p.reference, p.title, p.type, p.purpose, p.price_amount, p.price_currency, p.town, p.province, p.country,
                             p.latitude, p.longitude, p.bedrooms, p.bathrooms, p.built_m2, p.plot_m2, p.energy_label,
                             json::to_text(p.features), p.video_url, p.tour_url, feed, p.feed_property, p.feed_date, p.feed_hash,
                             json::to_text(p.details), now);
    return rows == 1 ? std::optional(id) : std::nullopt;
}

void update_property(db::Tx& tx, OrganizationId organization, PropertyId id, ImportedProperty const& p, Status status, Timestamp now)
{
    tx.run(R"(
        UPDATE properties
        SET    reference = $3, type = $4, purpose = $5, price_amount = $6, price_currency = $7, town = $8, province = $9,
               country = $10, latitude = $11, longitude = $12, bedrooms = $13, bathrooms = $14, built_m2 = $15, plot_m2 = $16,
               energy_label = $17, features = $18, video_url = $19, tour_url = $20, feed_date = $21, feed_hash = $22,
               feed_details = $23, feed_absent_since = NULL, updated_at = $24, version = version + 1
        WHERE  organization_id = $1 AND id = $2
    )", organization, id, p.reference, p.type, p.purpose, p.price_amount, p.price_currency, p.town, p.province, p.country, p.latitude,
           p.longitude, p.bedrooms, p.bathrooms, p.built_m2, p.plot_m2, p.energy_label, json::to_text(p.features), p.video_url,
           p.tour_url, p.feed_date, p.feed_hash, json::to_text(p.details), now);
    if (status == Status::available_again)
        tx.run("UPDATE properties SET status = 'available' WHERE organization_id = $1 AND id = $2 AND status = 'withdrawn'",
               organization, id);
}

bool withdraw_property(db::Tx& tx, OrganizationId organization, PropertyId id, Timestamp now)
{
    return tx.run(R"(
        UPDATE properties
        SET    status = 'withdrawn', feed_absent_since = $3, updated_at = $3, version = version + 1
        WHERE  organization_id = $1 AND id = $2 AND status NOT IN ('sold', 'rented', 'withdrawn')
    )", organization, id, now) == 1;
}

void replace_descriptions(db::Tx& tx, OrganizationId organization, PropertyId id, std::vector<ImportedDescription> const& descriptions)
{
    tx.run("DELETE FROM property_descriptions WHERE organization_id = $1 AND property_id = $2", organization, id);
    for (auto const& description : descriptions)
        tx.run(R"(
            INSERT INTO property_descriptions (organization_id, property_id, language, text, url) VALUES ($1, $2, $3, $4, $5)
        )", organization, id, description.language, description.text, description.url);
}

namespace {

struct KnownPhoto {
    PhotoId id;
    std::optional<std::string> source_url;
};
BOOST_DESCRIBE_STRUCT(KnownPhoto, (), (id, source_url))

void insert_photo(db::Tx& tx, OrganizationId organization, PropertyId property, ImportedPhoto const& photo, std::int64_t position,
                  Timestamp now)
{
    tx.run(R"(
        INSERT INTO photos (organization_id, id, property_id, position, kind, state, source_url, title, variants, created_at)
        VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, '[]', $8)
    )", organization, new_id<PhotoId>(), property, position, photo.floor_plan ? "floor_plan" : "photo", photo.url, photo.title, now);
}

void keep_photo(db::Tx& tx, OrganizationId organization, PhotoId id, ImportedPhoto const& photo, std::int64_t position)
{
    tx.run("UPDATE photos SET position = $3, kind = $4, title = $5 WHERE organization_id = $1 AND id = $2", organization, id, position,
           photo.floor_plan ? "floor_plan" : "photo", photo.title);
}

}  // namespace

std::int64_t replace_photos(db::Tx& tx, OrganizationId organization, PropertyId property, std::vector<ImportedPhoto> const& wanted,
                            Timestamp now)
{
    auto const before = tx.rows<KnownPhoto>(R"(
        SELECT id, source_url FROM photos WHERE organization_id = $1 AND property_id = $2 ORDER BY position, id
    )", organization, property);
    std::map<std::string_view, PhotoId> known;
    for (auto const& photo : before)
        if (photo.source_url) known.emplace(*photo.source_url, photo.id);

    std::int64_t position = 0;
    std::int64_t added = 0;
    std::map<std::string_view, PhotoId> kept;
    for (auto const& photo : wanted) {
        if (kept.contains(photo.url)) continue;  // a feed may list the same picture twice
        auto const found = known.find(photo.url);
        if (found != known.end()) keep_photo(tx, organization, found->second, photo, position);
        else insert_photo(tx, organization, property, photo, position, now);
        added += found == known.end() ? 1 : 0;
        kept.emplace(photo.url, found == known.end() ? PhotoId{} : found->second);
        ++position;
    }
    for (auto const& photo : before) {
        if (!photo.source_url)
            tx.run("UPDATE photos SET position = $3 WHERE organization_id = $1 AND id = $2", organization, photo.id, position++);
        else if (auto const stays = kept.find(*photo.source_url); stays == kept.end() || stays->second != photo.id)
            tx.run("DELETE FROM photos WHERE organization_id = $1 AND id = $2", organization, photo.id);
    }
    photos::refresh_first_photo(tx, organization, property);
    return added;
}

std::optional<WaitingPhoto> claim_photo(db::Tx& tx, OrganizationId organization, Timestamp now, Timestamp until)
{
    auto photo = tx.find<WaitingPhoto>(R"(
        SELECT   f.id, p.feed_id, f.source_url, f.fetch_attempts
        FROM     photos AS f
        JOIN     properties AS p ON p.organization_id = f.organization_id AND p.id = f.property_id
        WHERE    f.organization_id = $1 AND f.state = 'waiting' AND f.fetch_after <= $2
        AND      f.source_url IS NOT NULL AND p.feed_id IS NOT NULL
        ORDER BY f.position, f.id
        LIMIT    1
    )", organization, now);
    if (photo)
        tx.run("UPDATE photos SET fetch_after = $3, fetch_attempts = fetch_attempts + 1 WHERE organization_id = $1 AND id = $2",
               organization, photo->id, until);
    return photo;
}

void put_off_photo(db::Tx& tx, OrganizationId organization, PhotoId photo, Timestamp until)
{
    tx.run("UPDATE photos SET fetch_after = $3 WHERE organization_id = $1 AND id = $2", organization, photo, until);
}

std::optional<Timestamp> next_photo_due(db::Tx& tx, OrganizationId organization)
{
    auto const due = tx.number(R"(
        SELECT MIN(f.fetch_after)
        FROM   photos AS f
        JOIN   properties AS p ON p.organization_id = f.organization_id AND p.id = f.property_id
        WHERE  f.organization_id = $1 AND f.state = 'waiting' AND f.source_url IS NOT NULL AND p.feed_id IS NOT NULL
    )", organization);
    return due ? std::optional(Timestamp{*due}) : std::nullopt;
}

namespace {

struct ListingRow {
    FeedId feed_id;
    std::string feed_name;
    std::string feed_property;
    std::optional<Timestamp> feed_date;
    std::optional<Timestamp> absent_since;
    std::string details;
};
BOOST_DESCRIBE_STRUCT(ListingRow, (), (feed_id, feed_name, feed_property, feed_date, absent_since, details))

}  // namespace

std::optional<FeedListing> find_listing(db::Tx& tx, OrganizationId organization, PropertyId id)
{
    auto const row = tx.find<ListingRow>(R"(
        SELECT p.feed_id, f.name AS feed_name, p.feed_property, p.feed_date, p.feed_absent_since AS absent_since,
               p.feed_details AS details
        FROM   properties AS p
        JOIN   feeds AS f ON f.organization_id = p.organization_id AND f.id = p.feed_id
        WHERE  p.organization_id = $1 AND p.id = $2 AND p.feed_details IS NOT NULL
    )", organization, id);
    if (!row) return std::nullopt;
    return FeedListing{row->feed_id, row->feed_name, row->feed_property, row->feed_date, row->absent_since,
                       json::read_text<FeedDetails>(row->details)};
}

}  // namespace loggia::feeds::store
