// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_rules.hpp"

#include <gtest/gtest.h>

#include "features/feeds/kyero_test_support.hpp"

namespace loggia::feeds {

using test::kyero::feed_xml;
using test::kyero::PropertyXml;

namespace {

KyeroFeed feed_of(std::vector<PropertyXml> const& properties) { return read_kyero(feed_xml(properties)); }

KnownProperty known_as(KyeroProperty const& property, std::string const& status = "available")
{
    return {new_id<PropertyId>(), property.id, property.reference, status, {}, property.content_hash, property.modified, {}};
}

std::vector<KnownProperty> known_of(KyeroFeed const& feed)
{
    std::vector<KnownProperty> known;
    for (auto const& property : feed.properties) known.push_back(known_as(property));
    return known;
}

}  // namespace

TEST(FeedRules, TheFirstImportCreatesEverything)
{
    auto const plan = plan_sync(feed_of({PropertyXml("1"), PropertyXml("2")}), {});
    EXPECT_EQ(plan.create, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(plan.unchanged, 0);
}

TEST(FeedRules, TheSameFeedAgainChangesNothing)
{
    auto const feed = feed_of({PropertyXml("1"), PropertyXml("2")});
    auto const plan = plan_sync(feed, known_of(feed));
    EXPECT_TRUE(plan.create.empty() && plan.update.empty() && plan.withdraw.empty());
    EXPECT_EQ(plan.unchanged, 2);
}

TEST(FeedRules, OtherContentOrANewerDateIsAnUpdateAndAnOlderDateIsNot)
{
    auto const known = known_of(feed_of({PropertyXml("1"), PropertyXml("2"), PropertyXml("3"), PropertyXml("4")}));
    auto const feed = feed_of({PropertyXml("1").set("price", "1"), PropertyXml("2").set("date", "2026-06-18 00:00:00"),
                               PropertyXml("3").set("date", "2020-01-01 00:00:00"), PropertyXml("4").without("date")});
    auto const plan = plan_sync(feed, known);
    ASSERT_EQ(plan.update.size(), 2u);
    EXPECT_EQ(plan.update[0].known.feed_property, "1");
    EXPECT_EQ(plan.update[1].known.feed_property, "2");
    EXPECT_EQ(plan.unchanged, 2);
}

TEST(FeedRules, AnAbsentPropertyIsWithdrawnUnlessItIsSoldRentedOrWithdrawnAlready)
{
    auto const feed = feed_of({PropertyXml("1")});
    auto known = known_of(feed);
    for (auto const* status : {"draft", "available", "under_offer", "reserved", "sold", "rented", "withdrawn"}) {
        auto gone = known_as(feed.properties[0], status);
        gone.feed_property = std::string("gone-") + status;
        known.push_back(gone);
    }
    std::vector<std::string> withdrawn;
    for (auto const& property : plan_sync(feed, known).withdraw) withdrawn.push_back(property.status);
    EXPECT_EQ(withdrawn, (std::vector<std::string>{"draft", "available", "under_offer", "reserved"}));
}

TEST(FeedRules, ARefusedPropertyIsNeitherChangedNorWithdrawn)
{
    auto const known = known_of(feed_of({PropertyXml("1"), PropertyXml("2")}));
    auto const plan = plan_sync(feed_of({PropertyXml("1"), PropertyXml("2").without("type")}), known);
    EXPECT_TRUE(plan.withdraw.empty());
    EXPECT_TRUE(plan.update.empty());
}

TEST(FeedRules, OnlyWhatTheFeedTookAwayDoesTheFeedBringBack)
{
    auto const feed = feed_of({PropertyXml("1"), PropertyXml("2")});
    auto by_feed = known_as(feed.properties[0], "withdrawn");
    by_feed.feed_absent_since = Timestamp{1};
    auto const by_staff = known_as(feed.properties[1], "withdrawn");
    auto const plan = plan_sync(feed, {by_feed, by_staff});
    ASSERT_EQ(plan.update.size(), 1u);
    EXPECT_TRUE(plan.update[0].returns);
    EXPECT_EQ(plan.update[0].known.feed_property, "1");
    EXPECT_EQ(plan.unchanged, 1);
}

}  // namespace loggia::feeds
