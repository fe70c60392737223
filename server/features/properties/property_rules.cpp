// SPDX-License-Identifier: Apache-2.0
#include "features/properties/property_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace loggia::properties {

namespace {

using Errors = std::vector<FieldError>;

void check_price(Checked const& property, Errors& errors)
{
    if (!property.price) return;
    if (property.price->amount < 0 || property.price->amount > 1'000'000'000'000)
        errors.push_back({"/price/amount", "out_of_range", "must be between 0 and 1000000000000 minor units"});
    if (!is_currency(property.price->currency))
        errors.push_back({"/price/currency", "unknown_currency", "must be a currency code like EUR"});
}

void check_place(Checked const& property, Errors& errors)
{
    if (property.latitude.has_value() != property.longitude.has_value())
        errors.push_back({property.latitude ? "/longitude" : "/latitude", "required", "latitude and longitude come together"});
    auto const outside = [](std::optional<double> value, double most) { return value && !(std::abs(*value) <= most); };
    if (outside(property.latitude, 90)) errors.push_back({"/latitude", "out_of_range", "must be between -90 and 90"});
    if (outside(property.longitude, 180)) errors.push_back({"/longitude", "out_of_range", "must be between -180 and 180"});
}

void check_energy(Checked const& property, Errors& errors)
{
    static constexpr std::array<std::string_view, 12> labels = {"A++++", "A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G", "X"};
    if (property.energy_label && std::ranges::find(labels, *property.energy_label) == labels.end())
        errors.push_back({"/energy_label", "not_allowed", "must be a label from A++++ to G, or X when exempt"});
    auto const wrong = [](std::optional<double> value) { return value && !(*value >= 0 && *value <= 10'000); };
    if (wrong(property.energy_consumption)) errors.push_back({"/energy_consumption", "out_of_range", "must be between 0 and 10000"});
    if (wrong(property.energy_emissions)) errors.push_back({"/energy_emissions", "out_of_range", "must be between 0 and 10000"});
}

void check_status(Checked const& property, Errors& errors)
{
    bool const rented_sale = property.purpose == Purpose::sale && property.status == PropertyStatus::rented;
    bool const sold_rent = property.purpose == Purpose::rent && property.status == PropertyStatus::sold;
    if (rented_sale) errors.push_back({"/status", "not_allowed", "a property for sale cannot be rented"});
    if (sold_rent) errors.push_back({"/status", "not_allowed", "a property for rent cannot be sold"});
}

// BCP 47 as far as feeds and people use it: a language of two or three letters, then subtags ("zh-Hant", "en-GB").
bool is_language(std::string_view code)
{
    auto const is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    auto const is_subtag = [&](char c) { return is_small(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
    auto const primary = code.substr(0, code.find('-'));
    return code.size() <= 35 && primary.size() >= 2 && primary.size() <= 3 && std::ranges::all_of(primary, is_small) &&
           std::ranges::all_of(code, is_subtag) && code.back() != '-';
}

void check_texts(Checked const& property, Errors& errors)
{
    for (auto const& [language, text] : *property.descriptions) {
        auto const pointer = "/descriptions/" + language;
        if (!is_language(language))
            errors.push_back({pointer, "unknown_language", "must be a language code like nl"});
        if (text.find_first_not_of(" \t\r\n") == std::string::npos) errors.push_back({pointer, "required", "must not be empty"});
    }
    for (std::size_t i = 0; i < property.features->size(); ++i) {
        auto const length = json::count_characters((*property.features)[i]);
        if (length < 1 || length > 60)
            errors.push_back({"/features/" + std::to_string(i), "too_long", "must have 1 to 60 characters"});
    }
}

}  // namespace

void check_property(Checked const& property)
{
    Errors errors;
    check_price(property, errors);
    check_place(property, errors);
    check_energy(property, errors);
    check_status(property, errors);
    check_texts(property, errors);
    if (!errors.empty()) throw Problem(Fault::invalid, "invalid_property", "Some fields are not right.", std::move(errors));
}

}  // namespace loggia::properties
