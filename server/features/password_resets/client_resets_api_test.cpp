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

std::string const base = "/api/v1/public/portals/vesper-daal/";
char const* const fresh = "Zee-kraal-48-duin";

class ClientResetsApi : public testing::Test {
protected:
    unsigned ask(std::string const& email) { return caller.post(base + "password-resets", R"({"email": ")" + email + R"("})").status; }

    // Asks and gives the token of the mail.
    std::string token_for(std::string const& email)
    {
        EXPECT_EQ(ask(email), 204U);
        app.run_jobs();
        return app.mails().empty() ? "" : test::token_in(test::text_of(app.mails().back()));
    }

    Reply show(std::string const& token, std::string const& purpose = "reset")
    {
        return caller.post(base + "links", R"({"token": ")" + token + R"(", "purpose": ")" + purpose + R"("})");
    }
    Reply reset(std::string const& token, std::string const& password = fresh)
    {
        return caller.put(base + "password-resets", R"({"token": ")" + token + R"(", "password": ")" + password + R"("})");
    }
    unsigned sign_in(std::string const& email, std::string const& password)
    {
        return app.nobody().post(base + "sessions", R"({"email": ")" + email + R"(", "password": ")" + password + R"("})").status;
    }

    TestApp app;
    Caller caller = app.nobody();
};

} // namespace

TEST_F(ClientResetsApi, ALinkLeadsToANewPasswordAndIn)
{
    auto const token = token_for(" Sanne@EXAMPLE.com ");
    auto const mail = app.mails().back();
    EXPECT_EQ(test::header_of(mail, "Subject"), "Een nieuw wachtwoord voor Vesper & Daal");
    EXPECT_NE(test::text_of(mail).find("https://portal.test/vesper-daal/reset#" + token), std::string::npos) << test::text_of(mail);

    auto const facts = show(token);
    ASSERT_EQ(facts.status, 200U) << facts.body;
    EXPECT_EQ(facts.text("/first_name"), "Sanne");
    EXPECT_EQ(facts.text("/email"), "sanne@example.com");
    EXPECT_EQ(facts.text("/portal_name"), "Vesper & Daal");
    EXPECT_EQ(facts.text("/expires_at"), to_string(world::now + std::chrono::hours(1)));
    EXPECT_EQ(show(token).status, 200U) << "looking uses nothing up";

    auto const reply = reset(token);
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/contact/first_name"), "Sanne");
    EXPECT_EQ(caller.get("/api/v1/portal/home").status, 200U);
    EXPECT_EQ(app.actions(world::sanne.value), (std::vector<std::string>{"portal.signed_in", "account.password_reset"}));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions WHERE method = 'link'"), 1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE id = 1801 AND email_verified = 'sanne@example.com'"), 1);
    EXPECT_EQ(sign_in("sanne@example.com", world::password), 401U);
    EXPECT_EQ(sign_in("sanne@example.com", fresh), 201U);

    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "Uw wachtwoord is opnieuw ingesteld");
}

TEST_F(ClientResetsApi, ALinkWorksOnceForAnHourAndTheNewestOnly)
{
    auto const first = token_for("sanne@example.com");
    auto const second = token_for("sanne@example.com");
    EXPECT_NE(first, second);
    EXPECT_EQ(reset(first).code(), "link_expired");
    EXPECT_EQ(reset(second).status, 200U);
    EXPECT_EQ(reset(second).status, 410U);
    EXPECT_EQ(show(second).status, 410U);

    auto const late = token_for("sanne@example.com");
    app.clock().advance(std::chrono::hours(1));
    EXPECT_EQ(show(late).code(), "link_expired");
    EXPECT_EQ(reset(late).status, 410U);
    EXPECT_EQ(reset("made-up").status, 410U);
}

TEST_F(ClientResetsApi, AllSessionsEndWithTheirStreams)
{
    auto phone = app.sanne();
    auto const session = SessionId{app.count("SELECT id FROM sessions WHERE kind = 'client'")};
    auto const stream = app.services().hub.subscribe({world::vesper, session, world::sanne});
    ASSERT_EQ(reset(token_for("sanne@example.com")).status, 200U);
    EXPECT_EQ(phone.get("/api/v1/portal/session").status, 401U);
    EXPECT_TRUE(test::ends(*stream));
    EXPECT_EQ(caller.get("/api/v1/portal/session").status, 200U);
}

TEST_F(ClientResetsApi, AWeakPasswordUsesNothingUp)
{
    auto const token = token_for("sanne@example.com");
    auto const weak = reset(token, "abc");
    EXPECT_EQ(weak.status, 422U);
    EXPECT_EQ(weak.code(), "weak_password");
    EXPECT_EQ(weak.error_at("/password"), "too_short");
    EXPECT_EQ(reset("made-up", "abc").status, 410U) << "whoever has no link learns nothing";
    EXPECT_EQ(reset(token).status, 200U);
}

TEST_F(ClientResetsApi, WhoIsNotThereIsAnsweredTheSame)
{
    auto const rows = [&] { return app.count("SELECT COUNT(*) FROM one_time_secrets") * 1000 + app.count("SELECT COUNT(*) FROM jobs"); };
    EXPECT_EQ(ask("sanne@example.com"), 204U);
    auto const known = rows();
    for (auto const* email : {"ghost@example.com", "not an address", "joost@example.com", "ada@example.com", "+31612345678"}) {
        auto const before = rows();
        EXPECT_EQ(ask(email), 204U) << email;
        EXPECT_EQ(rows() - before, known) << email;
    }
    app.run_jobs();
    EXPECT_EQ(app.mails().size(), 1U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs"), 0);
}

TEST_F(ClientResetsApi, WhoMayNotComeInGetsNoLink)
{
    auto const token = token_for("sanne@example.com");
    app.sql("UPDATE accesses SET state = 'blocked' WHERE id = 1901");
    EXPECT_EQ(reset(token).code(), "sign_in_failed");
    EXPECT_EQ(sign_in("sanne@example.com", fresh), 401U);
    app.sql("UPDATE accesses SET state = 'active' WHERE id = 1901");
    EXPECT_EQ(sign_in("sanne@example.com", world::password), 201U) << "nothing of it stayed";
    app.sql("UPDATE accesses SET state = 'blocked' WHERE id = 1901");
    auto const mails = app.mails().size();
    token_for("sanne@example.com");
    EXPECT_EQ(app.mails().size(), mails);
}

TEST_F(ClientResetsApi, TheInvitedMayChooseAPasswordThisWayToo)
{
    auto const reply = reset(token_for("mark@example.com"));
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_FALSE(reply.at("/must_change_password").as_bool());
    EXPECT_EQ(app.actions(world::mark.value), (std::vector<std::string>{"portal.signed_in", "access.activated", "account.password_reset"}));
}

TEST_F(ClientResetsApi, ALinkIsGoodForItsOwnPortalAndPurpose)
{
    auto const token = token_for("sanne@example.com");
    EXPECT_EQ(show(token, "activation").status, 410U);
    auto const body = R"({"token": ")" + token + R"(", "password": ")" + fresh + R"("})";
    EXPECT_EQ(caller.put("/api/v1/public/portals/noordzee/password-resets", body).status, 410U);
    EXPECT_EQ(caller.put("/api/v1/public/portals/nowhere/password-resets", body).code(), "portal_not_found");
    EXPECT_EQ(caller.put("/api/v1/public/staff-password-resets", body).status, 410U);
    EXPECT_EQ(reset(token).status, 200U);
}

TEST_F(ClientResetsApi, AnOpenLinkDiesWhenThePasswordChanges)
{
    auto const token = token_for("sanne@example.com");
    auto sanne = app.sanne();
    auto const changed =
        sanne.put("/api/v1/portal/password", R"({"current_password": "Loggia-demo-1", "new_password": "Zee-kraal-48-duin"})");
    ASSERT_EQ(changed.status, 204U) << changed.body;
    EXPECT_EQ(reset(token, "Andere-golf-52-zand").status, 410U);
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "Uw wachtwoord is gewijzigd");
}

TEST_F(ClientResetsApi, ABadBodyIsRefusedByField)
{
    EXPECT_EQ(caller.post(base + "password-resets", "{}").error_at("/email"), "required");
    EXPECT_EQ(caller.put(base + "password-resets", "{}").error_at("/token"), "required");
    EXPECT_EQ(caller.post(base + "links", R"({"token": "x", "purpose": "fun"})").error_at("/purpose"), "not_allowed");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(ask("sanne@example.com"), 204U);
    EXPECT_EQ(ask("sanne@example.com"), 429U);
}

} // namespace loggia::password_resets
