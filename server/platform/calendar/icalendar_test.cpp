// SPDX-License-Identifier: Apache-2.0
#include "platform/calendar/icalendar.hpp"

#include <gtest/gtest.h>

#include "test/icalendar.hpp"

namespace loggia::calendar {
namespace {

using test::ParsedCalendar;

Event viewing()
{
    Event event;
    event.uid = "appointment-0JRN8FQ1DV00T@loggia";
    event.sequence = 2;
    event.stamped_at = *parse_timestamp("2026-06-18T10:00:00Z");
    event.starts_at = *parse_timestamp("2026-06-19T10:00:00Z");
    event.ends_at = *parse_timestamp("2026-06-19T11:00:00Z");
    event.summary = "Bezichtiging, Villa Aljibe";
    event.organizer = Person{"post@vesperdaal.example", "Vesper & Daal"};
    event.attendee = Person{"sanne@example.com", "Sanne de Wit"};
    return event;
}

TEST(ICalendar, AnInvitationSaysWhoWhatAndWhen)
{
    auto event = viewing();
    event.position = Position{38.789, 0.1667};
    event.url = "https://portal.test/vesper-daal/";
    ParsedCalendar const parsed(write({Method::request, "", {event}}));
    EXPECT_EQ(parsed.errors(), "");
    EXPECT_EQ(parsed.method(), "REQUEST");
    ASSERT_EQ(parsed.events(), 1U);
    EXPECT_EQ(parsed.value(0, "UID"), event.uid);
    EXPECT_EQ(parsed.value(0, "SEQUENCE"), "2");
    EXPECT_EQ(parsed.value(0, "STATUS"), "CONFIRMED");
    EXPECT_EQ(parsed.value(0, "DTSTART"), "20260619T100000Z");
    EXPECT_EQ(parsed.value(0, "DTEND"), "20260619T110000Z");
    EXPECT_EQ(parsed.value(0, "DTSTAMP"), "20260618T100000Z");
    EXPECT_EQ(parsed.text(0, "SUMMARY"), "Bezichtiging, Villa Aljibe");
    EXPECT_EQ(parsed.value(0, "ORGANIZER"), "mailto:post@vesperdaal.example");
    EXPECT_EQ(parsed.value(0, "ATTENDEE"), "mailto:sanne@example.com");
    EXPECT_EQ(parsed.parameter(0, "ORGANIZER", "CN"), "Vesper & Daal");
    EXPECT_EQ(parsed.parameter(0, "ATTENDEE", "CN"), "Sanne de Wit");
    EXPECT_EQ(parsed.value(0, "GEO"), "38.789000;0.166700");
}

TEST(ICalendar, ItKeepsToTheMethodsOfITip)
{
    EXPECT_EQ(ParsedCalendar(write({Method::request, "", {viewing()}})).violations(), "");
    auto cancelled = viewing();
    cancelled.status = EventStatus::cancelled;
    EXPECT_EQ(ParsedCalendar(write({Method::cancel, "", {cancelled}})).violations(), "");
    EXPECT_EQ(ParsedCalendar(write({Method::none, "Vesper & Daal", {viewing(), viewing()}})).violations(), "");
}

TEST(ICalendar, TextIsReadBackAsItWas)
{
    auto event = viewing();
    event.summary = "a;b,c\\d:e\"f";
    event.description = "Bring your passport.\nRing twice; the left bell, please.\\n is no line break\n\nDo widzenia, Łódź";
    event.location = "Camí de l’Olivar 3, 03720 Benissa";
    ParsedCalendar const parsed(write({Method::none, "", {event}}));
    EXPECT_EQ(parsed.errors(), "");
    EXPECT_EQ(parsed.text(0, "SUMMARY"), event.summary);
    EXPECT_EQ(parsed.text(0, "DESCRIPTION"), event.description);
    EXPECT_EQ(parsed.text(0, "LOCATION"), event.location);
}

TEST(ICalendar, LinesAreFoldedBetweenCharacters)
{
    for (std::size_t shift = 0; shift < 6; ++shift) {
        auto event = viewing();
        event.description = std::string(shift, 'x');
        for (int i = 0; i < 200; ++i) event.description += "é€😀";
        auto const text = write({Method::none, "", {event}});
        for (std::size_t start = 0; start < text.size();) {
            auto const end = text.find("\r\n", start);
            ASSERT_NE(end, std::string::npos);
            EXPECT_LE(end - start, 75U);
            EXPECT_NE(static_cast<unsigned char>(text[start]) & 0xC0U, 0x80U) << "a character was cut in two";
            start = end + 2;
        }
        EXPECT_EQ(ParsedCalendar(text).text(0, "DESCRIPTION"), event.description);
    }
}

// Whoever writes a name or a title writes into many people's calendars.
TEST(ICalendar, NothingBreaksOutOfItsLine)
{
    auto event = viewing();
    event.summary = "Villa\r\nATTENDEE:mailto:mallory@example.com\x01\x7f";
    event.location = "x\rBEGIN:VEVENT\r\nEND:VEVENT";
    event.url = "https://portal.test/\r\nX-EVIL:1";
    event.attendee = Person{"a%b?c@example.com", "Sanne \"de;Wit:\r\nX-EVIL:1"};
    auto const text = write({Method::request, "N\r\nX-EVIL:1", {event}});
    ParsedCalendar const parsed(text);
    EXPECT_EQ(parsed.errors(), "");
    EXPECT_EQ(parsed.events(), 1U);
    EXPECT_EQ(text.find("\nX-EVIL"), std::string::npos);
    EXPECT_EQ(text.find("\nATTENDEE:mailto:mallory"), std::string::npos);
    EXPECT_EQ(parsed.value(0, "ATTENDEE"), "mailto:a%25b%3Fc@example.com");
    EXPECT_EQ(parsed.parameter(0, "ATTENDEE", "CN"), "Sanne 'de;Wit:X-EVIL:1");
}

TEST(ICalendar, TheSameStateGivesTheSameFile)
{
    EXPECT_EQ(write({Method::none, "Agenda", {viewing()}}), write({Method::none, "Agenda", {viewing()}}));
    EXPECT_EQ(ParsedCalendar(write({Method::none, "Agenda", {}})).events(), 0U);
}

// A moment in UTC needs no rules of any zone: what a reader's calendar shows there and then is the moment that was meant.
TEST(ICalendar, AMomentAcrossAChangeOfClocksStaysThatMoment)
{
    struct Case {
        char const* moment;
        char const* zone;
        char const* shown;
    };
    for (auto const& [moment, zone, shown] : {
             // Summer time begins and ends.
             Case{"2026-03-29T00:59:00Z", "Europe/Amsterdam", "20260329T015900"},
             Case{"2026-03-29T01:00:00Z", "Europe/Amsterdam", "20260329T030000"},
             Case{"2026-10-25T00:30:00Z", "Europe/Amsterdam", "20261025T023000"},
             Case{"2026-10-25T01:30:00Z", "Europe/Amsterdam", "20261025T023000"},
             Case{"2026-04-04T14:59:00Z", "Australia/Lord_Howe", "20260405T015900"},
             Case{"2026-04-04T15:00:00Z", "Australia/Lord_Howe", "20260405T013000"},
             // The rules themselves changed: the offset of a zone, and a summer time that stayed.
             Case{"2020-12-26T12:00:00Z", "Europe/Volgograd", "20201226T160000"},
             Case{"2020-12-28T12:00:00Z", "Europe/Volgograd", "20201228T150000"},
             Case{"2021-12-01T10:00:00Z", "Asia/Amman", "20211201T120000"},
             Case{"2022-12-01T10:00:00Z", "Asia/Amman", "20221201T130000"},
         }) {
        auto event = viewing();
        event.starts_at = *parse_timestamp(moment);
        event.ends_at = event.starts_at + std::chrono::hours(1);
        ParsedCalendar const parsed(write({Method::request, "", {event}}));
        EXPECT_EQ(parsed.starts_at(0), event.starts_at) << moment;
        EXPECT_EQ(parsed.ends_at(0), *event.ends_at) << moment;
        EXPECT_EQ(parsed.local_start(0, zone), shown) << moment << zone;
    }
}

} // namespace
} // namespace loggia::calendar
