// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/live_stream.hpp"

namespace loggia::test {
namespace {

class SessionsApi : public testing::Test {
protected:
    static std::string password_change(std::string const& fresh)
    {
        return R"({"current_password": "Loggia-demo-1", "new_password": ")" + fresh + "\"}";
    }
    // The write that prolongs comes behind the answer.
    void settle()
    {
        auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (app.count("SELECT MAX(last_used_at) FROM sessions") < app.clock().now().milliseconds)
            ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }

    TestApp app;
};

TEST_F(SessionsApi, WhateverEndsASessionOfStaffEndsItsStreamsOnEveryNode)
{
    auto const other_node = app.port_of_another_node();
    std::vector<std::pair<char const*, std::function<void(Caller&, Caller&)>>> const ways = {
        {"signing out", [](Caller& there, Caller&) { there.remove("/api/v1/session"); }},
        {"ending all others", [](Caller&, Caller& here) { here.remove("/api/v1/sessions"); }},
        {"ending it",
         [](Caller& there, Caller& here) {
             auto const list = here.get("/api/v1/sessions");
             for (auto const& session : list.at("/items").as_array())
                 if (!session.at("current").as_bool()) here.remove("/api/v1/sessions/" + std::string(session.at("id").as_string()));
             EXPECT_EQ(there.get("/api/v1/session").status, 401U);
         }},
        {"a new password", [](Caller&, Caller& here) { here.put("/api/v1/session/password", password_change("Nieuw-wachtwoord-2")); }},
    };
    for (auto const& [name, end] : ways) {
        SCOPED_TRACE(name);
        auto there = app.marit();
        auto stream = LiveStream::of_staff(other_node, there);
        auto here = app.marit();
        auto own_stream = LiveStream::of_staff(other_node, here);
        end(there, here);
        stream.rest();
        EXPECT_EQ(here.get("/api/v1/session").status, 200U);
        ASSERT_EQ(here.post("/api/v1/contacts/" + world::sanne.text() + "/notes", R"({"text": "Called"})").status, 201U);
        while (own_stream.event().find("contact.note_added") == std::string::npos) {
        }
        here.remove("/api/v1/session");
        own_stream.rest();
    }
}

TEST_F(SessionsApi, WhateverShutsAClientOutEndsItsStreamsOnEveryNode)
{
    auto const other_node = app.port_of_another_node();
    auto marit = app.marit();
    auto const access = "/api/v1/accesses/" + world::sanne_access.text();
    auto const switch_path = "/api/v1/portals/" + world::portal.text() + "/switch";
    std::vector<std::pair<char const*, std::function<void(Caller&)>>> const ways = {
        {"signing out", [](Caller& sanne) { sanne.remove("/api/v1/portal/session"); }},
        {"ending all others", [&](Caller&) { app.sanne().remove("/api/v1/portal/sessions"); }},
        {"the portal switched off", [&](Caller&) { marit.put(switch_path, R"({"enabled": false})"); }},
        {"a block", [&](Caller&) { marit.put(access + "/block", R"({"blocked": true})"); }},
        {"a removal", [&](Caller&) { marit.remove(access); }},
    };
    for (auto const& [name, shut] : ways) {
        SCOPED_TRACE(name);
        marit.put(switch_path, R"({"enabled": true})");
        marit.put(access + "/block", R"({"blocked": false})");
        auto sanne = app.sanne();
        auto stream = LiveStream::of_client(other_node, sanne);
        shut(sanne);
        stream.rest();
        EXPECT_EQ(sanne.get("/api/v1/portal/session").status, 401U);
    }
}

TEST_F(SessionsApi, AClientSeesAndEndsHerOwnSessions)
{
    auto phone = app.sanne();
    app.clock().advance(std::chrono::minutes(5));
    auto sanne = app.sanne();
    auto joost = app.joost();
    auto const list = sanne.get("/api/v1/portal/sessions");
    ASSERT_EQ(list.status, 200U) << list.body;
    ASSERT_EQ(list.at("/items").as_array().size(), 2U) << "her own only";
    EXPECT_TRUE(list.at("/items/0/current").as_bool()) << "the last used first";
    EXPECT_EQ(list.text("/items/0/method"), "password");
    EXPECT_EQ(list.text("/items/0/portal_name"), "Vesper & Daal");
    EXPECT_EQ(list.text("/items/0/client_address"), "127.0.0.1");
    auto const other = "/api/v1/portal/sessions/" + list.text("/items/1/id");
    EXPECT_EQ(joost.remove(other).status, 404U);
    EXPECT_EQ(sanne.remove("/api/v1/portal/sessions/nonsense").status, 404U);
    EXPECT_EQ(sanne.remove(other).status, 204U);
    EXPECT_EQ(phone.get("/api/v1/portal/session").status, 401U);
    EXPECT_EQ(sanne.remove(other).status, 404U);

    phone = app.sanne();
    auto tablet = app.sanne();
    EXPECT_EQ(sanne.remove("/api/v1/portal/sessions").status, 204U);
    for (auto* device : {&phone, &tablet}) EXPECT_EQ(device->get("/api/v1/portal/session").status, 401U);
    EXPECT_EQ(sanne.get("/api/v1/portal/session").status, 200U);
    EXPECT_EQ(joost.get("/api/v1/portal/session").status, 200U);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.sessions_ended");
    auto const before = app.actions(world::sanne.value).size();
    EXPECT_EQ(sanne.remove("/api/v1/portal/sessions").status, 204U);
    EXPECT_EQ(app.actions(world::sanne.value).size(), before) << "nothing ended, nothing to tell";
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'account.sessions_ended' AND client_address = '127.0.0.1'"), 2);
}

TEST_F(SessionsApi, StaffEndAllTheirOtherSessions)
{
    auto phone = app.marit();
    auto marit = app.marit();
    auto lucia = app.lucia();
    EXPECT_EQ(marit.get("/api/v1/sessions").text("/items/0/method"), "password");
    EXPECT_EQ(marit.remove("/api/v1/sessions").status, 204U);
    EXPECT_EQ(phone.get("/api/v1/session").status, 401U);
    EXPECT_EQ(marit.get("/api/v1/session").status, 200U);
    EXPECT_EQ(lucia.get("/api/v1/session").status, 200U) << "a colleague's";
    EXPECT_EQ(app.actions(world::marit.value).front(), "staff.sessions_ended");
}

TEST_F(SessionsApi, AClientsSessionRestsThirtyDaysAndLastsNinety)
{
    auto sanne = app.sanne();
    auto idle = app.sanne();
    for (int day = 1; day < 90; ++day) {
        app.clock().advance(std::chrono::hours(24));
        ASSERT_EQ(sanne.get("/api/v1/portal/session").status, 200U) << day;
        settle();
        if (day == 29) {
            EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions WHERE expires_at > " + std::to_string(app.clock().now().milliseconds)), 2);
        }
        if (day == 30) {
            EXPECT_EQ(idle.get("/api/v1/portal/session").status, 401U);
        }
    }
    app.clock().advance(std::chrono::hours(24));
    EXPECT_EQ(sanne.get("/api/v1/portal/session").status, 401U) << "however much it is used";
}

struct HashRow {
    std::string token_hash;
};
BOOST_DESCRIBE_STRUCT(HashRow, (), (token_hash))

TEST_F(SessionsApi, WhatABackupHoldsOpensNothing)
{
    auto const sanne = app.sanne();
    auto const marit = app.marit();
    std::vector<HashRow> stolen;
    app.database().read([&](db::Tx& tx) {
        stolen = tx.rows<HashRow>("SELECT token_hash FROM sessions UNION SELECT token_hash FROM known_devices ORDER BY token_hash");
    });
    ASSERT_EQ(stolen.size(), 4U);
    for (auto const& row : stolen) {
        auto thief = app.nobody();
        thief.cookies = {{"loggia_staff", row.token_hash}, {"loggia_portal", row.token_hash}, {"loggia_device", row.token_hash}};
        EXPECT_EQ(thief.get("/api/v1/session").status, 401U);
        EXPECT_EQ(thief.get("/api/v1/portal/session").status, 401U);
    }
    for (auto const& [name, token] : sanne.cookies)
        EXPECT_TRUE(std::ranges::none_of(stolen, [&](HashRow const& row) { return row.token_hash == token; })) << name;
    EXPECT_EQ(Caller(marit).get("/api/v1/session").status, 200U);
}

} // namespace
} // namespace loggia::test
