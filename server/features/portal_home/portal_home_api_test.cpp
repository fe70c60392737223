// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::portal_home {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;
using Texts = std::vector<std::string>;

std::string const home = "/api/v1/portal/home";
std::string const list = "/api/v1/portal/properties";
std::string page(PropertyId property)
{
    return list + "/" + property.text();
}

Reply say(Caller& caller, PropertyId property, std::string const& verdict, std::string const& more = "")
{
    return caller.put(page(property) + "/verdict", R"({"verdict": ")" + verdict + R"(")" + more + "}");
}

void offer(TestApp& app, PropertyId property)
{
    auto const reply = app.marit().post("/api/v1/deals/" + world::second_home.text() + "/properties",
                                        R"({"property_ids": [")" + property.text() + R"("]})");
    if (reply.status != 201) throw std::runtime_error(reply.body);
}

void describe(TestApp& app, std::string const& language, std::string const& text)
{
    app.sql("INSERT INTO property_descriptions (organization_id, property_id, language, text) VALUES (" +
            std::to_string(world::vesper.value) + ", " + std::to_string(world::villa.value) + ", '" + language + "', '" + text + "')");
}

} // namespace

TEST(PortalHomeApi, TheHomeShowsWhatIsOffered)
{
    TestApp app;
    auto sanne = app.sanne();
    auto const reply = sanne.get(home);
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.at("/counts/to_review").as_int64(), 1);
    EXPECT_EQ(reply.at("/counts/reviewed").as_int64(), 0);
    EXPECT_EQ(reply.text("/agent/name"), "Marit Vesper");
    EXPECT_EQ(reply.text("/news/by"), "Marit Vesper");
    EXPECT_EQ(reply.at("/news/count").as_int64(), 1);
    EXPECT_EQ(reply.text("/to_review/0/title"), "Villa Aljibe");
    EXPECT_EQ(reply.at("/to_review/0/price/amount").as_int64(), 128'500'000);
    EXPECT_TRUE(reply.at("/to_review/0/is_new").as_bool());
    EXPECT_EQ(reply.at("/properties").as_array().size(), 1u);
    EXPECT_EQ(reply.text("/deals/0/title"), "Second home by the sea");
    EXPECT_EQ(reply.text("/deals/0/stages/0/state"), "current");
    EXPECT_EQ(reply.text("/deals/0/stages/1/state"), "ahead");
}

TEST(PortalHomeApi, NewsGrowOldAfterAWeek)
{
    TestApp app;
    app.clock().advance(std::chrono::hours(24 * 8));
    auto const reply = app.sanne().get(home);
    EXPECT_TRUE(reply.at("/news").is_null());
    EXPECT_FALSE(reply.at("/properties/0/is_new").as_bool());
    EXPECT_EQ(reply.at("/counts/to_review").as_int64(), 1);
}

TEST(PortalHomeApi, NobodyStaffAndRivalsAreKeptOut)
{
    TestApp app;
    for (auto const& path : {home, list, page(world::villa)}) {
        EXPECT_EQ(app.nobody().get(path).code(), "sign_in_required") << path;
        EXPECT_EQ(app.marit().get(path).status, 401u) << path;
    }
    auto joost = app.joost();
    EXPECT_EQ(joost.get(page(world::villa)).code(), "property_not_found");
    EXPECT_EQ(say(joost, world::villa, "interested").code(), "property_not_found");
    EXPECT_EQ(joost.put(page(world::villa) + "/favourite", R"({"favourite": true})").code(), "property_not_found");
    EXPECT_EQ(joost.post(page(world::villa) + "/sight").code(), "property_not_found");
    EXPECT_EQ(joost.get(home).body.find("Aljibe"), std::string::npos);
    EXPECT_EQ(joost.get(home).text("/properties/0/id"), world::rival_flat.text());
}

TEST(PortalHomeApi, WhatIsNotOfferedIsNotFound)
{
    TestApp app;
    auto sanne = app.sanne();
    EXPECT_EQ(sanne.get(page(world::finca)).code(), "property_not_found");
    EXPECT_EQ(sanne.get(page(world::rival_flat)).code(), "property_not_found");
    EXPECT_EQ(sanne.get(list + "/nonsense").status, 404u);
    EXPECT_EQ(say(sanne, world::finca, "interested").code(), "property_not_found");
    offer(app, world::finca);
    EXPECT_EQ(sanne.get(page(world::finca)).status, 200u);
    app.sql("DELETE FROM deal_contacts WHERE contact_id = " + std::to_string(world::sanne.value));
    EXPECT_EQ(sanne.get(page(world::finca)).status, 404u);
    EXPECT_TRUE(sanne.get(home).at("/properties").as_array().empty());
}

TEST(PortalHomeApi, ThePageIsInTheClientsLanguage)
{
    TestApp app;
    auto sanne = app.sanne();
    app.sql("DELETE FROM property_descriptions");
    EXPECT_TRUE(sanne.get(page(world::villa)).at("/description").is_null());
    describe(app, "es", "Una villa");
    EXPECT_EQ(sanne.get(page(world::villa)).text("/description"), "Una villa");
    describe(app, "en", "A villa");
    EXPECT_EQ(sanne.get(page(world::villa)).text("/description"), "A villa");
    describe(app, "nl", "Een villa");
    auto const reply = sanne.get(page(world::villa));
    EXPECT_EQ(reply.text("/description"), "Een villa");
    EXPECT_EQ(reply.text("/description_language"), "nl");
    EXPECT_EQ(reply.text("/offered_by_name"), "Marit Vesper");
    EXPECT_EQ(reply.text("/features/0"), "pool");
    EXPECT_TRUE(reply.at("/may_judge").as_bool());
}

TEST(PortalHomeApi, AVerdictShowsAtOnceAndStandsOnTheTimelines)
{
    TestApp app;
    auto sanne = app.sanne();
    auto const stream = app.services().hub.subscribe({world::vesper, SessionId{1}, std::nullopt});
    auto const reply = say(sanne, world::villa, "interested");
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.text("/status"), "interested");
    EXPECT_EQ(reply.text("/changes/0/status"), "to_review");
    EXPECT_EQ(reply.text("/changes/1/status"), "interested");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "deal.property_interested");
    EXPECT_EQ(app.actions(world::second_home.value).front(), "deal.property_interested");
    EXPECT_EQ(sanne.get(home).at("/totals/interested").as_int64(), 1);
    EXPECT_EQ(sanne.get(home).at("/counts/reviewed").as_int64(), 1);
}

TEST(PortalHomeApi, ARejectionNeedsAReason)
{
    TestApp app;
    auto sanne = app.sanne();
    EXPECT_EQ(say(sanne, world::villa, "rejected").code(), "reasons_required");
    EXPECT_EQ(say(sanne, world::villa, "rejected", R"(, "reasons": ["ghosts"])").error_at("/reasons/0"), "not_allowed");
    EXPECT_EQ(say(sanne, world::villa, "approved").code(), "verdict_closed");
    EXPECT_EQ(say(sanne, world::villa, "maybe").error_at("/verdict"), "not_allowed");
    auto const reply = say(sanne, world::villa, "rejected", R"(, "reasons": ["price", "size"], "comment": "Too big")");
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.at("/reasons").as_array().size(), 2u);
    EXPECT_EQ(reply.text("/comment"), "Too big");
}

TEST(PortalHomeApi, TheVerdictOfAnotherContactIsNotShown)
{
    TestApp app;
    auto mark = app.nobody();
    mark.post("/api/v1/public/portals/vesper-daal/sessions", R"({"email": "mark@example.com", "password": "Loggia-demo-1"})");
    mark.put("/api/v1/portal/password", R"({"current_password": "Loggia-demo-1", "new_password": "Zee-kraal-48-duin"})");
    ASSERT_EQ(say(mark, world::villa, "rejected", R"(, "reasons": ["other"], "comment": "Sanne must not read this")").status, 200u);
    auto const reply = app.sanne().get(page(world::villa));
    EXPECT_EQ(reply.text("/status"), "to_review");
    EXPECT_EQ(reply.at("/changes").as_array().size(), 1u);
    EXPECT_EQ(reply.body.find("must not"), std::string::npos);
}

TEST(PortalHomeApi, AFavouriteIsKeptPerContact)
{
    TestApp app;
    auto sanne = app.sanne();
    EXPECT_TRUE(sanne.put(page(world::villa) + "/favourite", R"({"favourite": true})").at("/favourite").as_bool());
    EXPECT_EQ(sanne.get(list + "?favourite=true").at("/items").as_array().size(), 1u);
    EXPECT_FALSE(sanne.put(page(world::villa) + "/favourite", R"({"favourite": false})").at("/favourite").as_bool());
    EXPECT_EQ(sanne.get(list + "?favourite=true").at("/items").as_array().size(), 0u);
    EXPECT_EQ(sanne.put(page(world::villa) + "/favourite", R"({"favourite": 1})").error_at("/favourite"), "not_boolean");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "property.unfavourited");
}

TEST(PortalHomeApi, ARatingIsTheClientsOwn)
{
    TestApp app;
    auto sanne = app.sanne();
    auto const rate = [&](Caller& caller, std::string const& body) { return caller.put(page(world::villa) + "/rating", body); };
    auto const rated = rate(sanne, R"({"stars": 4})");
    ASSERT_EQ(rated.status, 200u) << rated.body;
    EXPECT_EQ(rated.at("/stars").as_int64(), 4);
    EXPECT_EQ(sanne.get(list).at("/items/0/stars").as_int64(), 4);
    for (auto const* body : {R"({"stars": 0})", R"({"stars": 6})", R"({"stars": 3.5})", R"({"stars": "4"})", "{}"}) {
        auto const refused = rate(sanne, body);
        EXPECT_EQ(refused.status, 422u) << body;
        EXPECT_NE(refused.error_at("/stars"), "") << body;
    }
    EXPECT_TRUE(rate(sanne, R"({"stars": null})").at("/stars").is_null());
    EXPECT_EQ(app.actions(world::sanne.value).front(), "property.rating_removed");
    auto joost = app.joost();
    EXPECT_EQ(rate(joost, R"({"stars": 1})").code(), "property_not_found");
    auto marit = app.marit();
    EXPECT_EQ(rate(marit, R"({"stars": 1})").status, 401u);
}

TEST(PortalHomeApi, ThePageTellsOfPriceAndStatus)
{
    TestApp app;
    auto marit = app.marit();
    auto sanne = app.sanne();
    auto const patch = [&](int version, char const* body) {
        return marit.patch("/api/v1/properties/" + world::villa.text(), version, body).status;
    };
    EXPECT_EQ(patch(1, R"({"price": {"amount": 119500000, "currency": "EUR"}})"), 200u);
    app.clock().advance(std::chrono::hours(24 * 80));
    marit = app.marit();
    sanne = app.sanne();
    EXPECT_EQ(patch(2, R"({"status": "under_offer", "price": null})"), 200u);
    auto const told = sanne.get(page(world::villa));
    ASSERT_EQ(told.at("/market_changes").as_array().size(), 3u) << told.body;
    EXPECT_EQ(told.text("/market_changes/0/kind"), "status");
    EXPECT_EQ(told.text("/market_changes/0/status_from"), "available");
    EXPECT_EQ(told.text("/market_changes/0/status_to"), "under_offer");
    EXPECT_TRUE(told.at("/market_changes/1/price_to").is_null()) << "on request";
    EXPECT_EQ(told.at("/market_changes/2/price_from/amount").as_int64(), 128'500'000);
    EXPECT_EQ(told.at("/market_changes/2/price_to/amount").as_int64(), 119'500'000);
    app.clock().advance(std::chrono::hours(24 * 11));
    auto later = app.sanne();
    EXPECT_EQ(later.get(page(world::villa)).at("/market_changes").as_array().size(), 2u) << "the first is 91 days old";
}

TEST(PortalHomeApi, TheListPagesThroughAllProperties)
{
    TestApp app;
    app.clock().advance(std::chrono::minutes(1));
    offer(app, world::finca);
    auto sanne = app.sanne();
    auto const first = sanne.get(list + "?limit=1");
    ASSERT_EQ(first.text("/items/0/id"), world::finca.text());
    auto const second = sanne.get(list + "?limit=1&after=" + first.text("/next"));
    EXPECT_EQ(second.text("/items/0/id"), world::villa.text());
    EXPECT_TRUE(second.at("/next").is_null());
    EXPECT_EQ(sanne.get(list + "?status=viewed").at("/items").as_array().size(), 0u);
    EXPECT_EQ(sanne.get(list + "?after=" + world::rival_flat.text()).code(), "invalid_cursor");
    EXPECT_EQ(sanne.get(list + "?limit=101").status, 422u);
}

TEST(PortalHomeApi, TheFirstSightIsRecordedOnce)
{
    TestApp app;
    auto sanne = app.sanne();
    ASSERT_EQ(sanne.post(page(world::villa) + "/sight").status, 204u);
    ASSERT_EQ(sanne.post(page(world::villa) + "/sight").status, 204u);
    EXPECT_EQ(app.actions(world::sanne.value), (Texts{"portal.property_seen", "portal.signed_in"}));
    EXPECT_EQ(app.actions(world::villa.value), Texts{"portal.property_seen"});
}

TEST(PortalHomeApi, PhotosAreServedToThoseTheyAreOfferedTo)
{
    TestApp app;
    auto const file = app.services().files.put("not really a picture, but stored as one");
    app.sql(
        "INSERT INTO photos (organization_id, id, property_id, position, kind, state, sha256, width, height, variants, widths, created_at) "
        "VALUES (" +
        std::to_string(world::vesper.value) + ", 5001, " + std::to_string(world::villa.value) + ", 0, 'photo', 'ready', 'x', 1600, 1200, " +
        R"('[{"width":480,"height":360,"format":"webp","sha256":")" + file.sha256 + R"(","size":1}]', '[480]', 0))");
    app.sql("UPDATE properties SET photo_id = 5001 WHERE id = " + std::to_string(world::villa.value));
    auto const path = "/api/v1/portal/photos/" + PhotoId{5001}.text() + "/480.webp";
    auto sanne = app.sanne();
    auto const reply = sanne.get(path);
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_NE(reply.header("cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(sanne.get(home).at("/properties/0/photo/widths/0").as_int64(), 480);
    EXPECT_EQ(sanne.get(page(world::villa)).at("/photos").as_array().size(), 1u);
    EXPECT_EQ(app.joost().get(path).status, 404u);
    EXPECT_EQ(app.nobody().get(path).status, 401u);
    app.sql("UPDATE photos SET property_id = " + std::to_string(world::finca.value));
    EXPECT_EQ(sanne.get(path).code(), "photo_not_found");
}

} // namespace loggia::portal_home
