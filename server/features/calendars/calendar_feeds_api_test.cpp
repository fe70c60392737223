// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointments_test_support.hpp"
#include "test/database_snapshot.hpp"

namespace loggia::test {
namespace {

class CalendarFeeds : public Viewings {
protected:
    // The path behind the address it answers.
    std::string path_of(Reply const& made)
    {
        EXPECT_EQ(made.status, 200U) << made.body;
        std::string const host = "https://portal.test";
        auto const address = made.text("/address");
        EXPECT_EQ(address.substr(0, host.size()), host);
        return address.substr(host.size());
    }
    std::string const of_staff = "/api/v1/calendar-feed";
    std::string const of_client = "/api/v1/portal/calendar-feed";
};

TEST_F(CalendarFeeds, AClientsCalendarHoldsWhatIsConfirmedAndNothingElse)
{
    auto const id = confirmed(hours(50));
    create(agreed(hours(80), R"(, "location": "Video; link, follows")"));
    create(R"("type": "meeting", "title": "Internal", "starts_at": )" + quoted(moment(hours(60))));
    auto const path = path_of(sanne.put(of_client, "{}"));
    auto const reply = app.nobody().get(path);
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.header("content-type"), "text/calendar; charset=utf-8");
    EXPECT_NE(reply.header("content-security-policy").find("sandbox"), std::string::npos);
    ParsedCalendar const calendar(reply.body);
    EXPECT_EQ(calendar.errors(), "");
    EXPECT_EQ(calendar.violations(), "");
    EXPECT_EQ(calendar.name(), "Vesper & Daal");
    ASSERT_EQ(calendar.events(), 2U);
    EXPECT_EQ(calendar.value(0, "UID"), "appointment-" + id + "@loggia") << "as in the mail";
    EXPECT_EQ(calendar.text(0, "SUMMARY"), "Bezichtiging: Villa Aljibe");
    EXPECT_EQ(calendar.starts_at(0), world::now + hours(50));
    EXPECT_EQ(calendar.text(1, "LOCATION"), "Video; link, follows");
}

TEST_F(CalendarFeeds, AnAgentsCalendarAlsoHoldsWhatIsAskedFor)
{
    asked();
    create(agreed(hours(80)));
    create(agreed(hours(81), R"(, "owner_id": )" + quoted(world::lucia.text())));
    ParsedCalendar const calendar(app.nobody().get(path_of(marit.put(of_staff, "{}"))).body);
    EXPECT_EQ(calendar.errors(), "");
    ASSERT_EQ(calendar.events(), 3U) << "Lucía's is hers";
    EXPECT_EQ(calendar.text(0, "SUMMARY"), "Held: Viewing: Villa Aljibe · Sanne de Wit");
    EXPECT_EQ(calendar.value(0, "STATUS"), "TENTATIVE");
    EXPECT_EQ(calendar.starts_at(0), world::now + hours(50));
    EXPECT_EQ(calendar.starts_at(1), world::now + hours(52));
    EXPECT_NE(calendar.value(0, "UID"), calendar.value(1, "UID"));
    EXPECT_EQ(calendar.text(2, "SUMMARY"), "Mortgage talk · Sanne de Wit");
}

TEST_F(CalendarFeeds, TheAddressIsToldOnceAndOnlyItsHashIsKept)
{
    EXPECT_FALSE(sanne.get(of_client).at("/active").as_bool());
    auto const address = sanne.put(of_client, "{}").text("/address");
    auto const token = address.substr(address.rfind('/') + 1, 43);
    auto const shown = sanne.get(of_client);
    EXPECT_TRUE(shown.at("/active").as_bool());
    EXPECT_EQ(shown.text("/created_at"), moment(hours(0)));
    EXPECT_TRUE(shown.at("/address").is_null());
    for (auto const& [table, rows] : snapshot(app.database())) EXPECT_EQ(rows.find(token), std::string::npos) << table;
    EXPECT_EQ(app.actions(world::sanne.value).front(), "calendar.address_made");
}

TEST_F(CalendarFeeds, ANewAddressVoidsTheOldOneAndARemovedOneIsGone)
{
    auto const first = path_of(sanne.put(of_client, "{}"));
    auto const second = path_of(sanne.put(of_client, "{}"));
    EXPECT_NE(first, second);
    EXPECT_EQ(app.nobody().get(first).code(), "calendar_not_found");
    EXPECT_EQ(app.nobody().get(second).status, 200U);
    EXPECT_EQ(sanne.remove(of_client).status, 204U);
    EXPECT_EQ(sanne.remove(of_client).status, 204U);
    EXPECT_EQ(app.nobody().get(second).code(), "calendar_not_found");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "calendar.address_removed");
    for (std::string const& guess : {std::string("x.ics"), std::string(43, 'A') + ".ics", second.substr(second.rfind('/') + 1, 43)})
        EXPECT_EQ(app.nobody().get("/api/v1/public/calendars/" + guess).code(), "calendar_not_found") << guess;
}

TEST_F(CalendarFeeds, WhatDidNotChangeIsNotSentAgain)
{
    auto const id = confirmed(hours(50));
    auto const path = path_of(sanne.put(of_client, "{}"));
    auto nobody = app.nobody();
    auto const etag = nobody.get(path).header("etag");
    app.clock().advance(hours(1));
    auto const again = nobody.get(path, {{"If-None-Match", etag}});
    EXPECT_EQ(again.status, 304U);
    EXPECT_EQ(again.body, "");
    marit.put(theirs(id, "/cancellation"), "{}");
    auto const changed = nobody.get(path, {{"If-None-Match", etag}});
    EXPECT_EQ(changed.status, 200U);
    EXPECT_EQ(ParsedCalendar(changed.body).events(), 0U);
}

TEST_F(CalendarFeeds, WhatShutsAPersonOutShutsItsCalendarOut)
{
    confirmed(hours(50));
    auto const path = path_of(sanne.put(of_client, "{}"));
    auto const staff_path = path_of(marit.put(of_staff, "{}"));
    auto nobody = app.nobody();
    std::vector<std::pair<std::string, std::string>> const closing = {
        {"UPDATE accesses SET state = 'blocked' WHERE id = 1901", "UPDATE accesses SET state = 'active' WHERE id = 1901"},
        {"UPDATE portals SET enabled = 0 WHERE id = 1701", "UPDATE portals SET enabled = 1 WHERE id = 1701"},
        {"UPDATE accesses SET level = 'basic' WHERE id = 1901", "UPDATE accesses SET level = 'standard' WHERE id = 1901"},
    };
    for (auto const& [close, open] : closing) {
        app.sql(close);
        EXPECT_EQ(nobody.get(path).code(), "calendar_not_found") << close;
        app.sql(open);
        EXPECT_EQ(nobody.get(path).status, 200U);
    }
    app.sql("UPDATE users SET active = 0 WHERE id = 1101");
    EXPECT_EQ(nobody.get(staff_path).code(), "calendar_not_found");
    app.sql("DELETE FROM sessions WHERE access_id = 1901; DELETE FROM accesses WHERE id = 1901");
    EXPECT_EQ(nobody.get(path).code(), "calendar_not_found") << "the access was removed";
}

TEST_F(CalendarFeeds, OthersAreTurnedAway)
{
    EXPECT_EQ(app.nobody().put(of_staff, "{}").status, 401U);
    EXPECT_EQ(sanne.put(of_staff, "{}").status, 401U);
    EXPECT_EQ(marit.put(of_client, "{}").status, 401U);
    app.sql("UPDATE accesses SET level = 'basic' WHERE id = 1901");
    EXPECT_EQ(sanne.put(of_client, "{}").code(), "right_missing");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM calendar_feeds"), 0);
    app.sql("UPDATE accesses SET level = 'standard' WHERE id = 1901");
    auto const path = path_of(app.joost().put(of_client, "{}"));
    confirmed(hours(50));
    EXPECT_EQ(ParsedCalendar(app.nobody().get(path).body).events(), 0U) << "his calendar, of his agency";
}

// Staff who look through a client's eyes must not take the client's calendar with them.
TEST_F(CalendarFeeds, WhoImpersonatesMakesNoAddress)
{
    app.sql("UPDATE sessions SET impersonator_id = 1101, impersonation = 'act', "
            "impersonator_session_id = (SELECT id FROM sessions WHERE user_id = 1101) WHERE access_id = 1901");
    EXPECT_EQ(sanne.put(of_client, "{}").code(), "impersonation_never");
}

TEST_F(CalendarFeeds, ANewAddressThatCannotBeRecordedLeavesTheOldOne)
{
    auto const path = path_of(sanne.put(of_client, "{}"));
    app.sql("ALTER TABLE activity_links RENAME TO links_away");
    EXPECT_EQ(sanne.put(of_client, "{}").status, 500U);
    app.sql("ALTER TABLE links_away RENAME TO activity_links");
    EXPECT_EQ(app.nobody().get(path).status, 200U);
}

} // namespace
} // namespace loggia::test
