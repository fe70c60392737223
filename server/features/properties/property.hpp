// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "features/photos/photo.hpp"
#include "platform/json/json.hpp"

// Properties for sale or rent (PRODUCT 3.1). The transaction of that rule is called `purpose` here: TRANSACTION is
// reserved in SQL.
namespace loggia::properties {

enum class PropertyType {
    apartment, penthouse, studio, loft, duplex, house, detached_house, semi_detached_house, terraced_house, town_house,
    canal_house, villa, bungalow, country_house, farmhouse, finca, plot, garage, commercial, new_build, other
};
BOOST_DESCRIBE_ENUM(PropertyType, apartment, penthouse, studio, loft, duplex, house, detached_house, semi_detached_house,
                    terraced_house, town_house, canal_house, villa, bungalow, country_house, farmhouse, finca, plot, garage,
                    commercial, new_build, other)

enum class Purpose { sale, rent };
BOOST_DESCRIBE_ENUM(Purpose, sale, rent)

enum class PropertyStatus { draft, available, under_offer, reserved, sold, rented, withdrawn };
BOOST_DESCRIBE_ENUM(PropertyStatus, draft, available, under_offer, reserved, sold, rented, withdrawn)

// What a row of the table says in every list.
struct PropertyFacts {
    PropertyId id;
    std::string reference;
    std::string title;
    PropertyType type = PropertyType::other;
    Purpose purpose = Purpose::sale;
    std::optional<Money> price;  // absent: on request; a rent is per month
    PropertyStatus status = PropertyStatus::draft;
    std::string street;
    std::string postcode;
    std::string town;
    Country country;
    std::optional<std::int64_t> bedrooms;
    std::optional<std::int64_t> bathrooms;
    std::optional<std::int64_t> built_m2;
    std::optional<std::string> energy_label;
    Timestamp updated_at;
};
BOOST_DESCRIBE_STRUCT(PropertyFacts, (), (id, reference, title, type, purpose, price, status, street, postcode, town, country,
                                          bedrooms, bathrooms, built_m2, energy_label, updated_at))

// One line of a list.
struct PropertyRow : PropertyFacts {
    std::optional<photos::PhotoRef> photo;
};
BOOST_DESCRIBE_STRUCT(PropertyRow, (PropertyFacts), (photo))

// What only the property's own page says.
struct PropertyDetails {
    std::int64_t version = 0;
    std::string currency;  // also when the price is on request
    std::string province;
    std::optional<double> latitude;  // WGS 84, degrees
    std::optional<double> longitude;
    std::optional<std::int64_t> plot_m2;
    std::optional<std::int64_t> year_built;
    std::optional<double> energy_consumption;  // kWh per m² and year
    std::optional<double> energy_emissions;    // kg CO2 per m² and year
    std::vector<std::string> features;         // keys of the vocabulary, or a feed's own words
    std::optional<std::string> video_url;
    std::optional<std::string> tour_url;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::optional<FeedId> feed_id;
    std::optional<std::string> feed_name;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(PropertyDetails, (), (version, currency, province, latitude, longitude, plot_m2, year_built,
                                            energy_consumption, energy_emissions, features, video_url, tour_url, owner_id,
                                            owner_name, feed_id, feed_name, created_at))

// A property with all that staff see of it.
struct Property : PropertyRow, PropertyDetails {
    std::map<std::string, std::string> descriptions;  // by language
    std::vector<photos::Photo> photos;
};
BOOST_DESCRIBE_STRUCT(Property, (PropertyRow, PropertyDetails), (descriptions, photos))

struct NewProperty {
    std::string reference;
    std::string title;
    PropertyType type = PropertyType::other;
    Purpose purpose = Purpose::sale;
    std::optional<Money> price;
    std::optional<PropertyStatus> status;  // draft when absent
    std::optional<std::string> street;
    std::optional<std::string> postcode;
    std::string town;
    std::optional<std::string> province;
    Country country;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<std::int64_t> bedrooms;
    std::optional<std::int64_t> bathrooms;
    std::optional<std::int64_t> built_m2;
    std::optional<std::int64_t> plot_m2;
    std::optional<std::int64_t> year_built;
    std::optional<std::string> energy_label;
    std::optional<double> energy_consumption;
    std::optional<double> energy_emissions;
    std::vector<std::string> features;
    std::map<std::string, std::string> descriptions;
    std::optional<WebAddress> video_url;
    std::optional<WebAddress> tour_url;
    std::optional<UserId> owner_id;
};
BOOST_DESCRIBE_STRUCT(NewProperty, (), (reference, title, type, purpose, price, status, street, postcode, town, province, country,
                                        latitude, longitude, bedrooms, bathrooms, built_m2, plot_m2, year_built, energy_label,
                                        energy_consumption, energy_emissions, features, descriptions, video_url, tour_url, owner_id))

struct PropertyChange {
    json::Change<std::string> reference;
    json::Change<std::string> title;
    json::Change<PropertyType> type;
    json::Change<Purpose> purpose;
    json::Change<std::optional<Money>> price;
    json::Change<PropertyStatus> status;
    json::Change<std::string> street;
    json::Change<std::string> postcode;
    json::Change<std::string> town;
    json::Change<std::string> province;
    json::Change<Country> country;
    json::Change<std::optional<double>> latitude;
    json::Change<std::optional<double>> longitude;
    json::Change<std::optional<std::int64_t>> bedrooms;
    json::Change<std::optional<std::int64_t>> bathrooms;
    json::Change<std::optional<std::int64_t>> built_m2;
    json::Change<std::optional<std::int64_t>> plot_m2;
    json::Change<std::optional<std::int64_t>> year_built;
    json::Change<std::optional<std::string>> energy_label;
    json::Change<std::optional<double>> energy_consumption;
    json::Change<std::optional<double>> energy_emissions;
    json::Change<std::vector<std::string>> features;
    json::Change<std::map<std::string, std::string>> descriptions;  // all of them: one left out is removed
    json::Change<std::optional<WebAddress>> video_url;
    json::Change<std::optional<WebAddress>> tour_url;
    json::Change<std::optional<UserId>> owner_id;
};
BOOST_DESCRIBE_STRUCT(PropertyChange, (), (reference, title, type, purpose, price, status, street, postcode, town, province, country,
                                           latitude, longitude, bedrooms, bathrooms, built_m2, plot_m2, year_built, energy_label,
                                           energy_consumption, energy_emissions, features, descriptions, video_url, tour_url, owner_id))

#define LOGGIA_PROPERTY_LIMITS                                                                                       \
    {"reference", 1, 255}, {"title", 1, 200}, {"street", 0, 200}, {"postcode", 0, 20}, {"town", 1, 120},             \
        {"province", 0, 120}, {"bedrooms", 0, 1000}, {"bathrooms", 0, 1000}, {"built_m2", 1, 10'000'000},            \
        {"plot_m2", 1, 1'000'000'000}, {"year_built", 1000, 2200}, {"features", 0, 100}, {"descriptions", 0, 60}
LOGGIA_LIMITS(NewProperty, LOGGIA_PROPERTY_LIMITS)
LOGGIA_LIMITS(PropertyChange, LOGGIA_PROPERTY_LIMITS)
#undef LOGGIA_PROPERTY_LIMITS

enum class PropertySort { recent, price_asc, price_desc };
BOOST_DESCRIBE_ENUM(PropertySort, recent, price_asc, price_desc)

struct PropertyQuery {
    std::optional<std::string> q;
    std::optional<PropertyStatus> status;
    std::optional<Purpose> purpose;
    std::optional<PropertyType> type;
    std::optional<std::string> town;
    std::optional<std::int64_t> min_price;  // minor units
    std::optional<std::int64_t> max_price;
    std::optional<std::int64_t> bedrooms;  // at least
    std::optional<PropertySort> sort;  // recent when absent
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PropertyQuery, (), (q, status, purpose, type, town, min_price, max_price, bedrooms, sort, after, limit))
LOGGIA_LIMITS(PropertyQuery, {"q", 0, 200}, {"limit", 1, 100}, {"after", 0, 60}, {"min_price", 0, 1'000'000'000'000},
              {"max_price", 0, 1'000'000'000'000}, {"bedrooms", 0, 1000})

struct PropertyCounts {
    std::int64_t draft = 0;
    std::int64_t available = 0;
    std::int64_t under_offer = 0;
    std::int64_t reserved = 0;
    std::int64_t sold = 0;
    std::int64_t rented = 0;
    std::int64_t withdrawn = 0;
};
BOOST_DESCRIBE_STRUCT(PropertyCounts, (), (draft, available, under_offer, reserved, sold, rented, withdrawn))

struct PhotoUpload {
    std::optional<photos::PhotoKind> kind;  // a photo when absent
};
BOOST_DESCRIBE_STRUCT(PhotoUpload, (), (kind))

struct KindChoice {
    photos::PhotoKind kind = photos::PhotoKind::photo;
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (kind))

struct PhotoOrder {
    std::vector<PhotoId> ids;
};
BOOST_DESCRIBE_STRUCT(PhotoOrder, (), (ids))

// What others may ask of properties.
PropertyId create(db::Tx& tx, OrganizationId organization, NewProperty const& property, Timestamp now);
std::optional<Property> find_property(db::Tx& tx, OrganizationId organization, PropertyId property);

// The contacts of deals the property is offered in: they hear of its changes.
std::vector<ContactId> contacts_offered(db::Tx& tx, OrganizationId organization, PropertyId property);

// Search finds a property by its reference, title, street, postcode and town. Called after each of these changed.
void index_property(db::Tx& tx, OrganizationId organization, PropertyId property);

}  // namespace loggia::properties
