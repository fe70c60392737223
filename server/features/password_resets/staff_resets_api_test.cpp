// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/mail_reader.hpp"
#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::password_resets {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const resets_path = "/api/v1/public/staff-password-resets";
std::string const links_path = "/api/v1/public/staff-links";
char const* const fresh = "Zee-kraal-48-duin";

class StaffResetsApi : public testing::Test {
protected:
    std::string token_for(std::string const& email)
    {
        EXPECT_EQ(caller.post(resets_path, R"({"email": ")" + email + R"("})").status, 204U);
        app.run_jobs();
        return app.mails().empty() ? "" : test::token_in(test::text_of(app.mails().back()));
    }
    Reply reset(std::string const& token, std::string const& password = fresh)
    {
        return caller.put(resets_path, R"({"token": ")" + token + R"(", "password": ")" + password + R"("})");
    }
    unsigned sign_in(std::string const& password)
    {
        return app.nobody()
            .post("/api/v1/public/staff-sessions", R"({"email": "agent@vesperdaal.example", "password": ")" + password + R"("})")
            .status;
    }

    TestApp app;
    Caller caller = app.nobody();
};

} // namespace

TEST_F(StaffResetsApi, ALinkLeadsToANewPasswordButNotIn)
{
    auto lucia = app.lucia();
    auto const session = SessionId{app.count("SELECT id FROM sessions WHERE user_id = 1102")};
    auto const stream = app.services().hub.subscribe({world::vesper, session, std::nullopt});
    auto const token = token_for("Agent@vesperdaal.example");
    EXPECT_NE(test::text_of(app.mails().back()).find("https://portal.test/crm/reset#" + token), std::string::npos);
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "A new password for Vesper & Daal");

    auto const facts = caller.post(links_path, R"({"token": ")" + token + R"("})");
    ASSERT_EQ(facts.status, 200U) << facts.body;
    EXPECT_EQ(facts.text("/name"), "Lucía Ferrer");
    EXPECT_EQ(facts.text("/email"), "agent@vesperdaal.example");

    ASSERT_EQ(reset(token).status, 204U);
    EXPECT_TRUE(caller.cookies.empty());
    EXPECT_EQ(lucia.get("/api/v1/session").status, 401U);
    EXPECT_TRUE(test::ends(*stream));
    EXPECT_EQ(sign_in(world::password), 401U);
    EXPECT_EQ(sign_in(fresh), 201U);
    EXPECT_EQ(app.actions(world::lucia.value), (std::vector<std::string>{"staff.signed_in", "staff.password_reset", "staff.signed_in"}));
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "Your password was set anew");
}

TEST_F(StaffResetsApi, ALinkWorksOnceForAnHourAndTheNewestOnly)
{
    auto const first = token_for("agent@vesperdaal.example");
    auto const second = token_for("agent@vesperdaal.example");
    EXPECT_EQ(reset(first).code(), "link_expired");
    EXPECT_EQ(reset(second, "abc").code(), "weak_password");
    EXPECT_EQ(reset(second).status, 204U);
    EXPECT_EQ(reset(second).status, 410U);
    auto const late = token_for("agent@vesperdaal.example");
    app.clock().advance(std::chrono::hours(1));
    EXPECT_EQ(caller.post(links_path, R"({"token": ")" + late + R"("})").code(), "link_expired");
    EXPECT_EQ(reset(late).status, 410U);
}

TEST_F(StaffResetsApi, WhoIsNotThereIsAnsweredTheSame)
{
    for (auto const* email : {"ghost@example.com", "not an address", "sanne@example.com"}) {
        token_for(email);
        EXPECT_TRUE(app.mails().empty()) << email;
    }
    app.sql("UPDATE users SET active = 0 WHERE id = 1102");
    token_for("agent@vesperdaal.example");
    EXPECT_TRUE(app.mails().empty());
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs"), 0);
}

TEST_F(StaffResetsApi, WhoLeftMeanwhileSetsNothing)
{
    auto const token = token_for("agent@vesperdaal.example");
    app.sql("UPDATE users SET active = 0 WHERE id = 1102");
    EXPECT_EQ(reset(token).status, 410U);
}

TEST_F(StaffResetsApi, AnOpenLinkDiesWhenThePasswordChanges)
{
    auto const token = token_for("agent@vesperdaal.example");
    auto const changed =
        app.lucia().put("/api/v1/session/password", R"({"current_password": "Loggia-demo-1", "new_password": "Zee-kraal-48-duin"})");
    ASSERT_EQ(changed.status, 204U) << changed.body;
    EXPECT_EQ(reset(token, "Andere-golf-52-zand").status, 410U);
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "Your password was changed");
}

TEST_F(StaffResetsApi, ABadBodyIsRefusedByField)
{
    EXPECT_EQ(caller.post(resets_path, "{}").error_at("/email"), "required");
    EXPECT_EQ(caller.put(resets_path, "{}").error_at("/password"), "required");
    EXPECT_EQ(caller.post(links_path, "{}").error_at("/token"), "required");
}

} // namespace loggia::password_resets
