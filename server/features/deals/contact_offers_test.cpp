// SPDX-License-Identifier: Apache-2.0
#include "features/deals/contact_offers.hpp"

#include <gtest/gtest.h>

namespace loggia::deals {
namespace {

constexpr Timestamp now{1'781'776'800'000};
constexpr std::chrono::hours day{24};

ContactOffer offered(std::int64_t property, int days_ago, std::int64_t deal = 1)
{
    ContactOffer offer;
    offer.deal_id = DealId{deal};
    offer.property_id = PropertyId{property};
    offer.offered_at = offer.changed_at = now - days_ago * day;
    return offer;
}

ContactOffer of_colleague(std::int64_t property, int days_ago)
{
    auto offer = offered(property, days_ago, 2);
    offer.of_colleague = true;
    return offer;
}

std::vector<std::int64_t> properties_of(std::vector<ContactOffer> const& offers)
{
    std::vector<std::int64_t> ids;
    for (auto const& offer : offers) ids.push_back(offer.property_id.value);
    return ids;
}

Viewer colleague_of_many()
{
    Viewer viewer(ContactId{7});
    viewer.company = CompanyId{8};
    return viewer;
}

} // namespace

TEST(ContactOffers, EachPropertyIsShownOnceAndDraftsAreNot)
{
    auto draft = offered(3, 0);
    draft.property_status = properties::PropertyStatus::draft;
    EXPECT_EQ(properties_of(shown_to(ContactId{7}, {draft, offered(2, 1), offered(1, 2), offered(2, 3, 9)})),
              (std::vector<std::int64_t>{2, 1}));
}

TEST(ContactOffers, WhatDidNotChangeSinceTheRetentionBeganIsNotShown)
{
    Viewer viewer(ContactId{7});
    viewer.since = now - 30 * day;
    auto judged = offered(2, 60);
    judged.changed_at = now - 5 * day;
    EXPECT_EQ(properties_of(shown_to(viewer, {offered(3, 29), judged, offered(1, 31)})), (std::vector<std::int64_t>{3, 2}));
    EXPECT_EQ(properties_of(shown_to(viewer, {offered(1, 30)})), std::vector<std::int64_t>{1});
}

TEST(ContactOffers, ColleaguesOffersStandBetweenOnesOwnByAge)
{
    auto const shown = shown_to(colleague_of_many(), {offered(5, 1), offered(3, 5), of_colleague(4, 2)});
    EXPECT_EQ(properties_of(shown), (std::vector<std::int64_t>{5, 4, 3}));
}

TEST(ContactOffers, OnesOwnOfferGoesBeforeAColleaguesOfTheSameProperty)
{
    auto const shown = shown_to(colleague_of_many(), {offered(5, 9), of_colleague(5, 1)});
    ASSERT_EQ(shown.size(), 1u);
    EXPECT_FALSE(shown.front().of_colleague);
}

TEST(ContactOffers, AColleaguesOfferIsSeenAndNotJudged)
{
    EXPECT_FALSE(offered(1, 1).may_say().empty());
    EXPECT_TRUE(of_colleague(1, 1).may_say().empty());
}

} // namespace loggia::deals
