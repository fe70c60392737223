// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/home_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::portal_home {

namespace {

constexpr Timestamp now{1'781'776'800'000};
constexpr UserId marit{1};
constexpr UserId lucia{2};

deals::ContactOffer offered(std::int64_t property, int days_ago, UserId by, deals::OfferStatus status = deals::OfferStatus::to_review)
{
    deals::ContactOffer offer;
    offer.property_id = PropertyId{property};
    offer.offered_by = by;
    offer.offered_at = now - std::chrono::hours(24 * days_ago);
    offer.status = status;
    return offer;
}

} // namespace

TEST(HomeRules, NewsAreThoseOfWhoeverOfferedLast)
{
    Offers const offers{offered(5, 0, marit), offered(4, 1, lucia), offered(3, 2, marit), offered(2, 3, marit, deals::OfferStatus::viewed),
                        offered(1, 8, marit)};
    auto const news = news_of(offers, now);
    ASSERT_TRUE(news);
    EXPECT_EQ(news->by, marit);
    EXPECT_EQ(news->count, 2);
    EXPECT_EQ(news->since, now - std::chrono::hours(48));
    EXPECT_FALSE(news_of({offered(1, 7, marit)}, now));
}

TEST(HomeRules, TheHomeIsBounded)
{
    Offers offers;
    for (int i = 100; i > 0; --i)
        offers.push_back(offered(i, 100 - i, marit, i > 80 ? deals::OfferStatus::interested : deals::OfferStatus::to_review));
    EXPECT_EQ(all_on_home(offers).size(), most_on_home);
    EXPECT_EQ(to_review_on_home(offers).size(), most_to_review);
    EXPECT_EQ(to_review_on_home(offers).front()->property_id, PropertyId{80});
    EXPECT_EQ(count(offers).to_review, 80);
    EXPECT_EQ(count(offers).interested, 20);
}

TEST(HomeRules, AColleaguesHomesAreNoNewsAndNothingToDo)
{
    Offers offers{offered(3, 0, lucia), offered(2, 1, marit), offered(1, 2, marit, deals::OfferStatus::viewed)};
    offers.front().of_colleague = true;
    EXPECT_EQ(news_of(offers, now)->by, marit);
    EXPECT_EQ(own_counts(offers).to_review, 1);
    EXPECT_EQ(own_counts(offers).reviewed, 1);
    EXPECT_EQ(to_review_on_home(offers).size(), 1u);
    EXPECT_EQ(all_on_home(offers).size(), 3u);
    EXPECT_EQ(count(offers).to_review, 2);
}

TEST(HomeRules, APageStartsBehindTheLastOneEvenWhenThatNoLongerFits)
{
    Offers offers{offered(3, 0, marit), offered(2, 1, marit), offered(1, 2, marit)};
    PortalPropertyQuery query;
    query.status = deals::OfferStatus::to_review;
    query.limit = 1;
    auto const first = slice(offers, query);
    EXPECT_TRUE(first.more);
    query.after = first.offers.back()->property_id;
    offers.front().status = deals::OfferStatus::interested;
    EXPECT_EQ(slice(offers, query).offers.front()->property_id, PropertyId{2});
}

TEST(HomeRules, ADescriptionIsFoundInARegionalLanguageToo)
{
    std::map<std::string, std::string> const texts{{"en", "A villa"}, {"nl-BE", "Een villa"}, {"ru", "Вилла"}};
    EXPECT_EQ(pick_description(texts, {"nl", "en"})->second, "Een villa");
    EXPECT_EQ(pick_description(texts, {"de", "en"})->second, "A villa");
}

} // namespace loggia::portal_home
