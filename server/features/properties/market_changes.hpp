// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/record.hpp"
#include "features/properties/property.hpp"

// What clients watch of a home: its price, and whether it is still to be had (PRODUCT 7.3).
namespace loggia::properties {

struct Market {
    std::optional<Money> price; // absent: on request
    PropertyStatus status = PropertyStatus::available;
    bool operator==(Market const&) const = default;
};

// One activity for each of the two that changed: property.price_changed with the detail from_amount, from_currency, to_amount
// and to_currency (minor units; absent where the price is on request), property.status_changed with from and to. Whoever the
// home is offered to in an open deal hears of it, unless it is in preparation still.
std::vector<activities::Act> market_acts(PropertyId property, Market const& before, Market const& after,
                                         std::vector<ContactId> const& told);

enum class MarketChangeKind { price, status };
BOOST_DESCRIBE_ENUM(MarketChangeKind, price, status)

// `price_…` of a change of price (absent: on request), `status_…` of a change of status.
struct MarketChange {
    Timestamp at;
    MarketChangeKind kind = MarketChangeKind::price;
    std::optional<Money> price_from;
    std::optional<Money> price_to;
    std::optional<PropertyStatus> status_from;
    std::optional<PropertyStatus> status_to;
};
BOOST_DESCRIBE_STRUCT(MarketChange, (), (at, kind, price_from, price_to, status_from, status_to))

// What an activity says of it; nothing for another activity, for one that cannot be read, and for what came into or out of
// preparation, which is nobody's business but the agency's.
std::optional<MarketChange> to_market_change(std::string_view action, Timestamp at, std::map<std::string, std::string> const& detail);

// Those since then, the newest first, at most 50.
std::vector<MarketChange> market_changes(db::Tx& tx, OrganizationId organization, PropertyId property, Timestamp since);

// The contacts of the open deals it is offered in.
std::vector<ContactId> contacts_offered_now(db::Tx& tx, OrganizationId organization, PropertyId property);

} // namespace loggia::properties
