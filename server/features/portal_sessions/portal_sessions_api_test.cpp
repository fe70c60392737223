// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>

#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::portal_sessions {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const sign_in_path = "/api/v1/public/portals/vesper-daal/sessions";
std::string const session_path = "/api/v1/portal/session";
std::string const password_path = "/api/v1/portal/password";

std::string credentials(std::string const& email, std::string const& password = world::password)
{
    return R"({"email": ")" + email + R"(", "password": ")" + password + R"("})";
}

Reply sign_in(Caller& caller, std::string const& email, std::string const& password = world::password)
{
    return caller.post(sign_in_path, credentials(email, password));
}

Reply change_password(Caller& caller, std::string const& now, std::string const& then)
{
    return caller.put(password_path, R"({"current_password": ")" + now + R"(", "new_password": ")" + then + R"("})");
}

} // namespace

TEST(PortalSessionsApi, SigningInOpensASession)
{
    TestApp app;
    auto caller = app.nobody();
    auto const reply = sign_in(caller, " Sanne@EXAMPLE.com ");
    ASSERT_EQ(reply.status, 201u) << reply.body;
    EXPECT_EQ(reply.text("/contact/first_name"), "Sanne");
    EXPECT_EQ(reply.text("/contact/locale"), "nl");
    EXPECT_EQ(reply.text("/portal/slug"), "vesper-daal");
    EXPECT_EQ(reply.text("/level"), "standard");
    EXPECT_EQ(reply.text("/time_zone"), "Europe/Amsterdam");
    EXPECT_FALSE(reply.at("/must_change_password").as_bool());
    auto const cookie = reply.header("set-cookie");
    EXPECT_TRUE(cookie.starts_with("loggia_portal="));
    EXPECT_NE(cookie.find("HttpOnly; SameSite=Lax; Max-Age=2592000"), std::string::npos);
    EXPECT_EQ(cookie.find("Secure"), std::string::npos);
    EXPECT_EQ(caller.get(session_path).status, 200u);
    EXPECT_EQ(app.actions(world::sanne.value), std::vector<std::string>{"portal.signed_in"});
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions WHERE token_hash = '" + caller.cookies["loggia_portal"] + "'"), 0);
}

TEST(PortalSessionsApi, WhoeverIsWrongHearsTheSame)
{
    TestApp app;
    auto caller = app.nobody();
    auto const wrong = sign_in(caller, "sanne@example.com", "wrong");
    ASSERT_EQ(wrong.status, 401u);
    EXPECT_EQ(wrong.code(), "sign_in_failed");
    for (auto const* email : {"nobody@example.com", "not an address", "ada@example.com", "joost@example.com"}) {
        auto const reply = sign_in(caller, email);
        EXPECT_EQ(reply.status, 401u) << email;
        EXPECT_EQ(reply.text("/detail"), wrong.text("/detail")) << email;
        EXPECT_EQ(reply.code(), wrong.code()) << email;
    }
    EXPECT_TRUE(caller.cookies.empty());
}

TEST(PortalSessionsApi, ABadBodyAndAnUnknownPortalAreRefused)
{
    TestApp app;
    auto caller = app.nobody();
    EXPECT_EQ(caller.post(sign_in_path, R"({"email": "sanne@example.com"})").error_at("/password"), "required");
    EXPECT_EQ(caller.post(sign_in_path, "[]").status, 422u);
    EXPECT_EQ(caller.post("/api/v1/public/portals/nowhere/sessions", credentials("sanne@example.com")).code(), "portal_not_found");
    EXPECT_EQ(caller.call("POST", sign_in_path, credentials("sanne@example.com"), {{"Origin", "https://evil.example"}}).code(),
              "cross_site");
}

TEST(PortalSessionsApi, AnOldAddressSignsInToo)
{
    TestApp app;
    app.marit().put("/api/v1/portals/" + world::portal.text() + "/slug", R"({"slug": "home"})");
    auto caller = app.nobody();
    EXPECT_EQ(sign_in(caller, "sanne@example.com").text("/portal/slug"), "home");
}

TEST(PortalSessionsApi, TheSessionsOfStaffAndClientsAreApart)
{
    TestApp app;
    EXPECT_EQ(app.nobody().get(session_path).code(), "sign_in_required");
    auto marit = app.marit();
    EXPECT_EQ(marit.get(session_path).status, 401u);
    marit.cookies["loggia_portal"] = marit.cookies["loggia_staff"];
    EXPECT_EQ(marit.get(session_path).status, 401u);
    auto sanne = app.sanne();
    sanne.cookies["loggia_staff"] = sanne.cookies["loggia_portal"];
    EXPECT_EQ(sanne.get("/api/v1/session").status, 401u);
}

TEST(PortalSessionsApi, TenFailuresCloseTheDoorForAWhile)
{
    TestApp app;
    auto caller = app.nobody();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in(caller, "sanne@example.com", "wrong").status, 401u) << i;
    auto const locked = sign_in(caller, "sanne@example.com");
    EXPECT_EQ(locked.status, 429u);
    EXPECT_EQ(locked.code(), "too_many_attempts");
    EXPECT_EQ(locked.header("retry-after"), "60");
    EXPECT_EQ(sign_in(caller, "mark@example.com").status, 201u);

    app.clock().advance(std::chrono::minutes(1));
    EXPECT_EQ(sign_in(caller, "sanne@example.com", "wrong").status, 401u);
    EXPECT_EQ(sign_in(caller, "sanne@example.com").header("retry-after"), "120");
    app.clock().advance(std::chrono::minutes(2));
    EXPECT_EQ(sign_in(caller, "sanne@example.com").status, 201u);
    EXPECT_EQ(sign_in(caller, "sanne@example.com", "wrong").status, 401u);
}

TEST(PortalSessionsApi, AnUnknownAccountIsLockedLikeAKnownOne)
{
    TestApp app;
    auto caller = app.nobody();
    for (int i = 0; i < 10; ++i) sign_in(caller, "ghost@example.com", "wrong");
    EXPECT_EQ(sign_in(caller, "ghost@example.com").status, 429u);
}

TEST(PortalSessionsApi, TheFirstSignInActivatesTheInvitedAndAsksForAPassword)
{
    TestApp app;
    auto mark = app.nobody();
    auto const reply = sign_in(mark, "mark@example.com");
    ASSERT_EQ(reply.status, 201u);
    EXPECT_TRUE(reply.at("/must_change_password").as_bool());
    EXPECT_EQ(app.actions(world::mark.value), (std::vector<std::string>{"portal.signed_in", "access.activated"}));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Mark' AND status = 'active' AND last_sign_in_at IS NOT NULL"),
              1);

    EXPECT_EQ(mark.get("/api/v1/portal/home").code(), "password_change_required");
    EXPECT_EQ(mark.get(session_path).status, 200u);
    ASSERT_EQ(change_password(mark, world::password, "Zee-kraal-48-duin").status, 204u);
    EXPECT_EQ(mark.get("/api/v1/portal/home").status, 200u);
    EXPECT_EQ(sign_in(mark, "mark@example.com").status, 401u);
    EXPECT_EQ(sign_in(mark, "mark@example.com", "Zee-kraal-48-duin").status, 201u);
}

TEST(PortalSessionsApi, AnExpiredInvitationIsToldOnlyToWhoKnowsThePassword)
{
    TestApp app;
    app.clock().advance(std::chrono::hours(72));
    auto mark = app.nobody();
    EXPECT_EQ(sign_in(mark, "mark@example.com", "wrong").code(), "sign_in_failed");
    auto const reply = sign_in(mark, "mark@example.com");
    EXPECT_EQ(reply.status, 401u);
    EXPECT_EQ(reply.code(), "invitation_expired");
    EXPECT_TRUE(mark.cookies.empty());
}

TEST(PortalSessionsApi, ATemporaryPasswordThatWasNeverReplacedExpiresToo)
{
    TestApp app;
    auto mark = app.nobody();
    ASSERT_EQ(sign_in(mark, "mark@example.com").status, 201u);
    app.clock().advance(std::chrono::hours(73));
    EXPECT_EQ(sign_in(mark, "mark@example.com").code(), "invitation_expired");
}

TEST(PortalSessionsApi, AWeakPasswordNamesEachRuleItMisses)
{
    TestApp app;
    auto sanne = app.sanne();
    auto const weak = change_password(sanne, world::password, "abc");
    ASSERT_EQ(weak.status, 422u);
    EXPECT_EQ(weak.code(), "weak_password");
    std::vector<std::string> codes;
    for (auto const& error : weak.at("/errors").as_array()) codes.emplace_back(error.at("code").as_string());
    EXPECT_EQ(codes.front(), "too_short");
    EXPECT_NE(std::ranges::find(codes, "no_upper"), codes.end());
    EXPECT_NE(std::ranges::find(codes, "no_digit"), codes.end());
    EXPECT_EQ(change_password(sanne, world::password, world::password).error_at("/new_password"), "unchanged");
    EXPECT_EQ(change_password(sanne, "wrong", "Zee-kraal-48-duin").error_at("/current_password"), "wrong_password");
    EXPECT_EQ(app.nobody().put(password_path, "{}").status, 401u);
}

TEST(PortalSessionsApi, ANewPasswordEndsTheOtherSessions)
{
    TestApp app;
    auto phone = app.sanne();
    auto laptop = app.sanne();
    ASSERT_EQ(change_password(laptop, world::password, "Zee-kraal-48-duin").status, 204u);
    EXPECT_EQ(phone.get(session_path).status, 401u);
    EXPECT_EQ(laptop.get(session_path).status, 200u);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.password_changed");
}

TEST(PortalSessionsApi, GuessingThePresentPasswordIsSlowedDown)
{
    TestApp app;
    auto sanne = app.sanne();
    for (int i = 0; i < 10; ++i) change_password(sanne, "wrong", "Zee-kraal-48-duin");
    EXPECT_EQ(change_password(sanne, world::password, "Zee-kraal-48-duin").status, 429u);
}

TEST(PortalSessionsApi, TheLanguageIsSavedOnTheContact)
{
    TestApp app;
    auto sanne = app.sanne();
    ASSERT_EQ(sanne.put("/api/v1/portal/locale", R"({"locale": "de"})").status, 204u);
    EXPECT_EQ(sanne.get(session_path).text("/contact/locale"), "de");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "contact.locale_changed");
    EXPECT_EQ(sanne.put("/api/v1/portal/locale", R"({"locale": "ru"})").error_at("/locale"), "invalid_format");
    EXPECT_EQ(app.marit().put("/api/v1/portal/locale", R"({"locale": "de"})").status, 401u);
}

TEST(PortalSessionsApi, SigningOutEndsTheSessionAndItsStream)
{
    TestApp app;
    auto sanne = app.sanne();
    auto const cookies = sanne.cookies;
    auto const session = SessionId{app.count("SELECT id FROM sessions WHERE kind = 'client'")};
    auto const stream = app.services().hub.subscribe({world::vesper, session, world::sanne});
    ASSERT_EQ(sanne.remove(session_path).status, 204u);
    EXPECT_FALSE(sanne.cookies.contains("loggia_portal"));
    EXPECT_TRUE(test::ends(*stream));
    sanne.cookies = cookies;
    EXPECT_EQ(sanne.get(session_path).status, 401u);
}

TEST(PortalSessionsApi, ASessionLastsThirtyDaysAfterItsLastUse)
{
    TestApp app;
    auto sanne = app.sanne();
    // The prolongation is written behind the request's back.
    auto const prolonged = [&] {
        auto const sql =
            "SELECT COUNT(*) FROM sessions WHERE kind = 'client' AND last_used_at = " + std::to_string(app.clock().now().milliseconds);
        auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (app.count(sql) == 0 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
        return app.count(sql) == 1;
    };
    app.clock().advance(std::chrono::hours(24 * 29));
    auto const reply = sanne.get(session_path);
    ASSERT_EQ(reply.status, 200u);
    EXPECT_TRUE(reply.header("set-cookie").starts_with("loggia_portal="));
    ASSERT_TRUE(prolonged());
    app.clock().advance(std::chrono::hours(24 * 29));
    EXPECT_EQ(sanne.get(session_path).status, 200u);
    ASSERT_TRUE(prolonged());
    app.clock().advance(std::chrono::hours(24 * 31));
    EXPECT_EQ(sanne.get(session_path).status, 401u);
}

} // namespace loggia::portal_sessions
