// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/properties/property.hpp"

// What a buyer is looking for. Kept with the deal as one JSON object.
namespace loggia::deals {

struct Criteria {
    std::optional<properties::Purpose> purpose;
    std::vector<properties::PropertyType> types;
    std::vector<std::string> towns;
    std::optional<std::int64_t> max_price;  // minor units of the organization's currency
    std::optional<std::int64_t> min_built_m2;
    std::optional<std::int64_t> min_bedrooms;
    std::optional<std::int64_t> min_bathrooms;
    std::vector<std::string> features;
};
BOOST_DESCRIBE_STRUCT(Criteria, (), (purpose, types, towns, max_price, min_built_m2, min_bedrooms, min_bathrooms, features))
LOGGIA_LIMITS(Criteria, {"types", 0, 30}, {"towns", 0, 50}, {"max_price", 0, 1'000'000'000'000}, {"min_built_m2", 0, 100'000},
              {"min_bedrooms", 0, 100}, {"min_bathrooms", 0, 100}, {"features", 0, 60})

// What a person typed, made tidy: texts trimmed, empty and repeated ones dropped. Throws Problem(invalid) when an entry has
// more than 80 characters.
Criteria tidy(Criteria criteria);

// From and to the column; an object without members is "anything".
Criteria read_criteria(std::string const& column);

}  // namespace loggia::deals
