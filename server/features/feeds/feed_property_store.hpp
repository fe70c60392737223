// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feeds/feed.hpp"
#include "features/feeds/feed_rules.hpp"
#include "platform/db/database.hpp"

// What an import writes of properties, their descriptions and photos. Fields a feed does not know (title, status, owner,
// street, year) belong to staff and are left alone after the first import.
namespace loggia::feeds::store {

std::vector<KnownProperty> known_properties(db::Tx& tx, OrganizationId organization, FeedId feed);

// Nothing when the feed's property is there already.
std::optional<PropertyId> insert_property(db::Tx& tx, OrganizationId organization, FeedId feed, ImportedProperty const& property,
                                          Timestamp now);

enum class Status { keep, available_again };
void update_property(db::Tx& tx, OrganizationId organization, PropertyId id, ImportedProperty const& property, Status status,
                     Timestamp now);

// False when staff sold, rented or withdrew it meanwhile.
bool withdraw_property(db::Tx& tx, OrganizationId organization, PropertyId id, Timestamp now);

void replace_descriptions(db::Tx& tx, OrganizationId organization, PropertyId id, std::vector<ImportedDescription> const& descriptions);

// Photos are known by their address: those the feed still lists are kept, with their new place; photos that staff uploaded
// stay behind them. Gives how many are to be fetched.
std::int64_t replace_photos(db::Tx& tx, OrganizationId organization, PropertyId id, std::vector<ImportedPhoto> const& photos,
                            Timestamp now);

struct WaitingPhoto {
    PhotoId id;
    FeedId feed_id;
    std::string source_url;
    std::int64_t fetch_attempts = 0;  // before this one
};
BOOST_DESCRIBE_STRUCT(WaitingPhoto, (), (id, feed_id, source_url, fetch_attempts))

// The next photo to fetch; nobody else gets it before `until`.
std::optional<WaitingPhoto> claim_photo(db::Tx& tx, OrganizationId organization, Timestamp now, Timestamp until);
void put_off_photo(db::Tx& tx, OrganizationId organization, PhotoId photo, Timestamp until);
std::optional<Timestamp> next_photo_due(db::Tx& tx, OrganizationId organization);  // nothing when none waits

std::optional<FeedListing> find_listing(db::Tx& tx, OrganizationId organization, PropertyId id);

}  // namespace loggia::feeds::store
