// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_rules.hpp"

#include <algorithm>
#include <unordered_map>

namespace loggia::feeds {

static bool has_changed(KyeroProperty const& property, KnownProperty const& known)
{
    if (property.content_hash != known.feed_hash) return true;
    return property.modified && (!known.feed_date || *property.modified > *known.feed_date);
}

static bool can_be_withdrawn(KnownProperty const& known)
{
    return known.status != "sold" && known.status != "rented" && known.status != "withdrawn";
}

SyncPlan plan_sync(KyeroFeed const& feed, std::vector<KnownProperty> const& known)
{
    std::unordered_map<std::string_view, KnownProperty const*> missing;
    for (auto const& property : known) missing.emplace(property.feed_property, &property);

    SyncPlan plan;
    for (std::size_t index = 0; index < feed.properties.size(); ++index) {
        auto const& property = feed.properties[index];
        auto const found = missing.find(property.id);
        if (found == missing.end()) {
            plan.create.push_back(index);
            continue;
        }
        auto const& before = *found->second;
        // Staff may have withdrawn or sold it themselves: only what the feed took away does the feed bring back.
        auto const returns = before.feed_absent_since && before.status == "withdrawn";
        if (returns || has_changed(property, before)) plan.update.push_back({before, index, returns});
        else ++plan.unchanged;
        missing.erase(found);
    }
    for (auto const& property : known)
        if (missing.contains(property.feed_property) && can_be_withdrawn(property) &&
            feed.may_withdraw(property.feed_property, property.reference))
            plan.withdraw.push_back(property);
    return plan;
}

}  // namespace loggia::feeds
