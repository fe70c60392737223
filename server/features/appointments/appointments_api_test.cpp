// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/appointments/appointment.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

using appointments::AppointmentStatus;

class AppointmentsApi : public testing::Test {
protected:
    AppointmentId add(ContactId contact, std::string const& title, AppointmentStatus status, std::optional<int> starts_in_hours)
    {
        appointments::NewAppointment input;
        input.title = title;
        input.status = status;
        input.contact_id = contact;
        input.property_id = world::villa;
        input.deal_id = world::second_home;
        input.owner_id = world::lucia;
        if (starts_in_hours) {
            input.starts_at = world::now + std::chrono::hours(*starts_in_hours);
            input.ends_at = *input.starts_at + std::chrono::hours(1);
        } else {
            input.preferred = {world::now + std::chrono::hours(30), world::now + std::chrono::hours(50)};
        }
        AppointmentId made;
        app.database().write([&](db::Tx& tx) { made = appointments::add_appointment(tx, world::vesper, world::now, input); });
        return made;
    }

    void add_three()
    {
        add(world::sanne, "Over", AppointmentStatus::completed, -30);
        add(world::sanne, "Asked", AppointmentStatus::pending, std::nullopt);
        add(world::sanne, "Next week", AppointmentStatus::confirmed, 24 * 7);
        add(world::sanne, "Tomorrow", AppointmentStatus::confirmed, 24);
        add(world::mark, "Mark's own", AppointmentStatus::confirmed, 24);
    }

    static std::vector<std::string> titles(boost::json::value const& list)
    {
        std::vector<std::string> result;
        for (auto const& item : list.as_array()) result.emplace_back(item.at("title").as_string());
        return result;
    }

    using Titles = std::vector<std::string>;
    std::string const of_sanne = "/api/v1/contacts/" + world::sanne.text() + "/appointments";
    TestApp app;
};

TEST_F(AppointmentsApi, StaffSeeThoseOfAContact)
{
    add_three();
    auto const reply = app.marit().get(of_sanne);
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(titles(reply.at("/items")), (Titles{"Next week", "Asked", "Tomorrow", "Over"}));
    auto const& tomorrow = reply.at("/items/2");
    EXPECT_EQ(tomorrow.at("type").as_string(), "viewing");
    EXPECT_EQ(tomorrow.at("property_title").as_string(), "Villa Aljibe");
    EXPECT_EQ(tomorrow.at("property_town").as_string(), "Jávea");
    EXPECT_EQ(tomorrow.at("owner_name").as_string(), "Lucía Ferrer");
    EXPECT_EQ(tomorrow.at("starts_at").as_string(), "2026-06-19T10:00:00.000Z");
    EXPECT_TRUE(tomorrow.at("photo").is_null());
    EXPECT_EQ(reply.at("/items/1/preferred").as_array().size(), 2U);
}

TEST_F(AppointmentsApi, AClientSeesHisOwnInThreeTabs)
{
    add_three();
    auto const reply = app.sanne().get("/api/v1/portal/appointments");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(titles(reply.at("/upcoming")), (Titles{"Tomorrow", "Next week"}));
    EXPECT_EQ(titles(reply.at("/recent")), Titles{"Over"});
    EXPECT_EQ(titles(reply.at("/unconfirmed")), Titles{"Asked"});
    auto const rival = app.joost().get("/api/v1/portal/appointments");
    EXPECT_EQ(rival.body, R"({"upcoming":[],"recent":[],"unconfirmed":[]})");
}

TEST_F(AppointmentsApi, APhotoComesWithItsWidths)
{
    add(world::sanne, "Tomorrow", AppointmentStatus::confirmed, 24);
    app.database().write([](db::Tx& tx) {
        tx.run(
            R"(INSERT INTO photos (organization_id, id, property_id, position, kind, state, width, height, colour, variants, widths, created_at)
                  VALUES ($1, 7, $2, 0, 'photo', 'ready', 1600, 1200, '#aabbcc',
                          '[{"width": 480, "height": 360, "format": "webp", "sha256": "x", "size": 9}]', '[480]', 0))",
            world::vesper, world::villa);
        tx.run("UPDATE properties SET photo_id = 7 WHERE organization_id = $1 AND id = $2", world::vesper, world::villa);
    });
    auto const reply = app.marit().get(of_sanne);
    EXPECT_EQ(reply.text("/items/0/photo/id"), PhotoId{7}.text());
    EXPECT_EQ(reply.at("/items/0/photo/widths/0").as_int64(), 480);
}

TEST_F(AppointmentsApi, OthersAreTurnedAway)
{
    EXPECT_EQ(app.nobody().get(of_sanne).status, 401U);
    EXPECT_EQ(app.sanne().get(of_sanne).status, 401U);
    EXPECT_EQ(app.rival().get(of_sanne).status, 404U);
    EXPECT_EQ(app.nobody().get("/api/v1/portal/appointments").status, 401U);
    EXPECT_EQ(app.marit().get("/api/v1/portal/appointments").status, 401U);
}

TEST_F(AppointmentsApi, TheFirstPageOfThePortalKnowsTheNextOne)
{
    add_three();
    add(world::sanne, "Going on", AppointmentStatus::confirmed, 0);
    auto const home = app.sanne().get("/api/v1/portal/home");
    EXPECT_EQ(home.at("/counts/appointments").as_int64(), 3);
    EXPECT_EQ(home.text("/next_appointment/title"), "Going on");
    EXPECT_TRUE(app.joost().get("/api/v1/portal/home").at("/next_appointment").is_null());
}

} // namespace
} // namespace loggia::test
