// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/feeds/kyero.hpp"
#include "features/properties/property.hpp"
#include "platform/json/json.hpp"

// A feed's property in Loggia's own words: types, features and countries of the vocabularies, one row's worth of columns.
namespace loggia::feeds {

// What the feed says and the property itself has no place for. Kept as one JSON object, so that nothing of a feed is lost.
struct FeedDetails {
    std::string type;             // as the feed names it
    std::map<std::string, std::string> type_names;  // by language, from v2.1 feeds
    std::string price_frequency;  // sale | month | week
    std::optional<std::int64_t> weekly_price;  // minor units, as the feed has it
    bool part_ownership = false;
    bool leasehold = false;
    bool new_build = false;
    bool prime = false;
    std::string location_detail;
    std::string catastral;
    std::string energy_consumption;  // "A" to "G", "X" for unknown or exempt
    std::string energy_emissions;
    std::string private_notes;  // for staff only
    std::string email;
    std::string contact_number;
    std::string whatsapp_number;
    std::map<std::string, std::string> urls;  // by language
};
BOOST_DESCRIBE_STRUCT(FeedDetails, (), (type, type_names, price_frequency, weekly_price, part_ownership, leasehold, new_build, prime,
                                        location_detail, catastral, energy_consumption, energy_emissions, private_notes, email,
                                        contact_number, whatsapp_number, urls))

struct ImportedDescription {
    std::string language;
    std::string text;
    std::optional<std::string> url;
};

struct ImportedPhoto {
    std::string url;
    std::optional<std::string> title;
    bool floor_plan = false;
};

struct ImportedProperty {
    std::string feed_property;  // the feed's own id
    std::string reference;
    std::string title;          // the format has none: the place, for staff to better
    properties::PropertyType type = properties::PropertyType::other;
    properties::Purpose purpose = properties::Purpose::sale;
    std::optional<std::int64_t> price_amount;  // minor units; a rent is per month, also where the feed's is per week
    std::string price_currency;
    std::string town;
    std::string province;
    std::string country;  // ISO 3166-1 alpha-2
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<std::int64_t> bedrooms;
    std::optional<std::int64_t> bathrooms;
    std::optional<std::int64_t> built_m2;
    std::optional<std::int64_t> plot_m2;
    std::optional<std::string> energy_label;
    std::vector<std::string> features;  // keys of the vocabulary; the feed's own words where it has none
    std::optional<std::string> video_url;
    std::optional<std::string> tour_url;
    std::optional<Timestamp> feed_date;
    std::string feed_hash;
    FeedDetails details;
    std::vector<ImportedDescription> descriptions;
    std::vector<ImportedPhoto> photos;
};

ImportedProperty import_property(KyeroProperty const& property);

// The vocabulary's word for a feed's: "Apartment - Ground Floor" is "apartment"; "other" where none fits.
properties::PropertyType property_type_of(std::string_view feed_type);

// The vocabulary's key for a feature, or the feed's own words.
std::string feature_of(std::string_view feed_feature);

// The code of a country by its code or its name in English or one of the feeds' languages; Spain where it is not known,
// as the format has it.
std::string country_of(std::string_view name);

}  // namespace loggia::feeds
