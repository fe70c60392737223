// SPDX-License-Identifier: Apache-2.0
#include "features/properties/property_store.hpp"

#include <limits>

#include "platform/db/batch.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/json/writer.hpp"

namespace loggia::properties {

namespace {

constexpr std::string_view fact_columns = R"(
    p.id, p.reference, p.title, p.type, p.purpose, p.price_amount, p.price_currency, p.status, p.street, p.postcode, p.town,
    p.country, p.bedrooms, p.bathrooms, p.built_m2, p.energy_label, p.updated_at)";

struct FirstPhoto {
    PropertyId id;
    std::optional<PhotoId> photo_id;
};
BOOST_DESCRIBE_STRUCT(FirstPhoto, (), (id, photo_id))

struct FullRow : PropertyFacts, PropertyDetails {
    std::optional<PhotoId> photo_id;
};
BOOST_DESCRIBE_STRUCT(FullRow, (PropertyFacts, PropertyDetails), (photo_id))

struct Description {
    std::string language;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Description, (), (language, text))

struct SearchedTexts {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SearchedTexts, (), (text))

struct OfferedTo {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(OfferedTo, (), (contact_id))

}  // namespace

std::optional<Property> find_property(db::Tx& tx, OrganizationId organization, PropertyId id)
{
    auto const row = tx.find<FullRow>("SELECT " + std::string(fact_columns) + R"(,
               p.version, p.price_currency AS currency, p.province, p.latitude, p.longitude, p.plot_m2, p.year_built,
               p.energy_consumption, p.energy_emissions, p.features, p.video_url, p.tour_url, p.owner_id, u.name AS owner_name,
               p.feed_id, f.name AS feed_name, p.created_at, p.photo_id
        FROM   properties AS p
        LEFT JOIN users AS u ON u.organization_id = p.organization_id AND u.id = p.owner_id
        LEFT JOIN feeds AS f ON f.organization_id = p.organization_id AND f.id = p.feed_id
        WHERE  p.organization_id = $1 AND p.id = $2
    )", organization, id);
    if (!row) return std::nullopt;

    Property property;
    static_cast<PropertyFacts&>(property) = *row;
    static_cast<PropertyDetails&>(property) = *row;
    property.photos = photos::photos_of(tx, organization, id);
    for (auto const& photo : property.photos)
        if (row->photo_id && photo.id == *row->photo_id) property.photo = photo;
    for (auto& description : tx.rows<Description>(R"(
            SELECT language, text FROM property_descriptions WHERE organization_id = $1 AND property_id = $2 ORDER BY language
        )", organization, id))
        property.descriptions[description.language] = std::move(description.text);
    return property;
}

void index_property(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    auto const texts = tx.find<SearchedTexts>(R"(
        SELECT reference || ' ' || title || ' ' || street || ' ' || postcode || ' ' || town || ' ' || province AS text
        FROM   properties WHERE organization_id = $1 AND id = $2
    )", organization, property);
    if (texts) db::index_text(tx, db::SearchIndex::properties, organization, property.value, i18n::fold(texts->text));
}

namespace store {

// Every filter stands in the text or not at all, so that each combination finds its index; parameters keep their number.
static std::string where_filters_pass(PropertyQuery const& query)
{
    std::string text = " WHERE p.organization_id = $1";
    text += query.status ? " AND p.status = $2" : " AND CAST($2 AS TEXT) IS NULL";
    text += query.purpose ? " AND p.purpose = $3" : " AND CAST($3 AS TEXT) IS NULL";
    text += query.type ? " AND p.type = $4" : " AND CAST($4 AS TEXT) IS NULL";
    text += query.town ? " AND p.town = $5" : " AND CAST($5 AS TEXT) IS NULL";
    text += query.min_price ? " AND p.price_amount >= $6" : " AND CAST($6 AS BIGINT) IS NULL";
    text += query.max_price ? " AND p.price_amount <= $7" : " AND CAST($7 AS BIGINT) IS NULL";
    text += query.bedrooms ? " AND p.bedrooms >= $8" : " AND CAST($8 AS BIGINT) IS NULL";
    return text;
}

// A price on request sorts behind every price.
static constexpr std::int64_t no_price = std::numeric_limits<std::int64_t>::max();

static std::vector<PropertyFacts> list_in_order(db::Tx& tx, OrganizationId organization, PropertyQuery const& query, std::optional<Place> const& after, std::int64_t count)
{
    auto const select = "SELECT " + std::string(fact_columns) + " FROM properties AS p" + where_filters_pass(query);
    auto const read = [&](std::string const& tail, auto const&... more) {
        return tx.rows<PropertyFacts>(select + tail, organization, query.status, query.purpose, query.type, query.town,
                                      query.min_price, query.max_price, query.bedrooms, more...);
    };
    auto const sort = query.sort.value_or(PropertySort::recent);
    if (sort == PropertySort::recent)
        return read(" AND p.id < $9 ORDER BY p.id DESC LIMIT $10", after ? after->id.value : no_price, count);
    static constexpr char const* price = "COALESCE(p.price_amount, 9223372036854775807)";
    auto const ascending = sort == PropertySort::price_asc;
    auto const start = after.value_or(ascending ? Place{-1, {}} : Place{no_price, PropertyId{no_price}});
    std::string const compare = ascending ? " > " : " < ";
    std::string const order = ascending ? " ASC" : " DESC";
    return read(" AND (" + std::string(price) + ", p.id)" + compare + "($9, $10) ORDER BY " + price + order + ", p.id" + order + " LIMIT $11",
                start.price, start.id, count);
}

// Search knows no filters: matches are looked through in portions until the page is full.
static std::vector<PropertyFacts> list_matches(db::Tx& tx, OrganizationId organization, PropertyQuery const& query, std::optional<Place> const& after, std::int64_t count)
{
    static constexpr int portion = 50;
    auto const words = i18n::fold(*query.q);
    auto before = after ? after->id.value : 0;
    std::vector<PropertyFacts> found;
    for (bool more = true; more && std::ssize(found) < count;) {
        std::vector<PropertyId> ids;
        for (auto const id : db::search(tx, db::SearchIndex::properties, organization, words, before, portion)) ids.push_back(PropertyId{id});
        more = std::ssize(ids) == portion;
        if (ids.empty()) break;
        before = ids.back().value;
        auto const rows = db::rows_of<PropertyFacts>(tx, "SELECT " + std::string(fact_columns) + R"(
            FROM properties AS p WHERE p.organization_id = $1 AND p.id IN ($ids) ORDER BY p.id DESC)", organization, ids);
        for (auto const& row : rows) {
            bool const fits = (!query.status || row.status == *query.status) && (!query.purpose || row.purpose == *query.purpose) &&
                              (!query.type || row.type == *query.type) && (!query.town || row.town == *query.town) &&
                              (!query.min_price || (row.price && row.price->amount >= *query.min_price)) &&
                              (!query.max_price || (row.price && row.price->amount <= *query.max_price)) &&
                              (!query.bedrooms || row.bedrooms.value_or(0) >= *query.bedrooms);
            if (fits && std::ssize(found) < count) found.push_back(row);
        }
    }
    return found;
}

std::vector<PropertyFacts> list(db::Tx& tx, OrganizationId organization, PropertyQuery const& query, std::optional<Place> const& after, std::int64_t count)
{
    bool const searches = query.q && query.q->find_first_not_of(" \t") != std::string::npos;
    return searches ? list_matches(tx, organization, query, after, count) : list_in_order(tx, organization, query, after, count);
}

std::vector<PropertyRow> with_photos(db::Tx& tx, OrganizationId organization, std::vector<PropertyFacts> const& facts)
{
    std::vector<PropertyId> ids;
    for (auto const& row : facts) ids.push_back(row.id);
    std::map<PropertyId, PhotoId> first;
    std::vector<PhotoId> wanted;
    for (auto const& row : db::rows_of<FirstPhoto>(tx, R"(
        SELECT id, photo_id
        FROM   (VALUES $ids) AS wanted
        CROSS JOIN properties
        WHERE  properties.organization_id = $1 AND properties.id = wanted.column1
    )", organization, ids)) {
        if (!row.photo_id) continue;
        first[row.id] = *row.photo_id;
        wanted.push_back(*row.photo_id);
    }
    auto const refs = photos::load_refs(tx, organization, wanted);
    std::vector<PropertyRow> rows;
    for (auto const& row : facts) {
        PropertyRow result{row, std::nullopt};
        if (auto const photo = first.find(row.id); photo != first.end())
            if (auto const ref = refs.find(photo->second); ref != refs.end()) result.photo = ref->second;
        rows.push_back(std::move(result));
    }
    return rows;
}

PropertyCounts counts(db::Tx& tx, OrganizationId organization)
{
    return tx.find<PropertyCounts>(R"(
        SELECT COUNT(*) FILTER (WHERE status = 'draft') AS draft, COUNT(*) FILTER (WHERE status = 'available') AS available,
               COUNT(*) FILTER (WHERE status = 'under_offer') AS under_offer, COUNT(*) FILTER (WHERE status = 'reserved') AS reserved,
               COUNT(*) FILTER (WHERE status = 'sold') AS sold, COUNT(*) FILTER (WHERE status = 'rented') AS rented,
               COUNT(*) FILTER (WHERE status = 'withdrawn') AS withdrawn
        FROM   properties
        WHERE  organization_id = $1
    )", organization).value_or(PropertyCounts{});
}

static std::optional<std::int64_t> amount_of(std::optional<Money> const& price)
{
    return price ? std::optional(price->amount) : std::nullopt;
}

void insert(db::Tx& tx, OrganizationId organization, PropertyId id, NewProperty const& property, Timestamp now)
{
    auto const features = json::to_text(property.features);
    tx.run(R"(
        INSERT INTO properties (organization_id, id, reference, title, type, purpose, price_amount, price_currency, status, street,
                                postcode, town, province, country, latitude, longitude, bedrooms, bathrooms, built_m2, plot_m2,
                                year_built, energy_label, energy_consumption, energy_emissions, features, video_url, tour_url,
                                owner_id, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, COALESCE($8, (SELECT currency FROM organizations WHERE id = $1)), $9, $10,
                $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $29)
    )", organization, id, property.reference, property.title, property.type, property.purpose, amount_of(property.price),
        property.price ? std::optional(property.price->currency) : std::nullopt, property.status.value_or(PropertyStatus::draft),
        property.street.value_or(""), property.postcode.value_or(""), property.town, property.province.value_or(""), property.country,
        property.latitude, property.longitude, property.bedrooms, property.bathrooms, property.built_m2, property.plot_m2,
        property.year_built, property.energy_label, property.energy_consumption, property.energy_emissions, features,
        property.video_url, property.tour_url, property.owner_id, now);
    replace_descriptions(tx, organization, id, property.descriptions);
}

bool update(db::Tx& tx, OrganizationId organization, Property const& property, std::int64_t version, Timestamp now)
{
    auto const features = json::to_text(property.features);
    return tx.run(R"(
        UPDATE properties
        SET    reference = $4, title = $5, type = $6, purpose = $7, price_amount = $8, price_currency = $9, status = $10, street = $11,
               postcode = $12, town = $13, province = $14, country = $15, latitude = $16, longitude = $17, bedrooms = $18,
               bathrooms = $19, built_m2 = $20, plot_m2 = $21, year_built = $22, energy_label = $23, energy_consumption = $24,
               energy_emissions = $25, features = $26, video_url = $27, tour_url = $28, owner_id = $29, updated_at = $30,
               version = version + 1
        WHERE  organization_id = $1 AND id = $2 AND version = $3
    )", organization, property.id, version, property.reference, property.title, property.type, property.purpose,
        amount_of(property.price), property.currency, property.status, property.street, property.postcode, property.town,
        property.province, property.country, property.latitude, property.longitude, property.bedrooms, property.bathrooms,
        property.built_m2, property.plot_m2, property.year_built, property.energy_label, property.energy_consumption,
        property.energy_emissions, features, property.video_url, property.tour_url, property.owner_id, now) == 1;
}

void replace_descriptions(db::Tx& tx, OrganizationId organization, PropertyId property, std::map<std::string, std::string> const& texts)
{
    for (auto const& present : tx.rows<Description>(
             "SELECT language, text FROM property_descriptions WHERE organization_id = $1 AND property_id = $2 ORDER BY language", organization, property))
        if (!texts.contains(present.language))
            tx.run("DELETE FROM property_descriptions WHERE organization_id = $1 AND property_id = $2 AND language = $3", organization, property, present.language);
    for (auto const& [language, text] : texts)
        tx.run(R"(
            INSERT INTO property_descriptions (organization_id, property_id, language, text) VALUES ($1, $2, $3, $4)
            ON CONFLICT (organization_id, property_id, language) DO UPDATE SET text = excluded.text
        )", organization, property, language, text);
}

bool is_reference_taken(db::Tx& tx, OrganizationId organization, std::string_view reference, PropertyId except)
{
    return tx.number("SELECT id FROM properties WHERE organization_id = $1 AND reference = $2 AND id <> $3 LIMIT 1", organization, reference, except).has_value();
}

bool is_active_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.number("SELECT id FROM users WHERE organization_id = $1 AND id = $2 AND active = 1", organization, user).has_value();
}

}  // namespace store

std::vector<ContactId> contacts_offered(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    std::vector<ContactId> contacts;
    for (auto const& row : tx.rows<OfferedTo>(R"(
            SELECT DISTINCT c.contact_id FROM offers AS o
            JOIN deal_contacts AS c ON c.organization_id = o.organization_id AND c.deal_id = o.deal_id
            WHERE o.organization_id = $1 AND o.property_id = $2 ORDER BY c.contact_id
        )", organization, property))
        contacts.push_back(row.contact_id);
    return contacts;
}

PropertyId create(db::Tx& tx, OrganizationId organization, NewProperty const& property, Timestamp now)
{
    auto const id = new_id<PropertyId>();
    store::insert(tx, organization, id, property, now);
    index_property(tx, organization, id);
    return id;
}

}  // namespace loggia::properties
