// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/properties/property.hpp"

// What the business allows of a property. Pure.
namespace loggia::properties {

// The parts of a property that rules look at, after a change was applied.
struct Checked {
    Purpose purpose = Purpose::sale;
    PropertyStatus status = PropertyStatus::draft;
    std::optional<Money> price;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<std::string> energy_label;
    std::optional<double> energy_consumption;
    std::optional<double> energy_emissions;
    std::map<std::string, std::string> const* descriptions = nullptr;
    std::vector<std::string> const* features = nullptr;
};

// Throws Problem(invalid, "invalid_property") naming every field at fault:
// a price is not negative and in a currency in use; coordinates come in pairs and lie on the globe; the label is one of
// A++++ … G; energy values are not negative; a sale cannot be rented, nor a rent sold; languages are BCP 47 codes; no description is empty; a feature has 1 to 60 characters.
void check_property(Checked const& property);

}  // namespace loggia::properties
