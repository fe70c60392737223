// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/properties/property.hpp"

namespace loggia::properties::store {

// Where a page of a list starts: behind this price (0 when sorted by age) and id.
struct Place {
    std::int64_t price = 0;
    PropertyId id;
};

std::vector<PropertyFacts> list(db::Tx& tx, OrganizationId organization, PropertyQuery const& query, std::optional<Place> const& after, std::int64_t count);
std::vector<PropertyRow> with_photos(db::Tx& tx, OrganizationId organization, std::vector<PropertyFacts> const& facts);
PropertyCounts counts(db::Tx& tx, OrganizationId organization);

void insert(db::Tx& tx, OrganizationId organization, PropertyId id, NewProperty const& property, Timestamp now);
// Writes every column but those of feed and photos; false when the version is another.
bool update(db::Tx& tx, OrganizationId organization, Property const& property, std::int64_t version, Timestamp now);
void replace_descriptions(db::Tx& tx, OrganizationId organization, PropertyId property, std::map<std::string, std::string> const& texts);

bool is_reference_taken(db::Tx& tx, OrganizationId organization, std::string_view reference, PropertyId except);
bool is_active_user(db::Tx& tx, OrganizationId organization, UserId user);

}  // namespace loggia::properties::store
