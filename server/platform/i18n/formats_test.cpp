// SPDX-License-Identifier: Apache-2.0
#include "platform/i18n/formats.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace loggia::i18n {

TEST(Formats, NumbersAreGroupedAsTheLanguageDoes)
{
    EXPECT_EQ(format_number("en", std::int64_t{1234567}), "1,234,567");
    EXPECT_EQ(format_number("nl", std::int64_t{1234567}), "1.234.567");
    EXPECT_EQ(format_number("de", 82.456, 1), "82,5");
    EXPECT_EQ(format_number("pl", 82.0, 2), "82");
}

TEST(Formats, AmountsFollowTheCurrencyAndTheLanguage)
{
    EXPECT_EQ(format_money("en", 45'000'000, "EUR"), "€450,000");
    EXPECT_EQ(format_money("nl", 45'000'000, "EUR"), "€\u00A0450.000");
    EXPECT_EQ(format_money("de", 45'000'050, "EUR"), "450.000,50\u00A0€");
    EXPECT_EQ(format_money("en", 45'000'000, "EUR", Decimals::always), "€450,000.00");
    EXPECT_EQ(format_money("en", 450'000, "JPY"), "JP¥450,000");
    EXPECT_EQ(format_money("es", 150'000, "EUR"), "1.500\u00A0€");
    EXPECT_EQ(format_money("sv", -100, "SEK"), "\u22121\u00A0kr");
    EXPECT_EQ(format_money("en", 9'007'199'254'740'993, "USD", Decimals::always), "US$90,071,992,547,409.93");
}

TEST(Formats, DatesStandInTheirTimeZone)
{
    auto const moment = *parse_timestamp("2026-06-18T22:30:00Z");
    EXPECT_EQ(format_date("nl", moment, "Europe/Amsterdam"), "19 juni 2026");
    EXPECT_EQ(format_date("nl", moment, "UTC", DateStyle::medium), "18 jun 2026");
    EXPECT_EQ(format_date("de", *parse_date("2026-09-30"), DateStyle::full), "Mittwoch, 30. September 2026");
    EXPECT_EQ(format_date("en", moment, "UTC", DateStyle::number), "18/06/2026");
    EXPECT_EQ(format_time("nl", moment, "Europe/Amsterdam"), "00:30");
    EXPECT_EQ(format_date_time("no", moment, "Europe/Oslo"), "19. juni 2026 kl. 00:30");
    EXPECT_EQ(to_string(local_date(moment, "Europe/Amsterdam")), "2026-06-19");
    EXPECT_EQ(to_string(local_date(moment, "America/New_York")), "2026-06-18");
}

TEST(Formats, TheClockIsNamed)
{
    auto const summer = *parse_timestamp("2026-06-18T22:30:00Z");
    EXPECT_EQ(format_time_zone("nl", summer, "Europe/Amsterdam"), "Midden-Europese zomertijd");
    EXPECT_EQ(format_time_zone("en", summer + std::chrono::hours(24 * 180), "Europe/Amsterdam"), "Central European Standard Time");
    EXPECT_NE(format_time_zone("pt", summer, "Europe/Lisbon"), "");
}

TEST(Formats, TimeZonesAreKnownByTheirName)
{
    EXPECT_TRUE(is_time_zone("Europe/Lisbon"));
    EXPECT_TRUE(is_time_zone("UTC"));
    EXPECT_FALSE(is_time_zone("Europe/Atlantis"));
    EXPECT_FALSE(is_time_zone(""));
}

TEST(Formats, ADayHas23Or25HoursWhenClocksChange)
{
    auto const start = [](char const* day, char const* zone) { return to_string(start_of_day(*parse_date(day), zone)); };
    EXPECT_EQ(start("2026-03-29", "Europe/Amsterdam"), "2026-03-28T23:00:00.000Z");
    EXPECT_EQ(start("2026-03-30", "Europe/Amsterdam"), "2026-03-29T22:00:00.000Z");
    EXPECT_EQ(start("2026-10-25", "Europe/Amsterdam"), "2026-10-24T22:00:00.000Z");
    EXPECT_EQ(start("2026-10-26", "Europe/Amsterdam"), "2026-10-25T23:00:00.000Z");
    // Half an hour there, in the other half of the world.
    EXPECT_EQ(start("2026-04-05", "Australia/Lord_Howe"), "2026-04-04T13:00:00.000Z");
    EXPECT_EQ(start("2026-04-06", "Australia/Lord_Howe"), "2026-04-05T13:30:00.000Z");
    // Here the clock goes from midnight to one: the day begins at one.
    EXPECT_EQ(start("2026-03-29", "Asia/Beirut"), "2026-03-28T22:00:00.000Z");
    EXPECT_EQ(format_time("en", start_of_day(*parse_date("2026-03-29"), "Asia/Beirut"), "Asia/Beirut"), "01:00");
}

TEST(Formats, EachDayBeginsWhereTheOneBeforeEnds)
{
    for (auto const* zone : {"Europe/Amsterdam", "Europe/Lisbon", "Atlantic/Canary", "America/New_York", "America/Santiago", "America/Havana",
                             "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Nowhere/Land"})
        for (auto day = *parse_date("2026-01-01"); day < *parse_date("2027-01-02"); ++day.days) {
            auto const start = start_of_day(day, zone);
            ASSERT_EQ(local_date(start, zone), day) << zone << ' ' << to_string(day);
            ASSERT_EQ(local_date(start - std::chrono::milliseconds(1), zone), Date{day.days - 1}) << zone << ' ' << to_string(day);
        }
}

TEST(Fold, LeavesNoAccentCaseOrScript)
{
    EXPECT_EQ(fold("Vesper & Daal"), "vesper & daal");
    EXPECT_EQ(fold("Łódź"), "lodz");
    EXPECT_EQ(fold("Müller-Straße"), "muller-strasse");
    EXPECT_EQ(fold("Mu\u0308ller"), "muller");
    EXPECT_EQ(fold("Søren Ærø"), "soren aero");
    EXPECT_EQ(fold("Αθήνα"), "athena");
    EXPECT_EQ(fold("Москва"), "moskva");
    EXPECT_EQ(fold(""), "");
}

TEST(Fold, ServesManyThreads)
{
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([] {
            for (int i = 0; i < 100; ++i) EXPECT_EQ(fold("Éclair " + std::to_string(i)), "eclair " + std::to_string(i));
        });
}

}  // namespace loggia::i18n
