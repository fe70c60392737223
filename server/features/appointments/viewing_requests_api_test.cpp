// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointments_test_support.hpp"

// A client asks for a viewing (PRODUCT 8.1).
namespace loggia::test {
namespace {

TEST_F(Viewings, ARequestIsPendingAtOnceAndItsMomentsAreHeld)
{
    auto const reply = ask({moment(hours(50)), moment(hours(52))}, R"(, "note": "Liefst na schooltijd.")");
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/type"), "viewing");
    EXPECT_EQ(reply.text("/status"), "pending");
    EXPECT_EQ(reply.text("/title"), "Villa Aljibe");
    EXPECT_EQ(reply.text("/property_reference"), "VD-1");
    EXPECT_EQ(reply.at("/property_price/amount").as_int64(), 128'500'000);
    EXPECT_EQ(reply.text("/deal_id"), world::second_home.text());
    EXPECT_EQ(reply.text("/owner_name"), "Marit Vesper");
    EXPECT_EQ(reply.text("/note"), "Liefst na schooltijd.");
    EXPECT_EQ(reply.text("/proposed_by"), "contact");
    EXPECT_EQ(boost::json::serialize(reply.at("/preferred")), "[" + quoted(moment(hours(50))) + "," + quoted(moment(hours(52))) + "]");
    EXPECT_EQ(
        boost::json::serialize(reply.at("/may")),
        R"({"cancel":true,"confirm":false,"decline":false,"propose":false,"start":false,"directions":false,"give_feedback":false,"reschedule":false})");
    auto const id = reply.text("/id");
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").text("/unconfirmed/0/id"), id);

    auto const requests = marit.get("/api/v1/appointments/requests");
    EXPECT_EQ(requests.at("/count").as_int64(), 1);
    EXPECT_EQ(requests.text("/items/0/id"), id);
    EXPECT_EQ(requests.text("/items/0/contact_name"), "Sanne de Wit");
    EXPECT_TRUE(requests.at("/items/0/may/confirm").as_bool());
    auto const calendar = marit.get("/api/v1/appointments?from=" + moment(hours(48)) + "&to=" + moment(hours(51)));
    EXPECT_EQ(calendar.text("/items/0/id"), id) << calendar.body;
    EXPECT_EQ(marit.get("/api/v1/deals/" + world::second_home.text() + "/appointments").text("/items/0/id"), id);

    EXPECT_EQ(actions_on(id), Texts{"appointment.requested"});
    for (auto const subject : {world::sanne.value, world::villa.value, world::second_home.value})
        EXPECT_EQ(app.actions(subject).front(), "appointment.requested");
}

TEST_F(Viewings, TheAgentHearsOfARequestByMail)
{
    auto const id = ask({moment(hours(50))}, R"(, "note": "Liefst na schooltijd.")").text("/id");
    EXPECT_EQ(sent(), Texts{"admin@vesperdaal.example: Viewing requested: Villa Aljibe"});
    auto const text = part_of(letters.at(0), "text/plain");
    EXPECT_NE(text.find("Sanne de Wit asks for a viewing"), std::string::npos) << text;
    EXPECT_NE(text.find("Saturday, 20 June 2026 at 14:00 (Central European Summer Time)"), std::string::npos) << text;
    EXPECT_NE(text.find("Liefst na schooltijd."), std::string::npos);
    EXPECT_NE(text.find("https://portal.test/crm/appointments/" + id), std::string::npos) << text;
    EXPECT_EQ(part_of(letters.at(0), "text/calendar"), "") << "nothing is agreed yet";
}

TEST_F(Viewings, MomentsThatCannotBeAreRefusedByName)
{
    auto const code = [&](Texts const& moments, std::string const& pointer) { return ask(moments).error_at(pointer); };
    EXPECT_EQ(code({moment(hours(-1))}, "/preferred/0"), "moment_past");
    EXPECT_EQ(code({moment(hours(5)), moment(hours(0))}, "/preferred/1"), "moment_past");
    EXPECT_EQ(code({moment(hours(5)), moment(hours(5))}, "/preferred/1"), "moments_equal");
    EXPECT_EQ(code({moment(hours(24 * 366))}, "/preferred/0"), "moment_too_far");
    EXPECT_EQ(code({}, "/preferred"), "too_few");
    EXPECT_EQ(code({moment(hours(1)), moment(hours(2)), moment(hours(3)), moment(hours(4))}, "/preferred"), "too_many");
    EXPECT_EQ(code({"tomorrow"}, "/preferred/0"), "invalid_format");
    EXPECT_EQ(ask({moment(hours(5))}, R"(, "note": ")" + std::string(2001, 'x') + "\"").error_at("/note"), "too_long");
    EXPECT_EQ(ask({moment(hours(5))}, R"(, "owner_id": "x")").error_at("/owner_id"), "unknown_field");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM appointments"), 0);
}

// The clocks of Amsterdam go back on 25 October: half past two comes twice.
TEST_F(Viewings, ARequestAcrossTheChangeOfClocksKeepsItsMoments)
{
    auto const reply = ask({"2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"});
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(boost::json::serialize(reply.at("/preferred")), R"(["2026-10-25T00:30:00.000Z","2026-10-25T01:30:00.000Z"])");
    sent();
    auto const text = part_of(letters.at(0), "text/plain");
    EXPECT_NE(text.find("25 October 2026 at 02:30 (Central European Summer Time)"), std::string::npos) << text;
    EXPECT_NE(text.find("25 October 2026 at 02:30 (Central European Standard Time)"), std::string::npos) << text;
}

// Asked for in summer time, to take place on the day of the change: the later of the two hours is confirmed, and stays it in
// mail and calendar, in the reminder a day ahead and on the day itself, which lasts 25 hours.
TEST_F(Viewings, AViewingOnTheDayTheClocksChangeTakesPlaceInTheRightHour)
{
    app.clock().advance(hours(24 * 127)); // 23 October, noon
    sanne = app.sanne();
    marit = app.marit();
    auto const id = ask({"2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"}).text("/id");
    sent();
    ASSERT_EQ(marit.put(theirs(id, "/confirmation"), R"({"starts_at": "2026-10-25T01:30:00Z"})").status, 200U);
    EXPECT_EQ(recipients(), Texts{"sanne@example.com"});
    auto const text = part_of(letters.at(0), "text/plain");
    EXPECT_NE(text.find("zondag 25 oktober 2026 om 02:30 – 03:30 (Midden-Europese standaardtijd)"), std::string::npos) << text;
    EXPECT_EQ(invitation().starts_at(0), *parse_timestamp("2026-10-25T01:30:00Z"));
    EXPECT_EQ(invitation().local_start(0, "Europe/Amsterdam"), "20261025T023000");
    auto const at = [&](char const* time) {
        app.clock().advance(*parse_timestamp(time) - app.clock().now());
        minute_passes();
        return recipients();
    };
    EXPECT_EQ(at("2026-10-24T01:29:00Z"), Texts{});
    EXPECT_EQ(at("2026-10-24T01:30:00Z"), Texts{"sanne@example.com"}) << "24 hours ahead, half past three by the clocks";
    auto const start = [&] { return sanne.put(own(id, "/start"), "{}"); };
    EXPECT_EQ(at("2026-10-24T23:29:00Z"), Texts{});
    EXPECT_EQ(start().code(), "too_early_to_start");
    at("2026-10-25T22:30:00Z"); // half past eleven in the evening, the same day
    EXPECT_EQ(start().status, 200U);
}

TEST_F(Viewings, OneOpenViewingOfAHomeAtATime)
{
    auto const id = asked();
    EXPECT_EQ(ask({moment(hours(60))}).code(), "viewing_requested_already");
    confirm(id, hours(50));
    EXPECT_EQ(ask({moment(hours(60))}).status, 409U);
    sanne.put(own(id, "/cancellation"), "{}");
    auto const again = ask({moment(hours(60))});
    ASSERT_EQ(again.status, 201U) << again.body;
    confirm(again.text("/id"), hours(60));
    app.clock().advance(hours(62));
    EXPECT_EQ(ask({moment(hours(90))}).status, 201U) << "the other one is over";
}

TEST_F(Viewings, OnlyWhatWasOfferedAndIsStillOnTheMarketCanBeViewed)
{
    auto const ask_for = [&](PropertyId property) {
        return sanne.post("/api/v1/portal/properties/" + property.text() + "/viewing-requests", wish({moment(hours(5))})).code();
    };
    EXPECT_EQ(ask_for(world::finca), "property_not_found") << "not offered to her";
    EXPECT_EQ(ask_for(world::rival_flat), "property_not_found");
    for (auto const* status : {"sold", "rented", "withdrawn"}) {
        app.sql("UPDATE properties SET status = '" + std::string(status) + "' WHERE id = 1401");
        EXPECT_EQ(ask_for(world::villa), "property_not_available") << status;
    }
    app.sql("UPDATE properties SET status = 'reserved' WHERE id = 1401");
    EXPECT_EQ(ask_for(world::villa), "");
}

TEST_F(Viewings, WhoMayNotScheduleSeesButDoesNotAsk)
{
    auto const id = asked();
    app.sql("UPDATE accesses SET rights_denied = 256 WHERE id = 1901"); // schedule
    EXPECT_EQ(ask({moment(hours(60))}).code(), "right_missing");
    EXPECT_EQ(sanne.put(own(id, "/cancellation"), "{}").code(), "right_missing");
    EXPECT_EQ(sanne.put(own(id, "/acceptance"), R"({"starts_at": ")" + moment(hours(50)) + "\"}").code(), "right_missing");
    EXPECT_EQ(sanne.put(own(id, "/preferred"), wish({moment(hours(50))})).code(), "right_missing");
    auto const seen = sanne.get(own(id));
    EXPECT_EQ(seen.status, 200U);
    EXPECT_FALSE(seen.at("/may/cancel").as_bool());
    app.sql("UPDATE accesses SET level = 'basic' WHERE id = 1901");
    EXPECT_EQ(sanne.get(own(id)).code(), "right_missing");
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").code(), "right_missing");
    EXPECT_TRUE(sanne.get("/api/v1/portal/home").at("/next_appointment").is_null());
}

TEST_F(Viewings, OthersAreTurnedAway)
{
    auto const id = asked();
    auto joost = app.joost();
    auto rival = app.rival();
    auto const requests = "/api/v1/portal/properties/" + world::villa.text() + "/viewing-requests";
    EXPECT_EQ(app.nobody().post(requests, wish({moment(hours(5))})).status, 401U);
    EXPECT_EQ(marit.post(requests, wish({moment(hours(5))})).status, 401U);
    EXPECT_EQ(joost.post(requests, wish({moment(hours(5))})).code(), "property_not_found");
    EXPECT_EQ(joost.get(own(id)).code(), "appointment_not_found");
    EXPECT_EQ(joost.put(own(id, "/cancellation"), "{}").code(), "appointment_not_found");
    EXPECT_EQ(rival.get(theirs(id)).code(), "appointment_not_found");
    EXPECT_EQ(rival.put(theirs(id, "/decline"), R"({"reason": "no"})").code(), "appointment_not_found");
    EXPECT_EQ(rival.get("/api/v1/appointments/requests").at("/count").as_int64(), 0);
    EXPECT_EQ(actions_on(id), Texts{"appointment.requested"});
}

TEST_F(Viewings, AnotherClientOfTheSameDealDoesNotSeeIt)
{
    auto const id = asked();
    app.sql("UPDATE accounts SET must_change_password = 0, password_expires_at = NULL WHERE id = 1802");
    app.sql("UPDATE accesses SET state = 'active' WHERE id = 1902");
    auto mark = app.client("vesper-daal", "mark@example.com");
    EXPECT_EQ(mark.get(own(id)).code(), "appointment_not_found");
    EXPECT_EQ(mark.put(own(id, "/cancellation"), "{}").code(), "appointment_not_found");
    EXPECT_EQ(mark.get("/api/v1/portal/appointments").at("/unconfirmed").as_array().size(), 0U);
}

TEST_F(Viewings, AColleagueSeesItWhereTheWholeCompanyIsShownButChangesNothing)
{
    auto const id = asked();
    app.sql(R"(
        INSERT INTO company_people (organization_id, company_id, contact_id) VALUES (1001, 1301, 1201), (1001, 1301, 1202);
        UPDATE accounts SET must_change_password = 0, password_expires_at = NULL WHERE id = 1802;
        UPDATE accesses SET state = 'active', company_scope = 2 WHERE id = 1902;
    )");
    auto mark = app.client("vesper-daal", "mark@example.com");
    auto const seen = mark.get(own(id));
    ASSERT_EQ(seen.status, 200U) << seen.body;
    EXPECT_TRUE(seen.at("/contact_name").is_null()) << "others are named only to those who may see them";
    EXPECT_FALSE(seen.at("/may/cancel").as_bool());
    EXPECT_EQ(mark.get("/api/v1/portal/appointments").text("/unconfirmed/0/id"), id);
    EXPECT_EQ(mark.put(own(id, "/cancellation"), "{}").code(), "not_own_appointment");
    app.sql("UPDATE company_people SET company_id = 1301 WHERE contact_id = 1202; DELETE FROM company_people WHERE contact_id = 1201");
    EXPECT_EQ(mark.get(own(id)).code(), "appointment_not_found") << "she works there no more";
}

TEST_F(Viewings, WhatIsOlderThanThePortalShowsIsNotThere)
{
    auto const id = confirmed();
    app.sql("UPDATE accesses SET retention_days = 10 WHERE id = 1901");
    app.clock().advance(hours(24 * 11));
    EXPECT_EQ(sanne.get(own(id)).status, 200U) << "it took place within the ten days";
    app.clock().advance(hours(24 * 3));
    EXPECT_EQ(sanne.get(own(id)).code(), "appointment_not_found");
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").at("/recent").as_array().size(), 0U);
    marit = app.marit(); // fourteen days of rest have signed her out
    EXPECT_EQ(marit.get(theirs(id)).status, 200U);
}

TEST_F(Viewings, ARequestSentTwiceIsMadeOnce)
{
    auto const path = "/api/v1/portal/properties/" + world::villa.text() + "/viewing-requests";
    auto const body = wish({moment(hours(50))});
    auto const first = sanne.post(path, body, {{"Idempotency-Key", "one"}});
    auto const second = sanne.post(path, body, {{"Idempotency-Key", "one"}});
    EXPECT_EQ(second.status, 201U);
    EXPECT_EQ(second.text("/id"), first.text("/id"));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM appointments"), 1);
}

TEST_F(Viewings, ARequestThatCannotTellTheAgentLeavesNoTrace)
{
    app.sql("ALTER TABLE jobs RENAME TO jobs_away"); // the last step of the write
    EXPECT_EQ(ask({moment(hours(50))}).status, 500U);
    app.sql("ALTER TABLE jobs_away RENAME TO jobs");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM appointments"), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action LIKE 'appointment.%'"), 0);
    EXPECT_EQ(ask({moment(hours(50))}).status, 201U);
}

} // namespace
} // namespace loggia::test
