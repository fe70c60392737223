// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::portals {
namespace {

using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const portals = "/api/v1/portals";
std::string const own = portals + "/" + world::portal.text();
std::string const face = "/api/v1/public/portals/";

std::int64_t version_of(Reply const& reply)
{
    return reply.at("/version").as_int64();
}

} // namespace

TEST(PortalsApi, StaffSeeThePortalsOfTheirOrganizationOnly)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const reply = lucia.get(portals);
    ASSERT_EQ(reply.status, 200u);
    ASSERT_EQ(reply.at("/items").as_array().size(), 1u);
    EXPECT_EQ(reply.text("/items/0/slug"), "vesper-daal");
    EXPECT_EQ(reply.text("/items/0/address"), "https://portal.test/vesper-daal/");
    EXPECT_EQ(lucia.get(own).status, 200u);
    EXPECT_EQ(app.rival().get(own).code(), "portal_not_found");
}

TEST(PortalsApi, NobodyClientsAndAgentsMayNotChangePortals)
{
    TestApp app;
    EXPECT_EQ(app.nobody().get(portals).status, 401u);
    EXPECT_EQ(app.sanne().get(portals).status, 401u);
    auto lucia = app.lucia();
    EXPECT_EQ(lucia.post(portals, R"({"name": "Second"})").code(), "admin_only");
    EXPECT_EQ(lucia.patch(own, 1, R"({"name": "Other"})").code(), "admin_only");
    EXPECT_EQ(lucia.put(own + "/switch", R"({"enabled": false})").code(), "admin_only");
    EXPECT_EQ(lucia.put(own + "/slug", R"({"slug": "other"})").code(), "admin_only");
}

TEST(PortalsApi, ANewPortalIsOffAndTakesTheOrganizationsDetails)
{
    TestApp app;
    auto marit = app.marit();
    auto const reply = marit.post(portals, R"({"name": " Vesper & Daal "})");
    ASSERT_EQ(reply.status, 201u) << reply.body;
    EXPECT_EQ(reply.text("/name"), "Vesper & Daal");
    EXPECT_EQ(reply.text("/slug"), "vesper-daal-2");
    EXPECT_FALSE(reply.at("/enabled").as_bool());
    EXPECT_EQ(reply.text("/support_name"), "Vesper & Daal");
    EXPECT_EQ(app.nobody().get(face + "vesper-daal-2").code(), "portal_not_found");
    auto const id = PortalId::parse(reply.text("/id")).value();
    EXPECT_EQ(app.actions(id.value), std::vector<std::string>{"portal.created"});
}

TEST(PortalsApi, AnAddressThatIsTakenIsRefused)
{
    TestApp app;
    auto marit = app.marit();
    EXPECT_EQ(marit.post(portals, R"({"name": "Ours", "slug": "noordzee"})").code(), "slug_taken");
    EXPECT_EQ(marit.put(own + "/slug", R"({"slug": "noordzee"})").code(), "slug_taken");
    EXPECT_EQ(marit.put(own + "/slug", R"({"slug": "Not a slug"})").error_at("/slug"), "invalid_format");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM portals"), 2);
}

TEST(PortalsApi, AnOldAddressLeadsToThePresentOneAndCanBeTakenBack)
{
    TestApp app;
    auto marit = app.marit();
    ASSERT_EQ(marit.put(own + "/slug", R"({"slug": "home"})").text("/slug"), "home");
    EXPECT_EQ(app.nobody().get(face + "vesper-daal").text("/slug"), "home");
    EXPECT_EQ(app.nobody().get(face + "home").text("/slug"), "home");
    EXPECT_EQ(app.rival().put("/api/v1/portals/" + world::rival_portal.text() + "/slug", R"({"slug": "vesper-daal"})").code(),
              "slug_taken");
    EXPECT_EQ(marit.put(own + "/slug", R"({"slug": "vesper-daal"})").text("/slug"), "vesper-daal");
    EXPECT_EQ(app.actions(world::portal.value), (std::vector<std::string>{"portal.address_changed", "portal.address_changed"}));
}

TEST(PortalsApi, AChangeNeedsThePresentVersion)
{
    TestApp app;
    auto marit = app.marit();
    EXPECT_EQ(marit.patch(own, 0, R"({"name": "New"})").status, 428u);
    auto const changed = marit.patch(
        own, 1, R"({"tagline": "Homes by the sea", "primary_colour": "#1D4E89", "welcome": {"nl": "Welkom", "en": "Welcome"}})");
    ASSERT_EQ(changed.status, 200u) << changed.body;
    EXPECT_EQ(changed.text("/primary_colour"), "#1d4e89");
    EXPECT_EQ(version_of(changed), 2);
    EXPECT_EQ(marit.patch(own, 1, R"({"name": "New"})").code(), "changed_meanwhile");
    EXPECT_EQ(app.rival().patch(own, 2, R"({"name": "Ours"})").status, 404u);
    EXPECT_EQ(app.actions(world::portal.value), std::vector<std::string>{"portal.changed"});
}

TEST(PortalsApi, ABadChangeNamesTheField)
{
    TestApp app;
    auto marit = app.marit();
    EXPECT_EQ(marit.patch(own, 1, R"({"primary_colour": "green"})").error_at("/primary_colour"), "invalid_format");
    EXPECT_EQ(marit.patch(own, 1, R"({"name": ""})").status, 422u);
    EXPECT_EQ(marit.patch(own, 1, R"({"welcome": {"ru": "x"}})").error_at("/welcome/ru"), "language_unknown");
    EXPECT_EQ(marit.patch(own, 1, R"({"slug": "x"})").error_at("/slug"), "unknown_field");
    EXPECT_EQ(marit.patch(own, 1, "{").code(), "not_json");
}

TEST(PortalsApi, SwitchingOffEndsTheUseAtOnceAndOnBringsItBack)
{
    TestApp app;
    auto marit = app.marit();
    auto sanne = app.sanne();
    ASSERT_EQ(sanne.get("/api/v1/portal/home").status, 200u);
    auto const session = SessionId{app.count("SELECT id FROM sessions WHERE kind = 'client'")};
    auto const stream = app.services().hub.subscribe({world::vesper, session, world::sanne});

    ASSERT_FALSE(marit.put(own + "/switch", R"({"enabled": false})").at("/enabled").as_bool());
    EXPECT_TRUE(test::ends(*stream));
    EXPECT_EQ(sanne.get("/api/v1/portal/home").status, 401u);
    EXPECT_EQ(app.nobody().get(face + "vesper-daal").code(), "portal_not_found");
    EXPECT_EQ(app.nobody().get(face + "vesper-daal/theme.css").status, 404u);
    EXPECT_EQ(app.nobody().post(face + "vesper-daal/sessions", R"({"email": "sanne@example.com", "password": "x"})").code(),
              "portal_not_found");

    ASSERT_EQ(marit.put(own + "/switch", R"({"enabled": true})").status, 200u);
    EXPECT_EQ(sanne.get("/api/v1/portal/home").status, 200u);
    EXPECT_EQ(app.actions(world::portal.value).front(), "portal.switched_on");
}

TEST(PortalsApi, TheFaceSpeaksTheReadersLanguage)
{
    TestApp app;
    app.marit().patch(own, 1, R"({"welcome": {"nl": "Welkom", "en": "Welcome"}, "support_phone": "+31205550142"})");
    auto nobody = app.nobody();
    EXPECT_EQ(nobody.get(face + "vesper-daal", {{"Accept-Language", "nl-BE,nl;q=0.9"}}).text("/welcome"), "Welkom");
    EXPECT_EQ(nobody.get(face + "vesper-daal", {{"Accept-Language", "pl"}}).text("/welcome"), "Welcome");
    auto const reply = nobody.get(face + "vesper-daal?lang=nl");
    EXPECT_EQ(reply.text("/welcome"), "Welkom");
    EXPECT_EQ(reply.text("/organization_name"), "Vesper & Daal");
    EXPECT_EQ(reply.text("/support/phone"), "+31205550142");
    EXPECT_EQ(reply.at("/locales").as_array().size(), 10u);
    EXPECT_EQ(nobody.get(face + "unknown").code(), "portal_not_found");
}

TEST(PortalsApi, TheStyleSheetCarriesThePortalsColours)
{
    TestApp app;
    auto const reply = app.nobody().get(face + "vesper-daal/theme.css");
    ASSERT_EQ(reply.status, 200u);
    EXPECT_EQ(reply.header("content-type"), "text/css; charset=utf-8");
    EXPECT_NE(reply.body.find("--brand: #1c5642"), std::string::npos);
    EXPECT_EQ(app.nobody().get(face + "vesper-daal/theme.css", {{"If-None-Match", reply.header("etag")}}).status, 304u);
}

} // namespace loggia::portals
