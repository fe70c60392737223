// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/sign_in/sign_in_limits.hpp"
#include "platform/auth/token.hpp"
#include "test/mail_reader.hpp"
#include "test/test_app.hpp"

namespace loggia::sign_in_codes {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const codes_path = "/api/v1/public/portals/vesper-daal/sign-in-codes";
std::string const sessions_path = "/api/v1/public/portals/vesper-daal/code-sessions";

class SignInCodesApi : public testing::Test {
protected:
    Reply ask(std::string const& login, std::string const& channel = "best")
    {
        return caller.post(codes_path, R"({"login": ")" + login + R"(", "channel": ")" + channel + R"("})");
    }

    // Asks, lets the job run, and gives the attempt.
    std::string attempt_for(std::string const& login, std::string const& channel = "best")
    {
        auto const reply = ask(login, channel);
        EXPECT_EQ(reply.status, 201U) << reply.body;
        app.run_jobs();
        return reply.text("/attempt");
    }

    Reply enter(std::string const& attempt, std::string const& code)
    {
        return caller.post(sessions_path, R"({"attempt": ")" + attempt + R"(", "code": ")" + code + R"("})");
    }

    void give_phone(char const* number) { app.sql("UPDATE contacts SET phone = '" + std::string(number) + "' WHERE id = 1201"); }
    std::string mailed_code() { return app.mails().empty() ? "" : test::code_in(test::text_of(app.mails().back())); }
    std::string texted_code() { return app.text_messages().empty() ? "" : test::code_in(app.text_messages().back()); }
    static std::string another(std::string const& code) { return code == "000000" ? "000001" : "000000"; }

    TestApp app;
    Caller caller = app.nobody();
};

} // namespace

TEST_F(SignInCodesApi, ACodeGoesToTheMobileOnFileAndOpensASession)
{
    give_phone("+31612345678");
    auto const attempt = attempt_for(" Sanne@EXAMPLE.com ");
    ASSERT_EQ(app.text_messages().size(), 1U);
    EXPECT_TRUE(app.mails().empty());
    EXPECT_TRUE(app.text_messages().front().starts_with("To: +31612345678\n\n")) << app.text_messages().front();
    EXPECT_NE(app.text_messages().front().find("is uw code voor Vesper & Daal, 10 minuten geldig."), std::string::npos)
        << app.text_messages().front();

    auto const reply = enter(attempt, texted_code());
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/contact/first_name"), "Sanne");
    EXPECT_EQ(caller.get("/api/v1/portal/home").status, 200U);
    EXPECT_EQ(app.actions(world::sanne.value), std::vector<std::string>{"portal.signed_in"});
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions WHERE method = 'code'"), 1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE id = 1801 AND phone_verified = '+31612345678' AND email_verified IS NULL"), 1);
}

TEST_F(SignInCodesApi, WithoutAMobileItGoesByMail)
{
    for (auto const* phone : {"", "+31201234567"}) {
        if (*phone) give_phone(phone);
        auto const attempt = attempt_for("sanne@example.com");
        EXPECT_TRUE(app.text_messages().empty());
        auto const mail = app.mails().back();
        EXPECT_NE(mail.find("To: Sanne de Wit <sanne@example.com>"), std::string::npos) << mail;
        EXPECT_EQ(test::header_of(mail, "Subject"), mailed_code() + " is uw code voor Vesper & Daal");
        EXPECT_EQ(enter(attempt, mailed_code()).status, 201U);
    }
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE id = 1801 AND email_verified = 'sanne@example.com'"), 1);
}

TEST_F(SignInCodesApi, ByMailWhenThatIsAskedFor)
{
    give_phone("+31612345678");
    auto const attempt = attempt_for("sanne@example.com", "email");
    EXPECT_TRUE(app.text_messages().empty());
    EXPECT_EQ(enter(attempt, mailed_code()).status, 201U);
}

TEST_F(SignInCodesApi, APhoneNumberSignsInToo)
{
    give_phone("+31612345678");
    auto const attempt = attempt_for("+31 6 1234 5678");
    EXPECT_EQ(enter(attempt, texted_code().substr(0, 3) + " " + texted_code().substr(3)).status, 201U);
}

TEST_F(SignInCodesApi, ANumberThatTwoPeopleShareTellsNobodyApart)
{
    app.sql("UPDATE contacts SET phone = '+31612345678' WHERE id IN (1201, 1202)");
    attempt_for("+31612345678");
    EXPECT_TRUE(app.text_messages().empty());
    EXPECT_TRUE(app.mails().empty());
    attempt_for("sanne@example.com");
    EXPECT_EQ(app.text_messages().size(), 1U);
}

TEST_F(SignInCodesApi, ACodeWorksOnceForTenMinutesAndFiveTries)
{
    auto const used = attempt_for("sanne@example.com");
    auto const code = mailed_code();
    EXPECT_EQ(enter(used, another(code)).code(), "wrong_code");
    EXPECT_EQ(enter(used, another(code)).status, 401U);
    EXPECT_EQ(enter(used, code).status, 201U);
    EXPECT_EQ(enter(used, code).code(), "code_expired");

    auto const guessed = attempt_for("sanne@example.com");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(enter(guessed, another(mailed_code())).status, 401U) << i;
    EXPECT_EQ(enter(guessed, mailed_code()).status, 410U);

    auto const late = attempt_for("sanne@example.com");
    app.clock().advance(std::chrono::minutes(10));
    EXPECT_EQ(enter(late, mailed_code()).status, 410U);
    EXPECT_EQ(enter("made-up", "123456").status, 410U);
}

TEST_F(SignInCodesApi, WhoIsNotThereIsAnsweredTheSame)
{
    auto const rows = [&] { return app.count("SELECT COUNT(*) FROM one_time_secrets") * 1000 + app.count("SELECT COUNT(*) FROM jobs"); };
    auto const known = ask("sanne@example.com");
    auto const after_known = rows();
    auto const ghost = ask("ghost@example.com");
    EXPECT_EQ(rows(), 2 * after_known);
    EXPECT_EQ(ghost.status, known.status);
    EXPECT_EQ(ghost.text("/attempt").size(), known.text("/attempt").size());
    EXPECT_EQ(ghost.text("/expires_at"), known.text("/expires_at"));
    app.run_jobs();
    EXPECT_EQ(app.mails().size(), 1U);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(enter(ghost.text("/attempt"), "123456").code(), "wrong_code") << i;
    EXPECT_EQ(enter(ghost.text("/attempt"), "123456").code(), "code_expired");
}

TEST_F(SignInCodesApi, NothingIsSentToWhoMayNotComeIn)
{
    for (auto const* login : {"ada@example.com", "joost@example.com", "not an address", "fenna@notaris.example"}) attempt_for(login);
    for (auto const* change : {"state = 'blocked'", "state = 'pending'", "state = 'invited', expires_at = 1"}) {
        app.sql("UPDATE accesses SET " + std::string(change) + " WHERE id = 1901");
        attempt_for("sanne@example.com");
    }
    EXPECT_TRUE(app.mails().empty());
}

TEST_F(SignInCodesApi, WhoIsBlockedMeanwhileDoesNotComeIn)
{
    auto const attempt = attempt_for("sanne@example.com");
    app.sql("UPDATE accesses SET state = 'blocked' WHERE id = 1901");
    EXPECT_EQ(enter(attempt, mailed_code()).code(), "sign_in_failed");
    EXPECT_TRUE(caller.cookies.empty());
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions"), 0);
}

TEST_F(SignInCodesApi, TheInvitedBecomeActiveAndStillChooseAPassword)
{
    auto const attempt = attempt_for("mark@example.com");
    auto const reply = enter(attempt, mailed_code());
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_TRUE(reply.at("/must_change_password").as_bool());
    EXPECT_EQ(app.actions(world::mark.value), (std::vector<std::string>{"portal.signed_in", "access.activated"}));
}

TEST_F(SignInCodesApi, AnAttemptIsGoodForItsOwnPortal)
{
    auto const attempt = attempt_for("sanne@example.com");
    auto const body = R"({"attempt": ")" + attempt + R"(", "code": ")" + mailed_code() + R"("})";
    EXPECT_EQ(caller.post("/api/v1/public/portals/noordzee/code-sessions", body).code(), "code_expired");
    EXPECT_EQ(enter(attempt, mailed_code()).status, 201U);
}

TEST_F(SignInCodesApi, APortalMayDoWithoutCodes)
{
    auto const attempt = attempt_for("sanne@example.com");
    app.sql("UPDATE portals SET sign_in_codes = 0");
    EXPECT_EQ(ask("sanne@example.com").code(), "sign_in_codes_off");
    EXPECT_EQ(enter(attempt, mailed_code()).status, 404U);
    app.sql("UPDATE portals SET sign_in_codes = 1, enabled = 0");
    EXPECT_EQ(ask("sanne@example.com").code(), "portal_not_found");
    EXPECT_EQ(enter(attempt, mailed_code()).code(), "portal_not_found");
}

TEST_F(SignInCodesApi, ABadBodyIsRefusedByField)
{
    EXPECT_EQ(caller.post(codes_path, "{}").error_at("/login"), "required");
    EXPECT_EQ(ask("sanne@example.com", "pigeon").error_at("/channel"), "not_allowed");
    EXPECT_EQ(caller.post(sessions_path, "{}").error_at("/code"), "required");
    EXPECT_EQ(caller.call("POST", codes_path, "{}", {{"Origin", "https://evil.example"}}).code(), "cross_site");
}

TEST_F(SignInCodesApi, OnePersonIsNotFloodedFromOnePlace)
{
    for (auto const* login : {"sanne@example.com", "ghost@example.com"}) {
        for (int i = 0; i < 5; ++i) EXPECT_EQ(ask(login).status, 201U) << login << i;
        auto const refused = ask(login);
        EXPECT_EQ(refused.status, 429U);
        EXPECT_EQ(refused.code(), "too_many_attempts");
        EXPECT_EQ(refused.header("retry-after"), "901");
    }
    app.clock().advance(std::chrono::minutes(15));
    EXPECT_EQ(ask("sanne@example.com").status, 201U);
}

TEST_F(SignInCodesApi, GuessesFromEverywhereAddUpButDoNotHoldAKnownBrowser)
{
    auto const attempt = attempt_for("sanne@example.com");
    auto const name = auth::hash_token("code " + world::vesper.text() + "\nsanne@example.com");
    app.database().write([&](db::Tx& tx) {
        for (int i = 0; i < 101; ++i) {
            auto const network = "198.51.100." + std::to_string(i);
            sign_in::failed(tx, sign_in::attempt("code-entry", name, network, sign_in::Guessed::code), world::now);
        }
    });
    EXPECT_EQ(enter(attempt, mailed_code()).code(), "too_many_attempts");
    caller.cookies["loggia_device"] = app.sanne().cookies.at("loggia_device");
    EXPECT_EQ(enter(attempt, mailed_code()).status, 201U);
}

TEST_F(SignInCodesApi, APhoneGetsTenTextsADayAndThenMail)
{
    give_phone("+31612345678");
    for (int i = 0; i < 12; ++i) {
        attempt_for("sanne@example.com");
        app.clock().advance(std::chrono::minutes(15));
    }
    EXPECT_EQ(app.text_messages().size(), 10U);
    EXPECT_EQ(app.mails().size(), 2U);
}

TEST_F(SignInCodesApi, NeitherCodeNorTokenIsKept)
{
    auto const attempt = attempt_for("sanne@example.com");
    auto const holds = [&](std::string const& text) {
        return app.count("SELECT COUNT(*) FROM one_time_secrets WHERE token_hash = '" + text + "' OR code_hash = '" + text +
                         "' OR payload LIKE '%" + text + "%'") +
               app.count("SELECT COUNT(*) FROM jobs WHERE payload LIKE '%" + text + "%'");
    };
    EXPECT_EQ(holds(attempt), 0);
    EXPECT_EQ(holds(mailed_code()), 0);
}

} // namespace loggia::sign_in_codes
