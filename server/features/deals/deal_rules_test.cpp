// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace loggia::deals {
namespace {

RC_GTEST_PROP(DealPositions, APositionLiesStrictlyBetweenItsNeighbours, ())
{
    auto const above = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
    auto const below = above + *rc::gen::inRange<std::int64_t>(0, 10);
    auto const position = position_between(above, below);
    RC_ASSERT(position.has_value() == (below - above >= 2));
    if (position) RC_ASSERT(above < *position && *position < below);
}

TEST(DealPositions, AreOpenAtBothEnds)
{
    EXPECT_EQ(position_between({}, {}), 0);
    EXPECT_LT(*position_between({}, 0), 0);
    EXPECT_GT(*position_between(0, {}), 0);
}

TEST(DealValues, MustBeAnAmountInACurrency)
{
    EXPECT_NO_THROW(check_value(std::nullopt));
    EXPECT_NO_THROW(check_value(Money{0, "EUR"}));
    EXPECT_THROW(check_value(Money{-1, "EUR"}), Problem);
    EXPECT_THROW(check_value(Money{1, "eur"}), Problem);
    EXPECT_THROW(check_value(Money{10'000'000'000'001, "EUR"}), Problem);
}

TEST(DealProgress, ShowsDoneCurrentAndComingStepsOfTheOpenStages)
{
    std::vector<Stage> const stages{{StageId{1}, "new", "New", StageKind::open},
                                    {StageId{2}, "offer", "Offer", StageKind::open},
                                    {StageId{3}, {}, "Keys", StageKind::open},
                                    {StageId{4}, "won", "Won", StageKind::won},
                                    {StageId{5}, "lost", "Lost", StageKind::lost}};
    auto const steps = steps_of(stages, StageId{2});
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].state, StepState::done);
    EXPECT_EQ(steps[1].state, StepState::current);
    EXPECT_EQ(steps[2].state, StepState::ahead);

    for (auto const& step : steps_of(stages, StageId{4})) EXPECT_EQ(step.state, StepState::done);
    EXPECT_TRUE(steps_of(stages, StageId{5}).empty());
}

TEST(DealCriteria, AreTidiedWhenTheyAreWritten)
{
    Criteria criteria;
    criteria.towns = {" Altea ", "", "Calp", "Altea"};
    EXPECT_EQ(tidy(criteria).towns, (std::vector<std::string>{"Altea", "Calp"}));
    criteria.features = {std::string(81, 'x')};
    EXPECT_THROW(tidy(criteria), Problem);
    EXPECT_TRUE(read_criteria("{}").towns.empty());
}

}  // namespace
}  // namespace loggia::deals
