// SPDX-License-Identifier: Apache-2.0
#include "features/properties/market_changes.hpp"

#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::properties {
namespace {

namespace world = test::world;

constexpr PropertyId villa{7};
constexpr Timestamp at{1'781'776'800'000};
std::vector<ContactId> const told{ContactId{1}, ContactId{2}};

TEST(MarketChanges, EachOfTheTwoIsAnActivity)
{
    Market const before{Money{100, "EUR"}, PropertyStatus::available};
    EXPECT_TRUE(market_acts(villa, before, before, told).empty());
    auto const acts = market_acts(villa, before, {Money{90, "EUR"}, PropertyStatus::under_offer}, told);
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[0].action, "property.price_changed");
    EXPECT_EQ(acts[1].action, "property.status_changed");
    for (auto const& act : acts) {
        EXPECT_EQ(act.property, villa);
        EXPECT_EQ(act.told, told);
    }
}

TEST(MarketChanges, WhatIsInPreparationIsTheAgencysOwn)
{
    Market const before{Money{100, "EUR"}, PropertyStatus::draft};
    for (auto const& act : market_acts(villa, before, {Money{90, "EUR"}, PropertyStatus::draft}, told)) EXPECT_TRUE(act.told.empty());
    EXPECT_FALSE(to_market_change("property.status_changed", at, {{"from", "draft"}, {"to", "available"}}));
    EXPECT_FALSE(to_market_change("property.status_changed", at, {{"from", "available"}, {"to", "draft"}}));
}

TEST(MarketChanges, AnActivityReadsBackAsWhatHappened)
{
    for (auto const& [from, to] : std::vector<std::pair<std::optional<Money>, std::optional<Money>>>{
             {Money{100, "EUR"}, Money{90, "EUR"}}, {std::nullopt, Money{90, "GBP"}}, {Money{1, "EUR"}, std::nullopt}}) {
        auto const acts = market_acts(villa, {from, PropertyStatus::available}, {to, PropertyStatus::available}, {});
        auto const change = to_market_change(acts.at(0).action, at, acts[0].detail);
        ASSERT_TRUE(change);
        EXPECT_EQ(change->at, at);
        EXPECT_EQ(change->kind, MarketChangeKind::price);
        EXPECT_EQ(change->price_from, from);
        EXPECT_EQ(change->price_to, to);
        EXPECT_FALSE(change->status_to);
    }
    auto const change = to_market_change("property.status_changed", at, {{"from", "reserved"}, {"to", "sold"}});
    ASSERT_TRUE(change);
    EXPECT_EQ(change->kind, MarketChangeKind::status);
    EXPECT_EQ(change->status_from, PropertyStatus::reserved);
    EXPECT_EQ(change->status_to, PropertyStatus::sold);
}

TEST(MarketChanges, WhatCannotBeReadIsLeftOut)
{
    EXPECT_FALSE(to_market_change("property.changed", at, {{"from", "reserved"}, {"to", "sold"}}));
    EXPECT_FALSE(to_market_change("property.status_changed", at, {{"from", "reserved"}}));
    EXPECT_FALSE(to_market_change("property.status_changed", at, {{"from", "reserved"}, {"to", "bought"}}));
    EXPECT_FALSE(to_market_change("property.price_changed", at, {{"from_amount", "12x"}, {"from_currency", "EUR"}}));
    EXPECT_FALSE(to_market_change("property.price_changed", at, {}));
}

TEST(MarketChanges, ThoseOfOpenDealsAreTold)
{
    test::TestApp app;
    auto const offered = [&] {
        std::vector<ContactId> contacts;
        app.database().read([&](db::Tx& tx) { contacts = contacts_offered_now(tx, world::vesper, world::villa); });
        return contacts;
    };
    EXPECT_EQ(offered(), (std::vector{world::sanne, world::mark}));
    app.sql("UPDATE deals SET stage_id = " + std::to_string(world::stage_lost.value) +
            " WHERE id = " + std::to_string(world::second_home.value));
    EXPECT_TRUE(offered().empty());
}

} // namespace
} // namespace loggia::properties
