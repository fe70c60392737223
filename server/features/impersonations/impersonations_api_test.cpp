// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/live_stream.hpp"

namespace loggia::test {
namespace {

class ImpersonationsApi : public testing::Test {
protected:
    static std::string path(ContactId contact) { return "/api/v1/contacts/" + contact.text() + "/impersonations"; }
    static std::string body(PortalId portal = world::portal) { return "{\"portal_id\": \"" + portal.text() + "\"}"; }
    static std::string verdict_path() { return "/api/v1/portal/properties/" + world::villa.text() + "/verdict"; }

    Reply start(Caller& staff, ContactId contact = world::sanne) { return staff.post(path(contact), body()); }
    void allow(char const* policy) { app.sql("UPDATE organizations SET impersonation = '" + std::string(policy) + "' WHERE id = 1001"); }
    std::int64_t last_sign_in() { return app.count("SELECT COALESCE(last_sign_in_at, 0) FROM contacts WHERE id = 1201"); }
    std::int64_t looks() { return app.count("SELECT COUNT(*) FROM sessions WHERE impersonator_id IS NOT NULL"); }

    TestApp app;
    Caller marit = app.marit();
};

TEST_F(ImpersonationsApi, StaffSeeThePortalAsTheClientDoes)
{
    auto const reply = start(marit);
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/address"), "/vesper-daal/");
    EXPECT_EQ(reply.text("/mode"), "read_only");
    EXPECT_EQ(reply.text("/ends_at"), to_string(world::now + std::chrono::hours(1)));
    auto const cookie = reply.header("set-cookie");
    EXPECT_TRUE(cookie.starts_with("loggia_portal=")) << cookie;
    EXPECT_NE(cookie.find("; Max-Age=3600"), std::string::npos) << cookie;
    auto sanne = app.sanne();
    EXPECT_EQ(marit.get("/api/v1/portal/home").body, sanne.get("/api/v1/portal/home").body);
    EXPECT_EQ(marit.get("/api/v1/portal/profile").status, 200U);
    EXPECT_EQ(app.actions(world::sanne.value).at(1), "impersonation.started");
    EXPECT_EQ(
        app.count("SELECT COUNT(*) FROM activities WHERE action = 'impersonation.started' AND actor_kind = 'staff' AND actor_id = 1101 "
                  "AND contact_id = 1201 AND client_address = '127.0.0.1' AND detail LIKE '%read_only%'"),
        1);
    EXPECT_EQ(sanne.get("/api/v1/portal/sessions").at("/items").as_array().size(), 1U) << "not among the client's own sessions";
}

TEST_F(ImpersonationsApi, ReadOnlyLetsNothingBeChanged)
{
    ASSERT_EQ(start(marit).status, 201U);
    auto const reply = marit.put(verdict_path(), R"({"verdict": "interested"})");
    EXPECT_EQ(reply.status, 403U);
    EXPECT_EQ(reply.code(), "impersonation_read_only");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM offers WHERE status <> 'to_review'"), 0);
}

TEST_F(ImpersonationsApi, WhereStaffMayActEachActIsTheirsOnBehalfOfTheContact)
{
    allow("act");
    ASSERT_EQ(start(marit).text("/mode"), "act");
    auto const reply = marit.put(verdict_path(), R"({"verdict": "interested"})");
    ASSERT_EQ(reply.status / 100, 2U) << reply.body;
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'deal.property_interested' AND actor_kind = 'staff' AND actor_id = "
                        "1101 AND on_behalf_of_id = 1201 AND on_behalf_of_name = 'Sanne de Wit'"),
              1);
    auto const entry = marit.get("/api/v1/contacts/" + world::sanne.text() + "/timeline");
    EXPECT_EQ(entry.text("/items/0/actor_name"), "Marit Vesper");
    EXPECT_EQ(entry.text("/items/0/on_behalf_of_name"), "Sanne de Wit");
}

TEST_F(ImpersonationsApi, WhatIsForThePersonsOwnHandsStaysClosed)
{
    allow("act");
    ASSERT_EQ(start(marit).status, 201U);
    std::vector<std::array<std::string, 3>> const acts = {
        {"PUT", "/api/v1/portal/password", R"({"current_password": "Loggia-demo-1", "new_password": "Nieuw-wachtwoord-2"})"},
        {"PUT", "/api/v1/portal/locale", R"({"locale": "de"})"},
        {"PUT", "/api/v1/portal/tour", R"({"state": "done"})"},
        {"PATCH", "/api/v1/portal/profile", R"({"first_name": "X"})"},
        {"PUT", "/api/v1/portal/profile/photo", "no picture"},
        {"DELETE", "/api/v1/portal/profile/photo", ""},
        {"POST", "/api/v1/portal/email-changes", R"({"email": "thief@example.com"})"},
        {"POST", "/api/v1/portal/phone-changes", R"({"phone": "+31612345678"})"},
        {"DELETE", "/api/v1/portal/phone", ""},
        {"DELETE", "/api/v1/portal/sessions", ""},
    };
    for (auto const& [verb, path, body] : acts) {
        auto const reply = marit.call(verb, path, body, {{"If-Match", "\"1\""}});
        EXPECT_EQ(reply.status, 403U) << verb << " " << path << ": " << reply.body;
        EXPECT_EQ(reply.code(), "impersonation_never") << verb << " " << path;
    }
    for (auto const& route : app.app().router().routes()) {
        bool const changes_account = route.pattern.starts_with("/api/v1/portal/") && route.verb != http::Verb::get;
        for (auto const* part : {"password", "passkey", "email", "phone", "profile", "sessions", "consent", "tour", "locale"})
            if (changes_account && route.pattern.find(part) != std::string::npos) {
                EXPECT_TRUE(route.access.is_own_hands()) << route.pattern;
            }
    }
}

TEST_F(ImpersonationsApi, NoMarkOfTheClientIsTouched)
{
    auto const before = last_sign_in();
    ASSERT_EQ(start(marit).status, 201U);
    marit.get("/api/v1/portal/home");
    EXPECT_EQ(marit.post("/api/v1/portal/properties/" + world::villa.text() + "/sight").code(), "impersonation_read_only");
    for (int i = 0; i < 3; ++i) {
        app.clock().advance(std::chrono::minutes(19));
        EXPECT_EQ(marit.get("/api/v1/portal/session").status, 200U);
    }
    EXPECT_EQ(last_sign_in(), before);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM property_sights"), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accesses WHERE id = 1901 AND last_sign_in_at IS NOT NULL"), 0);
    app.clock().advance(std::chrono::minutes(4));
    EXPECT_EQ(marit.get("/api/v1/portal/session").status, 401U) << "an hour, however much it is used";
}

TEST_F(ImpersonationsApi, LeavingItLeavesTheStaffSession)
{
    ASSERT_EQ(start(marit).status, 201U);
    EXPECT_EQ(marit.remove("/api/v1/portal/session").status, 204U);
    EXPECT_EQ(marit.get("/api/v1/portal/session").status, 401U);
    EXPECT_EQ(marit.get("/api/v1/session").status, 200U);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "impersonation.ended");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'impersonation.ended' AND actor_id = 1101 AND contact_id = 1201"),
              1);
}

TEST_F(ImpersonationsApi, ItEndsWithTheStaffSessionABlockAndARemoval)
{
    auto const access = "/api/v1/accesses/" + world::sanne_access.text();
    auto admin = app.marit();
    std::vector<std::pair<char const*, std::function<void(Caller&)>>> const ways = {
        {"signing out", [](Caller& staff) { staff.remove("/api/v1/session"); }},
        {"a session ended from elsewhere", [&](Caller&) { admin.remove("/api/v1/sessions"); }},
        {"a block", [&](Caller&) { admin.put(access + "/block", R"({"blocked": true})"); }},
        {"a removal", [&](Caller&) { admin.remove(access); }},
    };
    std::int64_t ended = 0;
    for (auto const& [name, end] : ways) {
        SCOPED_TRACE(name);
        admin.put(access + "/block", R"({"blocked": false})");
        auto staff = app.marit();
        ASSERT_EQ(start(staff).status, 201U);
        auto stream = LiveStream::of_client(app.port_of_another_node(), staff);
        end(staff);
        stream.rest();
        EXPECT_EQ(staff.get("/api/v1/portal/session").status, 401U);
        EXPECT_EQ(looks(), 0);
        EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'impersonation.ended'"), ++ended);
    }
}

TEST_F(ImpersonationsApi, OneThatRanOutIsRecordedByTheSweep)
{
    ASSERT_EQ(start(marit).status, 201U);
    app.clock().advance(std::chrono::minutes(61));
    app.services().jobs.run_periodic();
    EXPECT_EQ(looks(), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'impersonation.ended'"), 1);
}

TEST_F(ImpersonationsApi, OnlyWhoManagesTheContactAndOnlyWhereThereIsSomethingToSee)
{
    auto lucia = app.lucia();
    auto const not_hers = start(lucia);
    EXPECT_EQ(not_hers.status, 403U);
    EXPECT_EQ(not_hers.code(), "owner_or_admin_only");
    EXPECT_EQ(app.rival().post(path(world::sanne), body()).status, 404U);
    EXPECT_EQ(app.sanne().post(path(world::sanne), body()).status, 401U);
    EXPECT_EQ(marit.post(path(world::sanne), R"({"portal_id": "x"})").status, 422U);
    EXPECT_EQ(marit.post(path(world::sanne), body(world::rival_portal)).error_at("/portal_id"), "portal_not_found");
    EXPECT_EQ(start(marit, world::added).code(), "not_invited_or_active");
    EXPECT_EQ(start(marit, world::mark).status, 201U) << "invited is enough";
    app.sql("UPDATE accesses SET state = 'blocked' WHERE id = 1901");
    EXPECT_EQ(start(marit).code(), "not_invited_or_active");
    app.sql("UPDATE accesses SET state = 'active' WHERE id = 1901; UPDATE portals SET enabled = 0 WHERE id = 1701");
    EXPECT_EQ(start(marit).code(), "portal_off");
    app.sql("UPDATE portals SET enabled = 1 WHERE id = 1701");
    allow("off");
    auto const off = start(marit);
    EXPECT_EQ(off.status, 403U);
    EXPECT_EQ(off.code(), "impersonation_off");
    app.clock().advance(std::chrono::hours(73));
    allow("read_only");
    EXPECT_EQ(start(marit, world::mark).code(), "not_invited_or_active") << "the invitation is over";
}

TEST_F(ImpersonationsApi, AnotherLookEndsTheOneBefore)
{
    ASSERT_EQ(start(marit).status, 201U);
    ASSERT_EQ(start(marit, world::mark).status, 201U);
    EXPECT_EQ(looks(), 1);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "impersonation.ended");
    EXPECT_EQ(marit.get("/api/v1/portal/session").text("/contact/first_name"), "Mark");
}

} // namespace
} // namespace loggia::test
