// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feeds/kyero.hpp"
#include "platform/id.hpp"
#include "platform/json/json.hpp"

// What an import changes, decided without a database: a feed is a full picture of the agency's offer.
namespace loggia::feeds {

// A property as an earlier run of the same feed left it, and as staff may have changed it since.
struct KnownProperty {
    PropertyId id;
    std::string feed_property;
    std::string reference;
    std::string status;
    std::optional<Money> price;
    std::string feed_hash;
    std::optional<Timestamp> feed_date;
    std::optional<Timestamp> feed_absent_since;  // set while it is withdrawn because the feed no longer lists it
};
BOOST_DESCRIBE_STRUCT(KnownProperty, (), (id, feed_property, reference, status, price, feed_hash, feed_date, feed_absent_since))

struct PlannedUpdate {
    KnownProperty known;
    std::size_t index = 0;  // into KyeroFeed::properties
    bool returns = false;   // it was withdrawn by the feed and is offered again
};

struct SyncPlan {
    std::vector<std::size_t> create;  // indexes into KyeroFeed::properties, in the feed's order
    std::vector<PlannedUpdate> update;
    std::vector<KnownProperty> withdraw;
    std::int64_t unchanged = 0;  // known ones that stay as they are, the refused among them not counted
};

// Matched on the feed's own id. Changed is what has other content or a newer date; missing ones are withdrawn unless a
// refused property of the feed may be them, or they are sold, rented or withdrawn already.
SyncPlan plan_sync(KyeroFeed const& feed, std::vector<KnownProperty> const& known);

}  // namespace loggia::feeds
