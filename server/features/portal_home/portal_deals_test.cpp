// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/portal_deals.hpp"

#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::portal_home {
namespace {

using namespace std::chrono_literals;
using appointments::AppointmentStatus, appointments::AppointmentType;
namespace world = test::world;

constexpr DealId search{5};

appointments::Appointment made(std::int64_t id, AppointmentType type, AppointmentStatus status, std::chrono::hours ahead)
{
    appointments::Appointment appointment;
    appointment.id = {id};
    appointment.type = type;
    appointment.status = status;
    appointment.title = "Talk";
    appointment.property_title = "Villa Aljibe";
    appointment.deal_id = search;
    appointment.starts_at = world::now + ahead;
    if (type != AppointmentType::deadline) appointment.ends_at = *appointment.starts_at + 1h;
    return appointment;
}

// "viewing 3, expected, meeting 4 (past)".
std::string dates(std::vector<appointments::Appointment> const& appointments, char const* expected_on = nullptr,
                  std::optional<deals::Ending> ending = {}, char const* zone = "Europe/Amsterdam")
{
    deals::ContactDeal deal;
    deal.progress.id = search;
    if (expected_on) deal.progress.expected_on = parse_date(expected_on);
    deal.ending = ending;
    std::string text;
    for (auto const& date : key_dates(deal, appointments, world::now, zone)) {
        text += (text.empty() ? "" : ", ") + std::string(json::enum_name(date.kind));
        if (date.appointment_id) text += " " + std::to_string(date.appointment_id->value);
        if (date.past) text += " (past)";
        EXPECT_NE(date.on.has_value(), date.at.has_value());
    }
    return text;
}

TEST(KeyDates, OfViewingsTheLastAndTheNext)
{
    using enum AppointmentStatus;
    auto const viewing = AppointmentType::viewing;
    EXPECT_EQ(dates({made(1, viewing, completed, -90h), made(2, viewing, completed, -40h), made(3, viewing, confirmed, 20h),
                     made(4, viewing, confirmed, 70h)}),
              "viewing 2 (past), viewing 3");
    EXPECT_EQ(dates({made(1, viewing, cancelled, 5h), made(2, viewing, pending, 5h), made(3, viewing, declined, 5h),
                     made(4, viewing, expired, -5h)}),
              "");
    EXPECT_EQ(dates({made(1, viewing, confirmed, -5h)}), "") << "nobody said that it took place";
}

TEST(KeyDates, MeetingsAndDeadlinesAllByTime)
{
    using enum AppointmentStatus;
    EXPECT_EQ(dates({made(1, AppointmentType::deadline, confirmed, 50h), made(2, AppointmentType::meeting, confirmed, -20h),
                     made(3, AppointmentType::meeting, confirmed, 30h), made(4, AppointmentType::deadline, completed, -3h)}),
              "meeting 2 (past), deadline 4 (past), meeting 3, deadline 1");
    auto of_another = made(5, AppointmentType::meeting, confirmed, 5h);
    of_another.deal_id = DealId{6};
    EXPECT_EQ(dates({of_another}), "");
    std::vector<appointments::Appointment> many;
    for (int i = 1; i <= 30; ++i) many.push_back(made(i, AppointmentType::meeting, confirmed, std::chrono::hours(i)));
    for (int i = 31; i <= 60; ++i) many.push_back(made(i, AppointmentType::meeting, completed, std::chrono::hours(-i)));
    auto const text = dates(many);
    EXPECT_TRUE(
        text.starts_with("meeting 35 (past), meeting 34 (past), meeting 33 (past), meeting 32 (past), meeting 31 (past), meeting 1"))
        << text;
    EXPECT_TRUE(text.ends_with("meeting 20")) << text;
}

TEST(KeyDates, TheExpectedDayStandsBehindWhatHappensOnIt)
{
    auto const confirmed = AppointmentStatus::confirmed;
    // 21:30 UTC is still the 19th in Amsterdam, 22:30 is not.
    auto const late = made(1, AppointmentType::deadline, confirmed, 35h);
    auto const later = made(2, AppointmentType::deadline, confirmed, 37h);
    EXPECT_EQ(dates({late, later}, "2026-06-19"), "deadline 1, expected, deadline 2");
    EXPECT_EQ(dates({late, later}, "2026-06-19", {}, "UTC"), "deadline 1, deadline 2, expected");
    EXPECT_EQ(dates({}, "2026-06-18"), "expected") << "today";
    EXPECT_EQ(dates({}, "2026-06-17"), "expected (past)");
    EXPECT_EQ(dates({}, "2026-06-19", deals::Ending::completed), "") << "it is done";
}

class PortalDealsApi : public testing::Test {
protected:
    test::Reply deals() { return sanne.get("/api/v1/portal/deals"); }
    void move_to(StageId stage)
    {
        auto const reply = marit.put("/api/v1/deals/" + world::second_home.text() + "/stage", R"({"stage_id": ")" + stage.text() + "\"}");
        ASSERT_EQ(reply.status, 200U) << reply.body;
    }
    void agree(char const* type, ContactId contact, char const* visible)
    {
        auto const reply = marit.post("/api/v1/appointments", R"({"type": ")" + std::string(type) + R"(", "title": "Sign at the notary",
            "starts_at": "2026-07-01T08:00:00Z", "visible_to_contact": )" +
                                                                  visible + R"(, "contact_id": ")" + contact.text() + R"(", "deal_id": ")" +
                                                                  world::second_home.text() + "\"}");
        ASSERT_EQ(reply.status, 201U) << reply.body;
    }

    test::TestApp app;
    test::Caller marit = app.marit();
    test::Caller sanne = app.sanne();
};

TEST_F(PortalDealsApi, ADealShowsStepsAndDates)
{
    app.sql("UPDATE deals SET expected_on = " + std::to_string(parse_date("2026-09-01")->days));
    move_to(world::stage_viewing);
    agree("meeting", world::sanne, "true");
    agree("deadline", world::sanne, "false");
    agree("meeting", world::mark, "true");
    auto const reply = deals();
    ASSERT_EQ(reply.status, 200U) << reply.body;
    ASSERT_EQ(reply.at("/items").as_array().size(), 1U);
    EXPECT_EQ(reply.text("/items/0/title"), "Second home by the sea");
    EXPECT_EQ(boost::json::serialize(reply.at("/items/0/stages")),
              R"([{"key":"new","name":"new","state":"done"},{"key":"first_viewing","name":"first_viewing","state":"current"}])");
    EXPECT_TRUE(reply.at("/items/0/ending").is_null());
    ASSERT_EQ(reply.at("/items/0/dates").as_array().size(), 2U) << "nothing internal, nothing of another: " << reply.body;
    EXPECT_EQ(reply.text("/items/0/dates/0/title"), "Sign at the notary");
    EXPECT_EQ(reply.text("/items/0/dates/0/at"), "2026-07-01T08:00:00.000Z");
    EXPECT_EQ(reply.text("/items/0/dates/1/kind"), "expected");
    EXPECT_EQ(reply.text("/items/0/dates/1/on"), "2026-09-01");
}

TEST_F(PortalDealsApi, AnEndedDealIsShownWithoutWordsOfTheOffice)
{
    move_to(world::stage_won);
    auto const won = deals();
    EXPECT_EQ(won.text("/items/0/ending"), "completed");
    EXPECT_EQ(won.text("/items/0/ended_at"), to_string(world::now));
    EXPECT_EQ(won.text("/items/0/stages/1/state"), "done");
    EXPECT_EQ(won.at("/items/0/stages").as_array().size(), 2U);
    move_to(world::stage_lost);
    auto const lost = deals();
    EXPECT_EQ(lost.text("/items/0/ending"), "closed");
    EXPECT_TRUE(lost.at("/items/0/stages").as_array().empty());
    EXPECT_EQ(lost.body.find("lost"), std::string::npos);
    EXPECT_EQ(sanne.get("/api/v1/portal/home").at("/deals").as_array().size(), 0U);
}

TEST_F(PortalDealsApi, OpenOnesComeFirstAndWhatEndedBeforeTheRetentionIsNotShown)
{
    app.clock().advance(1h);
    auto const other = marit.post("/api/v1/deals", R"({"title": "City flat", "contact_ids": [")" + world::sanne.text() + "\"]}");
    ASSERT_EQ(other.status, 201U) << other.body;
    move_to(world::stage_won);
    EXPECT_EQ(deals().text("/items/0/title"), "City flat");
    EXPECT_EQ(deals().text("/items/1/title"), "Second home by the sea");
    app.sql("UPDATE portals SET retention_days = 30");
    app.clock().advance(24h * 31);
    auto later = app.sanne();
    auto const kept = later.get("/api/v1/portal/deals");
    ASSERT_EQ(kept.at("/items").as_array().size(), 1U) << kept.body;
    EXPECT_EQ(kept.text("/items/0/title"), "City flat");
}

TEST_F(PortalDealsApi, WithoutTheRightThereAreNoAppointmentsAmongTheDates)
{
    agree("meeting", world::sanne, "true");
    app.sql("UPDATE accesses SET level = 'basic'");
    EXPECT_TRUE(deals().at("/items/0/dates").as_array().empty());
}

TEST_F(PortalDealsApi, NobodyElseSeesThem)
{
    EXPECT_EQ(app.nobody().get("/api/v1/portal/deals").status, 401U);
    EXPECT_EQ(marit.get("/api/v1/portal/deals").status, 401U);
    auto joost = app.joost();
    EXPECT_EQ(joost.get("/api/v1/portal/deals").body.find("Second home"), std::string::npos);
    EXPECT_EQ(joost.get("/api/v1/portal/deals").text("/items/0/title"), "Flat at the coast");
}

} // namespace
} // namespace loggia::portal_home
