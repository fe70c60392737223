// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/imported_property.hpp"

#include <unicode/locid.h>

#include <algorithm>
#include <array>

#include "features/feeds/html_text.hpp"
#include "platform/i18n/formats.hpp"

namespace loggia::feeds {

namespace {

constexpr std::size_t longest_feature = 60;  // bytes; these two as staff may write them
constexpr std::size_t most_features = 100;

struct Word {
    std::string_view feed;  // folded: no accents, lower case
    std::string_view ours;
};

using Type = properties::PropertyType;
struct TypeWord {
    std::string_view feed;
    Type type;
};

// The first that stands in the feed's type wins, so the narrower come before the wider.
constexpr auto type_words = std::to_array<TypeWord>({
    {"penthouse", Type::penthouse}, {"atico", Type::penthouse}, {"studio", Type::studio}, {"estudio", Type::studio},
    {"loft", Type::loft}, {"duplex", Type::duplex}, {"semi", Type::semi_detached_house},
    {"semidetached", Type::semi_detached_house}, {"pareado", Type::semi_detached_house}, {"quad", Type::semi_detached_house},
    {"town house", Type::town_house}, {"townhouse", Type::town_house}, {"village house", Type::town_house},
    {"adosado", Type::town_house}, {"terraced", Type::terraced_house}, {"terrace house", Type::terraced_house},
    {"row house", Type::terraced_house}, {"bungalow", Type::bungalow}, {"canal house", Type::canal_house}, {"finca", Type::finca},
    {"cortijo", Type::finca}, {"farm", Type::farmhouse}, {"farmhouse", Type::farmhouse}, {"country", Type::country_house},
    {"countryhouse", Type::country_house}, {"landhaus", Type::country_house}, {"rural", Type::country_house},
    {"masia", Type::country_house}, {"villa", Type::villa}, {"chalet", Type::villa}, {"apartment", Type::apartment},
    {"apartamento", Type::apartment}, {"appartement", Type::apartment}, {"flat", Type::apartment}, {"piso", Type::apartment},
    {"wohnung", Type::apartment}, {"plot", Type::plot}, {"land", Type::plot}, {"parcela", Type::plot}, {"terreno", Type::plot},
    {"solar", Type::plot}, {"garage", Type::garage}, {"garaje", Type::garage}, {"parking", Type::garage},
    {"commercial", Type::commercial}, {"business", Type::commercial}, {"office", Type::commercial}, {"shop", Type::commercial},
    {"local", Type::commercial}, {"hotel", Type::commercial}, {"restaurant", Type::commercial}, {"bar", Type::commercial},
    {"warehouse", Type::commercial}, {"industrial", Type::commercial}, {"detached", Type::detached_house}, {"house", Type::house},
    {"casa", Type::house}, {"home", Type::house}, {"new build", Type::new_build}, {"development", Type::new_build},
});

constexpr auto feature_words = std::to_array<Word>({
    {"pool", "pool"}, {"private pool", "pool"}, {"swimming pool", "pool"}, {"private swimming pool", "pool"},
    {"heated pool", "pool"}, {"piscina", "pool"}, {"piscina privada", "pool"}, {"shared pool", "shared_pool"},
    {"communal pool", "shared_pool"}, {"community pool", "shared_pool"}, {"communal swimming pool", "shared_pool"},
    {"piscina comunitaria", "shared_pool"}, {"garden", "garden"}, {"private garden", "garden"}, {"jardin", "garden"},
    {"jardin privado", "garden"}, {"terrace", "terrace"}, {"private terrace", "terrace"}, {"terraza", "terrace"},
    {"balcony", "balcony"}, {"balcon", "balcony"}, {"roof terrace", "roof_terrace"}, {"rooftop terrace", "roof_terrace"},
    {"solarium", "roof_terrace"}, {"private solarium", "roof_terrace"}, {"garage", "garage"}, {"private garage", "garage"},
    {"garaje", "garage"}, {"parking", "parking"}, {"parking space", "parking"}, {"private parking", "parking"},
    {"off road parking", "parking"}, {"aparcamiento", "parking"}, {"plaza de garaje", "parking"}, {"sea view", "sea_view"},
    {"sea views", "sea_view"}, {"vistas al mar", "sea_view"}, {"mountain view", "mountain_view"},
    {"mountain views", "mountain_view"}, {"vistas a la montana", "mountain_view"}, {"open view", "open_view"},
    {"open views", "open_view"}, {"vistas abiertas", "open_view"}, {"water view", "water_view"}, {"water views", "water_view"},
    {"lake view", "water_view"}, {"air conditioning", "air_conditioning"}, {"aircon", "air_conditioning"},
    {"a/c", "air_conditioning"}, {"aire acondicionado", "air_conditioning"}, {"underfloor heating", "underfloor_heating"},
    {"floor heating", "underfloor_heating"}, {"suelo radiante", "underfloor_heating"}, {"lift", "lift"}, {"elevator", "lift"},
    {"ascensor", "lift"}, {"storage", "storage"}, {"storage room", "storage"}, {"store room", "storage"},
    {"storeroom", "storage"}, {"trastero", "storage"}, {"furnished", "furnished"}, {"fully furnished", "furnished"},
    {"amueblado", "furnished"}, {"fitted kitchen", "fitted_kitchen"}, {"fully fitted kitchen", "fitted_kitchen"},
    {"equipped kitchen", "fitted_kitchen"}, {"cocina equipada", "fitted_kitchen"}, {"fireplace", "fireplace"},
    {"chimenea", "fireplace"}, {"alarm", "alarm"}, {"alarm system", "alarm"}, {"alarma", "alarm"},
    {"solar panels", "solar_panels"}, {"placas solares", "solar_panels"}, {"double glazing", "double_glazing"},
    {"double glazed windows", "double_glazing"}, {"doble acristalamiento", "double_glazing"},
    {"gated community", "gated_community"}, {"gated complex", "gated_community"}, {"urbanizacion cerrada", "gated_community"},
    {"near beach", "near_beach"}, {"near the beach", "near_beach"}, {"close to beach", "near_beach"},
    {"close to the beach", "near_beach"}, {"cerca de la playa", "near_beach"}, {"heat pump", "heat_pump"},
    {"home office", "home_office"}, {"study", "home_office"}, {"wheelchair accessible", "wheelchair_accessible"},
    {"disabled access", "wheelchair_accessible"}, {"pets allowed", "pets_allowed"}, {"wine cellar", "wine_cellar"},
    {"bodega", "wine_cellar"}, {"guest house", "guest_house"}, {"guest apartment", "guest_house"}, {"ev charger", "ev_charger"},
    {"fibre internet", "fibre_internet"}, {"well", "well"}, {"jetty", "jetty"}, {"vacant", "vacant"},
    {"bicycle storage", "bicycle_storage"}, {"new build", "new_build"}, {"listed building", "listed_building"},
});

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// As a word of its own, or its plural: "bar" is not in "barn", "flat" is in "flats".
bool has_word(std::string_view text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        auto end = at + word.size();
        if (end < text.size() && text[end] == 's') ++end;
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

std::optional<std::string> said(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

std::map<std::string, std::string> by_language(std::vector<KyeroText> const& texts)
{
    std::map<std::string, std::string> map;
    for (auto const& text : texts) map.emplace(text.language, text.text);
    return map;
}

std::string frequency_name(KyeroFrequency frequency)
{
    switch (frequency) {
    case KyeroFrequency::sale: return "sale";
    case KyeroFrequency::month: return "month";
    case KyeroFrequency::week: return "week";
    }
    return "sale";
}

// A rent is per month: 52 weeks in 12 months.
std::optional<std::int64_t> price_of(KyeroProperty const& property)
{
    if (!property.price || property.frequency != KyeroFrequency::week) return property.price;
    return (*property.price * 52 + 6) / 12;
}

std::string title_of(KyeroProperty const& property)
{
    if (!property.location_detail.empty()) return property.location_detail;
    auto const& place = property.town.empty() ? property.province : property.town;
    auto const& number = property.reference.empty() ? property.id : property.reference;
    return place.empty() ? number : place + " " + number;
}

std::optional<std::string> photo_title(KyeroImage const& image)
{
    if (image.title.empty()) return std::nullopt;
    auto const english = std::ranges::find(image.title, "en", &KyeroText::language);
    return (english == image.title.end() ? image.title.front() : *english).text;
}

FeedDetails details_of(KyeroProperty const& property)
{
    return {property.type, by_language(property.type_names), frequency_name(property.frequency),
            property.frequency == KyeroFrequency::week ? property.price : std::nullopt, property.part_ownership,
            property.leasehold, property.new_build, property.prime, property.location_detail, property.catastral,
            property.energy_consumption, property.energy_emissions, property.private_notes, property.email, property.contact_number,
            property.whatsapp_number, by_language(property.urls)};
}

// Readers look for "pt": a feed's "pt-BR" is that, unless the feed has both.
std::string language_of(std::string const& language, std::vector<KyeroText> const& all)
{
    auto const base = language.substr(0, language.find('-'));
    auto const same_base = [&](KyeroText const& other) { return other.language.substr(0, other.language.find('-')) == base; };
    return std::ranges::count_if(all, same_base) == 1 ? base : language;
}

std::vector<std::string> features_of(KyeroProperty const& property)
{
    std::vector<std::string> features;
    auto const add = [&](std::string feature) {
        feature = clip_utf8(std::move(feature), longest_feature);
        auto const is_new = std::ranges::find(features, feature) == features.end();
        if (is_new && features.size() < most_features) features.push_back(std::move(feature));
    };
    auto const is_shared_pool = [](std::string const& feature) { return feature_of(feature) == "shared_pool"; };
    if (property.pool && std::ranges::none_of(property.features, is_shared_pool)) add("pool");
    if (property.new_build) add("new_build");
    for (auto const& feature : property.features) add(feature_of(feature));
    return features;
}

std::map<std::string, std::string> country_names()
{
    std::map<std::string, std::string> names;
    for (auto const* language : {"en", "es", "de", "fr", "nl", "pt", "it", "sv", "no", "pl"})
        for (auto const* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
            icu::UnicodeString name;
            icu::Locale("", *code).getDisplayCountry(icu::Locale(language), name);
            std::string utf8;
            names.emplace(i18n::fold(name.toUTF8String(utf8)), *code);
        }
    names.insert({{"uk", "GB"}, {"great britain", "GB"}, {"england", "GB"}, {"usa", "US"}, {"uae", "AE"}, {"holland", "NL"},
                  {"the netherlands", "NL"}});
    return names;
}

}  // namespace

properties::PropertyType property_type_of(std::string_view feed_type)
{
    auto const folded = i18n::fold(feed_type);
    for (auto const& word : type_words)
        if (has_word(folded, word.feed)) return word.type;
    return Type::other;
}

std::string feature_of(std::string_view feed_feature)
{
    auto const folded = i18n::fold(feed_feature);
    auto const known = std::ranges::find(feature_words, folded, &Word::feed);
    return std::string(known == feature_words.end() ? feed_feature : known->ours);
}

std::string country_of(std::string_view name)
{
    static auto const names = country_names();
    if (auto const known = names.find(i18n::fold(name)); known != names.end()) return known->second;
    auto const code = name.size() == 2 ? Country::parse(name) : std::nullopt;
    return code ? code->text() : "ES";
}

ImportedProperty import_property(KyeroProperty const& property)
{
    ImportedProperty imported;
    imported.feed_property = property.id;
    imported.reference = property.reference.empty() ? property.id : property.reference;
    imported.title = title_of(property);
    imported.type = property_type_of(property.type);
    imported.purpose = property.frequency == KyeroFrequency::sale ? properties::Purpose::sale : properties::Purpose::rent;
    imported.price_amount = price_of(property);
    imported.price_currency = property.currency;
    imported.town = property.town;
    imported.province = property.province;
    imported.country = country_of(property.country);
    if (property.location) {
        imported.latitude = property.location->latitude;
        imported.longitude = property.location->longitude;
    }
    imported.bedrooms = property.beds;
    imported.bathrooms = property.baths;
    imported.built_m2 = property.built_area;
    imported.plot_m2 = property.plot_area;
    imported.energy_label = said(property.energy_consumption);
    imported.features = features_of(property);
    imported.video_url = said(property.video_url);
    imported.tour_url = said(property.virtual_tour_url);
    imported.feed_date = property.modified;
    imported.feed_hash = property.content_hash;
    imported.details = details_of(property);
    for (auto const& text : property.descriptions) {
        auto const url = imported.details.urls.find(text.language);
        imported.descriptions.push_back({language_of(text.language, property.descriptions), text.text,
                                         url == imported.details.urls.end() ? std::nullopt : said(url->second)});
    }
    for (auto const& image : property.images) imported.photos.push_back({image.url, photo_title(image), image.floor_plan});
    return imported;
}

}  // namespace loggia::feeds
