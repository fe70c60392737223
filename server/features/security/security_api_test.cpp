// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/mail_reader.hpp"
#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::security {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const path = "/api/v1/security";

void require_second_factor(TestApp& app)
{
    ASSERT_EQ(app.marit().patch(path, 1, R"({"second_factor": "required"})").status, 200U);
}

} // namespace

TEST(SecurityApi, AnAdministratorSeesTheRulesAndWhoDoesNotMeetThem)
{
    TestApp app;
    auto const reply = app.marit().get(path);
    ASSERT_EQ(reply.status, 200U);
    EXPECT_EQ(reply.text("/second_factor"), "optional");
    EXPECT_EQ(reply.text("/impersonation"), "read_only");
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    ASSERT_EQ(reply.at("/without_second_factor").as_array().size(), 2U);
    EXPECT_EQ(reply.text("/without_second_factor/0/name"), "Lucía Ferrer");
    app.sql("UPDATE users SET has_second_factor = 1 WHERE id = 1102");
    EXPECT_EQ(app.marit().get(path).at("/without_second_factor").as_array().size(), 1U);
}

TEST(SecurityApi, EachChangedRuleIsRecorded)
{
    TestApp app;
    auto marit = app.marit();
    auto const reply = marit.patch(path, 1, R"({"impersonation": "act", "second_factor": "optional"})");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/impersonation"), "act");
    EXPECT_EQ(reply.at("/version").as_int64(), 2);
    EXPECT_EQ(
        app.count(
            "SELECT COUNT(*) FROM activities WHERE action = 'security.changed' AND detail LIKE '%impersonation%' AND detail LIKE '%act%'"),
        1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'security.changed'"), 1);
    EXPECT_EQ(marit.patch(path, 1, R"({"impersonation": "off"})").code(), "changed_meanwhile");
    EXPECT_EQ(marit.patch(path, 0, R"({"impersonation": "off"})").status, 428U);
    EXPECT_EQ(marit.patch(path, 2, R"({"impersonation": "often"})").error_at("/impersonation"), "not_allowed");
    EXPECT_EQ(marit.get("/api/v1/session").text("/organization/impersonation"), "act");
    EXPECT_EQ(app.rival().get(path).text("/impersonation"), "read_only");
}

TEST(SecurityApi, AnAgentDoesNotSetRules)
{
    TestApp app;
    auto lucia = app.lucia();
    EXPECT_EQ(lucia.get(path).code(), "admin_only");
    EXPECT_EQ(lucia.patch(path, 1, R"({"second_factor": "required"})").status, 403U);
    EXPECT_EQ(lucia.remove("/api/v1/users/" + world::marit.text() + "/second-factor").status, 403U);
}

TEST(SecurityApi, WhereASecondFactorIsRequiredNothingElseWorksBefore)
{
    TestApp app;
    require_second_factor(app);
    auto lucia = app.lucia();
    auto const session = lucia.get("/api/v1/session");
    ASSERT_EQ(session.status, 200U);
    EXPECT_TRUE(session.at("/must_set_up_second_factor").as_bool());
    EXPECT_EQ(session.text("/organization/second_factor"), "required");
    for (auto const* closed : {"/api/v1/contacts", "/api/v1/users", "/api/v1/summary", "/api/v1/live"})
        EXPECT_EQ(lucia.get(closed).code(), "second_factor_required") << closed;
    EXPECT_EQ(app.marit().get(path).code(), "second_factor_required") << "who made the rule keeps it";
    for (auto const* open : {"/api/v1/second-factor", "/api/v1/passkeys", "/api/v1/sessions"})
        EXPECT_EQ(lucia.get(open).status, 200U) << open;
    EXPECT_EQ(lucia.put("/api/v1/session/password", R"({"current_password": "Loggia-demo-1", "new_password": "Zee-kraal-48-duin"})").status,
              204U);

    app.sql("UPDATE users SET totp_secret = 'x', has_second_factor = 1 WHERE id = 1102");
    EXPECT_EQ(lucia.get("/api/v1/contacts").status, 200U);
    EXPECT_EQ(lucia.put("/api/v1/second-factor/removal", R"({"password": "Zee-kraal-48-duin"})").code(), "second_factor_required");
    EXPECT_EQ(app.rival().get("/api/v1/contacts").status, 200U);
}

TEST(SecurityApi, AnAdministratorHelpsWhoLostTheTelephone)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const session = SessionId{app.count("SELECT id FROM sessions WHERE user_id = 1102")};
    auto const stream = app.services().hub.subscribe({world::vesper, session, std::nullopt});
    app.sql("UPDATE users SET totp_secret = 'x', has_second_factor = 1 WHERE id = 1102;"
            "INSERT INTO recovery_codes (organization_id, user_id, code_hash) VALUES (1001, 1102, 'h');"
            "INSERT INTO passkeys (organization_id, id, user_id, credential_id, public_key, sign_count, name, created_at) "
            "VALUES (1001, 1, 1102, 'c', 'k', 0, 'Telephone', 0)");
    EXPECT_EQ(app.rival().remove("/api/v1/users/" + world::lucia.text() + "/second-factor").code(), "user_not_found");
    ASSERT_EQ(app.marit().remove("/api/v1/users/" + world::lucia.text() + "/second-factor").status, 204U);
    EXPECT_EQ(lucia.get("/api/v1/session").status, 401U);
    EXPECT_TRUE(test::ends(*stream));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM recovery_codes") + app.count("SELECT COUNT(*) FROM passkeys"), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM users WHERE has_second_factor = 1 OR totp_secret IS NOT NULL"), 0);
    EXPECT_EQ(app.actions(world::lucia.value).front(), "staff.second_factor_removed");
    EXPECT_EQ(app.lucia().get("/api/v1/contacts").status, 200U);
    app.run_jobs();
    EXPECT_EQ(app.mails().size(), 1U);
    EXPECT_NE(app.mails().front().find("agent@vesperdaal.example"), std::string::npos);
}

} // namespace loggia::security
