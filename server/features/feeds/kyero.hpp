// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.hpp"
#include "platform/problem.hpp"

// The Kyero v3 property feed: plain structs, a lenient reader and a strict writer. Pure: no database, clock or network.
// Source: Kyero's public v3.0 schema and the public summaries of its later versions up to 3.8; v2.1 types are read too.
namespace loggia::feeds {

// A text in one language. BCP 47: "es", "pt-BR"; "und" where the feed does not say. Every language is kept.
struct KyeroText {
    std::string language;
    std::string text;
    bool operator==(KyeroText const&) const = default;
};

struct KyeroImage {
    std::optional<std::int64_t> number;  // the attribute `id`, which orders the images
    std::string url;
    std::vector<KyeroText> title;
    std::vector<std::string> tags;  // lower case
    bool floor_plan = false;        // one of the tags says so
    bool operator==(KyeroImage const&) const = default;
};

struct KyeroLocation {
    double latitude = 0;   // degrees, WGS 84, -90 to 90
    double longitude = 0;  // -180 to 180
    bool operator==(KyeroLocation const&) const = default;
};

enum class KyeroFrequency { sale, month, week };

// One property as its feed describes it. Texts are clean UTF-8 without markup; an empty string means "not said".
struct KyeroProperty {
    std::string id;                      // the key within the feed, 1 to 255 bytes
    std::optional<Timestamp> modified;   // the feed names no time zone: read as UTC
    std::string reference;
    std::optional<std::int64_t> price;   // minor units; nothing means "on request"
    std::string currency = "EUR";        // ISO 4217
    KyeroFrequency frequency = KyeroFrequency::sale;
    bool part_ownership = false;         // false also means "not said", for all four
    bool leasehold = false;
    bool new_build = false;
    bool pool = false;
    std::string type;                    // lower case, as the feed names it: "villa", "apartment"
    std::vector<KyeroText> type_names;   // only v2.1 feeds name the type per language
    std::string town;
    std::string province;
    std::string country = "Spain";
    std::optional<KyeroLocation> location;
    std::string location_detail;
    std::optional<std::int32_t> beds;
    std::optional<std::int32_t> baths;
    std::optional<std::int32_t> built_area;  // whole m²
    std::optional<std::int32_t> plot_area;   // whole m²
    std::string energy_consumption;          // "A" to "G", "X" for unknown or exempt
    std::string energy_emissions;
    std::vector<KyeroText> urls;
    std::string video_url;
    std::string virtual_tour_url;
    std::string catastral;  // the Spanish cadastre's reference
    std::vector<KyeroText> descriptions;  // paragraphs are parted by an empty line
    std::vector<std::string> features;
    std::vector<KyeroImage> images;  // in the order to show them
    std::string private_notes;       // never shown to clients
    bool prime = false;
    std::string email;
    std::string contact_number;
    std::string whatsapp_number;
    std::string content_hash;  // of all the above but `modified`: equal means nothing to do

    bool operator==(KyeroProperty const&) const = default;
};

struct KyeroAgent {
    std::string id, name, email, telephone, fax, mobile, address1, address2, town, region, postcode, country;
    bool operator==(KyeroAgent const&) const = default;
};

// Something the reader repaired or passed over. `code` is stable and worded for people in the catalogues.
struct KyeroNote {
    std::string code;      // unknown_element, text_clipped, price_unreadable, …
    std::string element;   // "property/surface_area/built"
    std::string property;  // the property's id; empty for the feed as a whole and for unknown elements
    std::string value;     // what stood there, at most 80 bytes; may be empty
    std::int64_t count = 1;
    bool operator==(KyeroNote const&) const = default;
};

// One property that was not taken over, while the rest of the feed was.
struct KyeroRefusal {
    std::string id;         // empty when it is what was missing
    std::string reference;  // the same
    std::string code;       // id_missing, id_too_long, id_duplicate, type_missing, price_freq_unknown, currency_unknown,
                            // property_too_large
    std::string message;    // an English sentence
    std::size_t line = 0;   // where the property starts, from 1
    bool operator==(KyeroRefusal const&) const = default;
};

struct KyeroFeed {
    std::string version;
    std::optional<Timestamp> generated;
    std::optional<KyeroAgent> agent;
    std::vector<KyeroProperty> properties;  // ids are unique; never empty when it comes from read_kyero
    std::vector<KyeroRefusal> refusals;
    std::vector<KyeroNote> notes;           // unknown elements once each, with their count
    std::int64_t notes_left_out = 0;        // repairs beyond the limit, counted only

    // Whether a property that the feed no longer lists may be withdrawn. Refused ones were there, only unreadable; if one of
    // them shows neither id nor reference it could be any, and nothing may be withdrawn.
    bool may_withdraw(std::string_view id, std::string_view reference) const;
};

struct KyeroLimits {
    std::size_t bytes = 200'000'000;
    std::size_t properties = 50'000;
    std::size_t property_bytes = 4'000'000;
    std::size_t notes = 1'000;
};

// The feed as a whole is unusable and must change nothing. Codes: feed_empty, feed_truncated, feed_not_xml, feed_wrong_root,
// feed_too_large, feed_has_doctype, feed_no_properties. Line and column count from 1; 0 means "not about one place".
class FeedProblem final : public Problem {
public:
    FeedProblem(std::string code_, std::string const& message, std::size_t line_ = 0, std::size_t column_ = 0)
        : Problem(Fault::invalid, std::move(code_), message), line(line_), column(column_)
    {
    }
    std::size_t line;
    std::size_t column;  // in characters
};

// Reads a whole feed in UTF-8, UTF-16 or whatever encoding it declares. Throws FeedProblem.
KyeroFeed read_kyero(std::string_view bytes, KyeroLimits limits = {});

// Writes UTF-8 within the specification's own limits: whole prices, at most 50 images and features, elements in schema order.
std::string write_kyero(KyeroFeed const&);

// Part of every hash. Raise it when the reader learns to read more, so that the next import takes it over.
inline constexpr std::string_view kyero_reader_version = "kyero-1";

// Hexadecimal, 64 characters. The same for two properties that differ in `modified` and `content_hash` only.
std::string content_hash_of(KyeroProperty const&);

}  // namespace loggia::feeds
