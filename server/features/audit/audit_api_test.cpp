// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/activities/record.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

class AuditApi : public testing::Test {
protected:
    void record(Timestamp at, std::string const& action, std::string const& actor, std::int64_t actor_id = 1101, ContactId contact = {})
    {
        app.database().write([&](db::Tx& tx) {
            activities::record(tx, world::vesper, {activities::ActorKind::staff, actor_id, actor, "192.0.2.7"}, at,
                               {.action = action, .contact = contact, .detail = {{"text", "Keys at the office"}}});
        });
    }
    static std::vector<std::string> actions(Reply const& page)
    {
        std::vector<std::string> names;
        for (auto const& item : page.at("/items").as_array()) names.emplace_back(item.at("action").as_string());
        return names;
    }
    std::vector<std::string> found(std::string const& query) { return actions(marit.get("/api/v1/audit?" + query)); }

    TestApp app;
    Caller marit = app.marit();
};

using Names = std::vector<std::string>;

TEST_F(AuditApi, ShowsWhoWhatOnWhoseBehalfAndFromWhere)
{
    app.sql("UPDATE organizations SET impersonation = 'act' WHERE id = 1001");
    ASSERT_EQ(marit.post("/api/v1/contacts/" + world::sanne.text() + "/impersonations", "{\"portal_id\": \"" + world::portal.text() + "\"}")
                  .status,
              201U);
    ASSERT_EQ(marit.put("/api/v1/portal/properties/" + world::villa.text() + "/verdict", R"({"verdict": "interested"})").status / 100, 2U);
    auto const page = marit.get("/api/v1/audit");
    ASSERT_EQ(page.status, 200U) << page.body;
    EXPECT_EQ(page.text("/items/0/action"), "deal.property_interested");
    EXPECT_EQ(page.text("/items/0/category"), "data");
    EXPECT_EQ(page.text("/items/0/actor_name"), "Marit Vesper");
    EXPECT_EQ(page.text("/items/0/on_behalf_of_id"), world::sanne.text());
    EXPECT_EQ(page.text("/items/0/on_behalf_of_name"), "Sanne de Wit");
    EXPECT_EQ(page.text("/items/0/client_address"), "127.0.0.1");
    EXPECT_EQ(actions(page), (Names{"deal.property_interested", "impersonation.started", "staff.signed_in"}));
    EXPECT_EQ(page.text("/items/1/category"), "impersonation");
    EXPECT_TRUE(page.at("/items/1/on_behalf_of_id").is_null());
    EXPECT_TRUE(page.at("/next").is_null());
}

TEST_F(AuditApi, FiltersByCategoryActorContactAndTime)
{
    auto const at = [](int hours) { return world::now + std::chrono::hours(hours); };
    record(at(1), "access.invited", "Marit Vesper", 1101, world::sanne);
    record(at(2), "contact.updated", "Lucía Ferrer", 1102, world::mark);
    record(at(3), "account.email_changed", "Sanne de Wit", 1201, world::sanne);
    record(at(4), "portal.switched_off", "Lucía Ferrer", 1102);
    EXPECT_EQ(found("category=access"), Names{"access.invited"});
    EXPECT_EQ(found("category=safety"), Names{"account.email_changed"});
    EXPECT_EQ(found("category=settings"), Names{"portal.switched_off"});
    EXPECT_EQ(found("category=sign_in"), Names{"staff.signed_in"});
    EXPECT_EQ(found("category=data"), Names{"contact.updated"});
    EXPECT_EQ(found("category=impersonation"), Names{});
    EXPECT_EQ(found("actor=" + world::lucia.text()), (Names{"portal.switched_off", "contact.updated"}));
    EXPECT_EQ(found("actor=" + world::lucia.text() + "&category=settings"), Names{"portal.switched_off"});
    EXPECT_EQ(found("contact=" + world::sanne.text()), (Names{"account.email_changed", "access.invited"}));
    EXPECT_EQ(found("contact=" + world::sanne.text() + "&actor=" + world::marit.text()), Names{"access.invited"});
    EXPECT_EQ(found("from=" + to_string(at(2)) + "&to=" + to_string(at(4))), (Names{"account.email_changed", "contact.updated"}));
    EXPECT_EQ(found("q=lucia%20OFFICE"), (Names{"portal.switched_off", "contact.updated"}));
    EXPECT_EQ(found("q=wit&category=access"), Names{"access.invited"});
    EXPECT_EQ(found("q=192.0.2.7").size(), 4U);
    EXPECT_EQ(found("q=nothing"), Names{});
    for (auto const* wrong : {"category=other", "actor=x", "from=yesterday", "after=x", "limit=0", "limit=101", "unknown=1"})
        EXPECT_EQ(marit.get(std::string("/api/v1/audit?") + wrong).status, 422U) << wrong;
}

TEST_F(AuditApi, EveryEntryStandsOnOnePageOnly)
{
    for (int i = 0; i < 25; ++i)
        record(world::now + std::chrono::seconds(i / 3), i % 2 ? "access.invited" : "contact.updated", "Marit Vesper");
    std::vector<std::string> const filters = {"", "&q=marit", "&category=access", "&to=" + to_string(world::now + std::chrono::seconds(6))};
    for (auto const& filter : filters) {
        std::set<std::string> seen;
        std::string after;
        std::size_t count = 0;
        std::string last_at = "9";
        do {
            auto const page = marit.get("/api/v1/audit?limit=4" + filter + (after.empty() ? "" : "&after=" + after));
            ASSERT_EQ(page.status, 200U) << page.body;
            for (auto const& item : page.at("/items").as_array()) {
                EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second);
                EXPECT_LE(std::string(item.at("at").as_string()), last_at);
                last_at = std::string(item.at("at").as_string());
                ++count;
            }
            after = page.at("/next").is_null() ? "" : page.text("/next");
        } while (!after.empty());
        EXPECT_EQ(count, filter.empty() || filter == "&q=marit" ? 26U : filter == "&category=access" ? 12U : 19U) << filter;
    }
}

TEST_F(AuditApi, ASearchLooksThroughABoundedNumberAndGoesOnFromThere)
{
    app.sql(R"(
        INSERT INTO activities (organization_id, id, at, action, actor_kind, actor_name, detail)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
        SELECT 1001, i, i, 'contact.updated', 'staff', 'Somebody', '{}' FROM n
    )");
    record(Timestamp{0}, "contact.updated", "Oldest of all");
    auto const first = marit.get("/api/v1/audit?q=oldest");
    EXPECT_TRUE(first.at("/items").as_array().empty());
    ASSERT_TRUE(first.at("/next").is_string()) << "there is more to look through";
    auto const second = marit.get("/api/v1/audit?q=oldest&after=" + first.text("/next"));
    EXPECT_EQ(second.at("/items").as_array().size(), 1U);
    EXPECT_TRUE(second.at("/next").is_null());
}

TEST_F(AuditApi, IsExportedAsATableAndTheExportIsOnRecord)
{
    record(world::now + std::chrono::hours(1), "contact.note_added", "=cmd|' /C calc'!A0");
    auto const reply = marit.get("/api/v1/audit/export.csv?category=data");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_EQ(reply.header("content-disposition"), "attachment; filename=\"audit-2026-06-18.csv\"");
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_TRUE(reply.body.starts_with("\xEF\xBB\xBF\"time\"")) << reply.body;
    EXPECT_NE(reply.body.find("\"'=cmd|' /C calc'!A0\""), std::string::npos) << reply.body;
    EXPECT_EQ(reply.body.find("staff.signed_in"), std::string::npos) << "of another category";
    auto const page = marit.get("/api/v1/audit");
    EXPECT_EQ(page.text("/items/0/action"), "contact.note_added") << "an hour ahead of the clock";
    EXPECT_EQ(page.text("/items/1/action"), "audit.exported");
    EXPECT_EQ(page.text("/items/1/detail/entries"), "1");
    EXPECT_EQ(page.text("/items/1/detail/filter"), "category data");
    EXPECT_EQ(page.text("/items/1/category"), "safety");
    EXPECT_EQ(marit.call("GET", "/api/v1/audit/export.csv", "", {{"Sec-Fetch-Site", "cross-site"}}).code(), "cross_site");
    EXPECT_EQ(marit.get("/api/v1/audit/export.csv?limit=5").status, 422U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'audit.exported'"), 1);
}

TEST_F(AuditApi, IsForAdministratorsOfTheOrganization)
{
    record(world::now, "contact.updated", "Marit Vesper", 1101, world::sanne);
    for (auto const* path : {"/api/v1/audit", "/api/v1/audit/export.csv"}) {
        EXPECT_EQ(app.lucia().get(path).code(), "admin_only") << path;
        EXPECT_EQ(app.sanne().get(path).status, 401U) << path;
        auto rival = app.rival();
        auto const theirs = rival.get(path);
        EXPECT_EQ(theirs.status, 200U) << path;
        for (auto const* text : {"Marit", "Sanne", "contact.updated"})
            EXPECT_EQ(theirs.body.find(text), std::string::npos) << path << " " << text;
        EXPECT_EQ(rival.get(path + std::string("?contact=") + world::sanne.text()).body.find("Sanne"), std::string::npos) << path;
    }
}

TEST_F(AuditApi, WhatWasRecordedStaysAsItWas)
{
    record(world::now, "contact.updated", "Marit Vesper");
    EXPECT_THROW(app.sql("UPDATE activities SET actor_name = 'Somebody else'"), std::exception);
    EXPECT_THROW(app.sql("DELETE FROM activities WHERE action = 'contact.updated'"), std::exception);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE actor_name = 'Marit Vesper' AND action = 'contact.updated'"), 1);
}

} // namespace
} // namespace loggia::test
