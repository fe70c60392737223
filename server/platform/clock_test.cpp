// SPDX-License-Identifier: Apache-2.0
#include "platform/clock.hpp"

#include <gtest/gtest.h>

namespace loggia {

TEST(Clock, ATimestampIsWrittenInUtcWithThreeDecimals)
{
    EXPECT_EQ(to_string(Timestamp{0}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_string(Timestamp{1'781'782'200'007}), "2026-06-18T11:30:00.007Z");
    EXPECT_EQ(to_string(Timestamp{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Clock, ATimestampWithAnyOffsetIsRead)
{
    auto const noon = parse_timestamp("2026-06-18T11:30:00Z");
    ASSERT_TRUE(noon);
    EXPECT_EQ(parse_timestamp("2026-06-18T13:30:00+02:00"), noon);
    EXPECT_EQ(parse_timestamp("2026-06-18t07:00:00.000-04:30"), noon);
    EXPECT_EQ(parse_timestamp("2026-06-18 11:30:00.0009z"), noon);
    EXPECT_EQ(parse_timestamp("2026-06-18T11:30:00.25Z"), *noon + std::chrono::milliseconds(250));
    EXPECT_EQ(to_string(*parse_timestamp("2016-12-31T23:59:60Z")), "2017-01-01T00:00:00.000Z");
}

TEST(Clock, WhatIsNotATimestampIsRefused)
{
    for (auto const* text : {"", "2026-06-18", "2026-06-18T11:30Z", "2026-06-18T11:30:00", "2026-06-18T24:00:00Z",
                             "2026-06-18T11:60:00Z", "2026-02-30T11:00:00Z", "2026-06-18T11:30:00.Z",
                             "2026-06-18T11:30:00+0200", "2026-06-18T11:30:00Z ", "+026-06-18T11:30:00Z"})
        EXPECT_FALSE(parse_timestamp(text)) << text;
}

TEST(Clock, ADateIsReadAndWritten)
{
    EXPECT_EQ(to_string(*parse_date("2026-09-30")), "2026-09-30");
    EXPECT_EQ(parse_date("1970-01-02")->days, 1);
    EXPECT_EQ(to_string(start_of(*parse_date("2028-02-29"))), "2028-02-29T00:00:00.000Z");
}

TEST(Clock, DaysThatDoNotExistAreRefused)
{
    for (auto const* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-30", "2026-04-30T", ""})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Clock, AManualClockStandsStillUntilItIsMoved)
{
    ManualClock clock(Timestamp{1000});
    EXPECT_EQ(clock.now().milliseconds, 1000);
    clock.advance(std::chrono::seconds(2));
    EXPECT_EQ(clock.now().milliseconds, 3000);
}

TEST(Clock, TheSystemClockIsPastTwentyTwenty) { EXPECT_GT(SystemClock().now(), *parse_timestamp("2020-01-01T00:00:00Z")); }

}  // namespace loggia
