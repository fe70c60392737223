// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/appointments/appointment.hpp"
#include "test/test_app.hpp"

// What a client is shown follows rights, scope and retention of the access (PRODUCT 5.8).
namespace loggia::portal_home {
namespace {

using test::Caller, test::Reply, test::TestApp;
namespace world = test::world;

std::string const home = "/api/v1/portal/home";
std::string const list = "/api/v1/portal/properties";

class PortalRights : public testing::Test {
protected:
    PortalRights()
    {
        app.database().write([](db::Tx& tx) {
            appointments::NewAppointment viewing;
            viewing.status = appointments::AppointmentStatus::confirmed;
            viewing.property_id = world::villa;
            viewing.owner_id = world::marit;
            viewing.title = "Viewing with Sanne";
            viewing.contact_id = world::sanne;
            viewing.starts_at = world::now + std::chrono::hours(24);
            appointments::add_appointment(tx, world::vesper, world::now, viewing);
            viewing.title = "Viewing with Mark";
            viewing.contact_id = world::mark;
            appointments::add_appointment(tx, world::vesper, world::now, viewing);
            viewing.title = "Long ago";
            viewing.contact_id = world::sanne;
            viewing.starts_at = world::now - std::chrono::hours(24 * 40);
            appointments::add_appointment(tx, world::vesper, world::now, viewing);
        });
    }

    void set_access(std::string const& columns) { app.sql("UPDATE accesses SET " + columns + " WHERE id = 1901"); }

    void put_into_one_company()
    {
        app.sql("INSERT INTO company_people (organization_id, company_id, contact_id) VALUES (1001, 1301, 1201), (1001, 1301, 1202)");
    }

    std::string add_photo(PropertyId property)
    {
        auto const file = app.services().files.put("a picture").sha256;
        app.sql("INSERT INTO photos (organization_id, id, property_id, position, kind, state, variants, created_at) VALUES (1001, 5001, " +
                std::to_string(property.value) + R"(, 0, 'photo', 'ready', '[{"width":480,"height":360,"format":"webp","sha256":")" + file +
                R"(","size":9}]', 0))");
        return "/api/v1/portal/photos/" + PhotoId{5001}.text() + "/480.webp";
    }

    TestApp app;
    Caller sanne = app.sanne();
};

} // namespace

TEST_F(PortalRights, WithoutTheRightToPropertiesTheHomeHasNone)
{
    set_access("rights_denied = 1");
    auto const reply = sanne.get(home);
    ASSERT_EQ(reply.status, 200u);
    EXPECT_EQ(reply.at("/properties").as_array().size(), 0u);
    EXPECT_EQ(reply.at("/to_review").as_array().size(), 0u);
    EXPECT_EQ(reply.at("/counts/to_review").as_int64(), 0);
    EXPECT_EQ(reply.at("/totals/to_review").as_int64(), 0);
    EXPECT_TRUE(reply.at("/news").is_null());
    EXPECT_EQ(reply.text("/agent/name"), "Marit Vesper");
    EXPECT_EQ(reply.at("/counts/appointments").as_int64(), 1);
    EXPECT_EQ(reply.text("/next_appointment/property_title"), "Villa Aljibe");
    EXPECT_TRUE(reply.at("/next_appointment/property_id").is_null());
    EXPECT_EQ(sanne.get(list).code(), "right_missing");
}

TEST_F(PortalRights, WithoutTheRightToAppointmentsTheHomeHasNone)
{
    set_access("level = 'basic'");
    auto const reply = sanne.get(home);
    EXPECT_EQ(reply.at("/counts/appointments").as_int64(), 0);
    EXPECT_TRUE(reply.at("/next_appointment").is_null());
    EXPECT_EQ(reply.at("/properties").as_array().size(), 1u);
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").code(), "right_missing");
}

TEST_F(PortalRights, OthersOfTheDealAreNamedOnlyToThoseWhoMaySeeThem)
{
    app.sql("INSERT INTO verdicts (organization_id, deal_id, property_id, contact_id, verdict, reasons, round, at) VALUES "
            "(1001, 1601, 1401, 1202, 'interested', '[]', 1, 1781776800000)");
    auto const page = list + "/" + world::villa.text();
    EXPECT_EQ(sanne.get(page).body.find("Mark"), std::string::npos);
    EXPECT_EQ(sanne.get(page).at("/others").as_array().size(), 0u);
    set_access("level = 'extended'");
    auto const reply = sanne.get(page);
    EXPECT_EQ(reply.text("/others/0/name"), "Mark Jansen");
    EXPECT_EQ(reply.text("/others/0/verdict"), "interested");
    EXPECT_EQ(reply.text("/status"), "to_review") << "her own word is her own";
    app.sql("UPDATE offers SET round = 2");
    EXPECT_TRUE(sanne.get(page).at("/others/0/verdict").is_null()) << "what was said in an earlier round counts no more";
    set_access("rights_denied = " + std::to_string(1 << 9));
    EXPECT_EQ(sanne.get(page).at("/others").as_array().size(), 0u);
}

TEST_F(PortalRights, TheCompanysAppointmentsAreSeenAndNamedByRight)
{
    put_into_one_company();
    auto const upcoming = [&] { return sanne.get("/api/v1/portal/appointments").at("/upcoming").as_array(); };
    EXPECT_EQ(upcoming().size(), 1u);
    set_access("company_scope = 2");
    ASSERT_EQ(upcoming().size(), 2u);
    EXPECT_EQ(sanne.get(home).at("/counts/appointments").as_int64(), 2);
    EXPECT_TRUE(upcoming()[1].at("contact_name").is_null());
    EXPECT_EQ(upcoming()[0].at("contact_name").as_string(), "Sanne de Wit");
    set_access("level = 'extended'");
    EXPECT_EQ(upcoming()[1].at("contact_name").as_string(), "Mark Jansen");
    EXPECT_EQ(sanne.get(list).at("/items").as_array().size(), 1u) << "properties were not opened";
}

TEST_F(PortalRights, WhatIsOlderThanTheRetentionIsNotShown)
{
    auto const photo = add_photo(world::villa);
    auto const page = list + "/" + world::villa.text();
    auto const shown = [&] { return sanne.get(list).at("/items").as_array().size(); };
    auto const recent = [&] { return sanne.get("/api/v1/portal/appointments").at("/recent").as_array().size(); };
    app.clock().advance(std::chrono::hours(24 * 10));
    EXPECT_EQ(shown(), 1u);
    EXPECT_EQ(recent(), 3u - 1u);
    app.sql("UPDATE portals SET retention_days = 9 WHERE id = 1701");
    EXPECT_EQ(shown(), 0u);
    EXPECT_EQ(recent(), 1u);
    EXPECT_EQ(sanne.get(home).at("/properties").as_array().size(), 0u);
    EXPECT_EQ(sanne.get(page).code(), "property_not_found");
    EXPECT_EQ(sanne.get(photo).code(), "photo_not_found");
    EXPECT_EQ(sanne.put(page + "/verdict", R"({"verdict": "interested"})").code(), "property_not_found");
    set_access("retention_days = 11");
    EXPECT_EQ(shown(), 1u) << "the access's own goes before the portal's";
    EXPECT_EQ(sanne.get(photo).status, 200u);
    set_access("retention_days = NULL");
    app.sql("UPDATE offers SET status_at = " + std::to_string(app.clock().now().milliseconds) + " WHERE property_id = 1401");
    EXPECT_EQ(shown(), 1u) << "it changed lately";
}

TEST_F(PortalRights, PhotosFollowTheScope)
{
    app.sql("DELETE FROM deal_contacts WHERE contact_id = 1201");
    put_into_one_company();
    auto const photo = add_photo(world::villa);
    EXPECT_EQ(sanne.get(photo).code(), "photo_not_found");
    set_access("company_scope = 1");
    EXPECT_EQ(sanne.get(photo).status, 200u);
    set_access("company_scope = 2");
    EXPECT_EQ(sanne.get(photo).code(), "photo_not_found");
}

TEST_F(PortalRights, WhoMaySeeNoHomesGetsNoMailAboutThem)
{
    set_access("rights_denied = 1");
    auto const offers = "/api/v1/deals/" + world::second_home.text() + "/properties";
    ASSERT_EQ(app.marit().post(offers, R"({"property_ids": [")" + world::finca.text() + R"("]})").status, 201u);
    app.clock().advance(std::chrono::minutes(5));
    app.run_jobs();
    EXPECT_TRUE(app.mails().empty());
}

} // namespace loggia::portal_home
