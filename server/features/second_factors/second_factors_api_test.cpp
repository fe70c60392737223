// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/auth/totp.hpp"
#include "test/mail_reader.hpp"
#include "test/test_app.hpp"

namespace loggia::second_factors {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const factor_path = "/api/v1/second-factor";
std::string const step_path = "/api/v1/public/staff-second-factors";
std::string const proof = R"({"password": "Loggia-demo-1"})";

std::string from_base32(std::string const& text)
{
    std::string bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (auto const letter : text) {
        buffer = buffer << 5 | static_cast<unsigned>(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").find(letter));
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(buffer >> bits & 0xff);
    }
    return bytes;
}

class SecondFactorsApi : public testing::Test {
protected:
    std::string code_now(int steps = 0) { return auth::totp::code_at(key, auth::totp::step_of(app.clock().now()) + steps); }
    void next_code() { app.clock().advance(std::chrono::seconds(30)); }

    // Sets the app up for Lucía; gives the recovery codes.
    std::vector<std::string> set_up()
    {
        auto const begun = lucia.post(factor_path, proof);
        EXPECT_EQ(begun.status, 201U) << begun.body;
        key = from_base32(begun.text("/secret"));
        auto const confirmed = lucia.put(factor_path, R"({"code": ")" + code_now() + R"("})");
        EXPECT_EQ(confirmed.status, 200U) << confirmed.body;
        next_code();
        std::vector<std::string> codes;
        if (confirmed.status == 200)
            for (auto const& code : confirmed.at("/recovery_codes").as_array()) codes.emplace_back(code.as_string());
        return codes;
    }

    Reply sign_in(Caller& caller)
    {
        return caller.post("/api/v1/public/staff-sessions", R"({"email": "agent@vesperdaal.example", "password": "Loggia-demo-1"})");
    }
    Reply finish(Caller& caller, std::string const& attempt, std::string const& code)
    {
        return caller.post(step_path, R"({"attempt": ")" + attempt + R"(", "code": ")" + code + R"("})");
    }
    std::string attempt_of(Caller& caller) { return sign_in(caller).text("/second_factor/attempt"); }
    static std::string another(std::string const& code) { return code == "000000" ? "000001" : "000000"; }

    TestApp app;
    Caller lucia = app.lucia();
    std::string key;
};

} // namespace

TEST_F(SecondFactorsApi, SettingUpShowsTheKeyOnceAndTenRecoveryCodes)
{
    EXPECT_EQ(lucia.get("/api/v1/session").text("/user/second_factor"), "none");
    auto const begun = lucia.post(factor_path, proof);
    ASSERT_EQ(begun.status, 201U) << begun.body;
    EXPECT_EQ(begun.text("/secret").size(), 32U);
    EXPECT_EQ(begun.text("/uri").find("otpauth://totp/Vesper%20%26%20Daal:agent%40vesperdaal.example?secret=" + begun.text("/secret")), 0U);
    EXPECT_TRUE(begun.text("/qr_svg").starts_with("<svg "));
    EXPECT_FALSE(lucia.get(factor_path).at("/totp").as_bool()) << "nothing counts before it is confirmed";
    EXPECT_EQ(sign_in(lucia).status, 201U);

    auto const codes = set_up();
    EXPECT_EQ(codes.size(), 10U);
    auto const state = lucia.get(factor_path);
    EXPECT_TRUE(state.at("/totp").as_bool());
    EXPECT_EQ(state.at("/recovery_codes_left").as_int64(), 10);
    EXPECT_EQ(lucia.get("/api/v1/session").text("/user/second_factor"), "totp");
    EXPECT_EQ(app.actions(world::lucia.value).front(), "staff.second_factor_added");
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "A second factor was set up");
}

TEST_F(SecondFactorsApi, ThePasswordAloneOpensNothing)
{
    set_up();
    auto caller = app.nobody();
    auto const first = sign_in(caller);
    ASSERT_EQ(first.status, 202U) << first.body;
    EXPECT_TRUE(caller.cookies.empty());
    EXPECT_EQ(boost::json::serialize(first.at("/second_factor/methods")), R"(["totp","recovery_code"])");

    auto const attempt = first.text("/second_factor/attempt");
    EXPECT_EQ(finish(caller, attempt, another(code_now())).code(), "wrong_code");
    EXPECT_TRUE(caller.cookies.empty());
    auto const code = code_now();
    auto const second = finish(caller, attempt, code.substr(0, 3) + " " + code.substr(3));
    ASSERT_EQ(second.status, 201U) << second.body;
    EXPECT_EQ(second.text("/user/name"), "Lucía Ferrer");
    EXPECT_EQ(caller.get("/api/v1/contacts").status, 200U);
    EXPECT_EQ(finish(caller, attempt, code).code(), "code_expired") << "an attempt works once";
}

TEST_F(SecondFactorsApi, ACodeIsUsedUp)
{
    set_up();
    auto caller = app.nobody();
    auto const code = code_now();
    EXPECT_EQ(finish(caller, attempt_of(caller), code).status, 201U);
    EXPECT_EQ(finish(caller, attempt_of(caller), code).code(), "wrong_code");
    EXPECT_EQ(finish(caller, attempt_of(caller), code_now(-1)).code(), "wrong_code") << "nor is one before it";
    next_code();
    EXPECT_EQ(finish(caller, attempt_of(caller), code_now()).status, 201U);
}

TEST_F(SecondFactorsApi, OfTwoWhoUseACodeAtOnceOneComesIn)
{
    auto const recovery = set_up().front();
    for (auto const& code : {code_now(), recovery}) {
        std::vector<std::string> attempts;
        auto caller = app.nobody();
        for (int i = 0; i < 4; ++i) attempts.push_back(attempt_of(caller));
        std::atomic<int> came_in = 0;
        {
            std::vector<std::jthread> threads;
            for (auto const& attempt : attempts)
                threads.emplace_back([&, attempt] {
                    auto own = app.nobody();
                    came_in += finish(own, attempt, code).status == 201U ? 1 : 0;
                });
        }
        EXPECT_EQ(came_in, 1) << code;
    }
}

TEST_F(SecondFactorsApi, AnAttemptHasFiveTriesAndTenMinutes)
{
    set_up();
    auto caller = app.nobody();
    auto const attempt = attempt_of(caller);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(finish(caller, attempt, another(code_now())).code(), "wrong_code") << i;
    EXPECT_EQ(finish(caller, attempt, code_now()).code(), "code_expired");
    auto const late = attempt_of(caller);
    app.clock().advance(std::chrono::minutes(10));
    EXPECT_EQ(finish(caller, late, code_now()).code(), "code_expired");
    EXPECT_EQ(finish(caller, "made-up", "123456").code(), "code_expired");
}

TEST_F(SecondFactorsApi, WhoHasThePasswordCannotGoThroughAllCodes)
{
    set_up();
    auto caller = app.nobody();
    for (int i = 0; i < 2; ++i) {
        auto const attempt = attempt_of(caller);
        for (int j = 0; j < 5; ++j) finish(caller, attempt, another(code_now()));
    }
    EXPECT_EQ(finish(caller, attempt_of(caller), code_now()).status, 429U);
}

TEST_F(SecondFactorsApi, ARecoveryCodeStandsInOnceAndIsTold)
{
    auto const codes = set_up();
    ASSERT_EQ(codes.size(), 10U);
    auto caller = app.nobody();
    EXPECT_EQ(finish(caller, attempt_of(caller), "7K3PX-M09QA").code(), "wrong_code");
    EXPECT_EQ(finish(caller, attempt_of(caller), codes.front()).status, 201U);
    EXPECT_EQ(finish(caller, attempt_of(caller), codes.front()).code(), "wrong_code");
    EXPECT_EQ(lucia.get(factor_path).at("/recovery_codes_left").as_int64(), 9);
    EXPECT_EQ(app.actions(world::lucia.value).at(1), "staff.recovery_code_used");
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "A recovery code was used");

    auto const renewed = lucia.post("/api/v1/recovery-codes", proof);
    ASSERT_EQ(renewed.status, 201U) << renewed.body;
    EXPECT_EQ(renewed.at("/recovery_codes").as_array().size(), 10U);
    EXPECT_EQ(finish(caller, attempt_of(caller), codes.at(1)).code(), "wrong_code") << "the old ones are void";
    EXPECT_EQ(app.actions(world::lucia.value).front(), "staff.recovery_codes_renewed");
}

TEST_F(SecondFactorsApi, ItIsRemovedWithThePassword)
{
    set_up();
    EXPECT_EQ(lucia.put(factor_path + "/removal", R"({"password": "wrong"})").error_at("/password"), "wrong_password");
    ASSERT_EQ(lucia.put(factor_path + "/removal", proof).status, 204U);
    EXPECT_EQ(lucia.get(factor_path).at("/recovery_codes_left").as_int64(), 0);
    EXPECT_EQ(app.actions(world::lucia.value).front(), "staff.second_factor_removed");
    auto caller = app.nobody();
    EXPECT_EQ(sign_in(caller).status, 201U);
    EXPECT_EQ(lucia.put(factor_path + "/removal", proof).status, 204U) << "twice is as good as once";
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "Your second factor was removed");
}

TEST_F(SecondFactorsApi, AnotherTelephoneReplacesTheFirst)
{
    auto const codes = set_up();
    auto const first_key = key;
    set_up();
    EXPECT_NE(key, first_key);
    auto caller = app.nobody();
    auto const attempt = attempt_of(caller);
    EXPECT_EQ(finish(caller, attempt, auth::totp::code_at(first_key, auth::totp::step_of(app.clock().now()))).code(), "wrong_code");
    EXPECT_EQ(finish(caller, attempt, codes.front()).code(), "wrong_code");
    EXPECT_EQ(finish(caller, attempt, code_now()).status, 201U);
}

TEST_F(SecondFactorsApi, EachStepAsksForItsProof)
{
    EXPECT_EQ(lucia.post(factor_path, R"({"password": "wrong"})").error_at("/password"), "wrong_password");
    EXPECT_EQ(lucia.post(factor_path, "{}").error_at("/password"), "required");
    EXPECT_EQ(lucia.put(factor_path, R"({"code": "123456"})").code(), "second_factor_not_begun");
    EXPECT_EQ(lucia.post("/api/v1/recovery-codes", proof).code(), "no_second_factor");
    lucia.post(factor_path, proof);
    EXPECT_EQ(lucia.put(factor_path, R"({"code": "no code"})").error_at("/code"), "wrong_code");
    for (int i = 0; i < 10; ++i) lucia.post(factor_path, R"({"password": "wrong"})");
    EXPECT_EQ(lucia.post(factor_path, proof).status, 429U) << "guessing the password is slowed down";
    EXPECT_EQ(app.nobody().post(factor_path, proof).status, 401U);
    EXPECT_EQ(app.sanne().get(factor_path).status, 401U);
    EXPECT_EQ(app.nobody().post(step_path, "{}").error_at("/attempt"), "required");
}

TEST_F(SecondFactorsApi, AColleaguesFactorIsNotMine)
{
    set_up();
    auto marit = app.marit();
    EXPECT_FALSE(marit.get(factor_path).at("/totp").as_bool());
    EXPECT_FALSE(app.rival().get(factor_path).at("/totp").as_bool());
}

TEST_F(SecondFactorsApi, TheDatabaseHoldsNeitherKeyNorCodes)
{
    auto const codes = set_up();
    auto const count = [&](std::string const& column, std::string const& text) {
        return app.count("SELECT COUNT(*) FROM users WHERE " + column + " LIKE '%" + text + "%'");
    };
    EXPECT_EQ(count("totp_secret", auth::totp::to_base32(key)), 0);
    EXPECT_EQ(count("totp_secret", "1:"), 1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM recovery_codes WHERE code_hash LIKE '%" + codes.front() + "%'"), 0);
}

// Another node, or one whose key was lost.
TEST_F(SecondFactorsApi, WithoutTheKeyItWasSealedWithOnlyRecoveryCodesWork)
{
    auto const codes = set_up();
    // A sealed value is bound to its owner: Lucía's does not open as Marit's.
    app.sql("UPDATE users SET totp_secret = (SELECT totp_secret FROM users WHERE id = 1102), has_second_factor = 1 WHERE id = 1101");
    auto caller = app.nobody();
    auto const first =
        caller.post("/api/v1/public/staff-sessions", R"({"email": "admin@vesperdaal.example", "password": "Loggia-demo-1"})");
    ASSERT_EQ(first.status, 202U);
    EXPECT_EQ(finish(caller, first.text("/second_factor/attempt"), code_now()).code(), "wrong_code");

    app.sql("UPDATE users SET totp_secret = '1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' WHERE id = 1102");
    auto const attempt = attempt_of(caller);
    EXPECT_EQ(finish(caller, attempt, code_now()).code(), "wrong_code");
    EXPECT_EQ(finish(caller, attempt, codes.front()).status, 201U);
}

} // namespace loggia::second_factors
