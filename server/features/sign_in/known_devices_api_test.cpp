// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::test {
namespace {

std::string const client_path = "/api/v1/public/portals/vesper-daal/sessions";
std::string const staff_path = "/api/v1/public/staff-sessions";

std::string credentials(std::string const& email, std::string const& password = world::password)
{
    return R"({"email": ")" + email + R"(", "password": ")" + password + "\"}";
}

class KnownDevices : public testing::Test {
protected:
    KnownDevices() : app([](app::Config& config) { config.behind_proxy = true; }) {}

    // From one of many addresses.
    Reply attempt(std::string const& path, std::string const& email, int from, std::string const& password = "Wrong-password-1")
    {
        auto const address = "198.51." + std::to_string(from / 250) + "." + std::to_string(from % 250 + 1);
        return app.nobody().post(path, credentials(email, password), {{"X-Forwarded-For", address}});
    }
    void close_the_door(std::string const& path, std::string const& email)
    {
        for (int i = 0; i < 100; ++i) ASSERT_EQ(attempt(path, email, i).status, 401U) << i;
        ASSERT_EQ(attempt(path, email, 2000, world::password).code(), "too_many_attempts") << "from anywhere, even the right one";
    }

    TestApp app;
};

TEST_F(KnownDevices, EachSignInMakesTheBrowserKnownForHalfAYear)
{
    auto sanne = app.nobody();
    auto const reply = sanne.post(client_path, credentials("sanne@example.com"));
    ASSERT_EQ(reply.status, 201U);
    std::string cookie;
    for (auto [at, last] = reply.headers.equal_range("set-cookie"); at != last; ++at)
        if (at->second.starts_with("loggia_device=")) cookie = at->second;
    for (auto const* part : {"; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=15552000"})
        EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
    auto const token = sanne.cookies.at("loggia_device");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM known_devices WHERE account_id = 1801"), 1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM known_devices WHERE token_hash = '" + token + "'"), 0) << "stored hashed";
    EXPECT_EQ(sanne.remove("/api/v1/portal/session").status, 204U);
    EXPECT_EQ(sanne.cookies.at("loggia_device"), token) << "it outlives the session";
    ASSERT_EQ(sanne.post(client_path, credentials("sanne@example.com")).status, 201U);
    EXPECT_EQ(sanne.cookies.at("loggia_device"), token) << "the same browser";
    ASSERT_EQ(sanne.post(staff_path, credentials("admin@vesperdaal.example")).status, 201U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM known_devices"), 2) << "known to both accounts";
    app.clock().advance(std::chrono::hours(24 * 181));
    app.services().jobs.run_periodic();
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM known_devices"), 0);
}

TEST_F(KnownDevices, OthersGuessingDoesNotLockAKnownBrowserOut)
{
    auto sanne = app.sanne();
    auto marit = app.marit();
    close_the_door(client_path, "sanne@example.com");
    close_the_door(staff_path, "admin@vesperdaal.example");
    EXPECT_EQ(sanne.post(client_path, credentials("sanne@example.com")).status, 201U);
    EXPECT_EQ(marit.post(staff_path, credentials("admin@vesperdaal.example")).status, 201U);
    EXPECT_EQ(attempt(client_path, "sanne@example.com", 3000, world::password).status, 429U) << "others are held as before";
}

TEST_F(KnownDevices, NorDoesGuessingFromTheSameAddress)
{
    auto sanne = app.sanne();
    for (int i = 0; i < 60; ++i)
        app.nobody().post(client_path, credentials("nobody" + std::to_string(i) + "@example.com", "Wrong-password-1"));
    EXPECT_EQ(app.nobody().post(client_path, credentials("mark@example.com")).status, 429U) << "the address is closed";
    EXPECT_EQ(sanne.post(client_path, credentials("sanne@example.com")).status, 201U);
}

TEST_F(KnownDevices, AKnownBrowserIsCountedByItself)
{
    auto sanne = app.sanne();
    auto const wrong = credentials("sanne@example.com", "Wrong-password-1");
    for (int i = 0; i < 10; ++i) EXPECT_EQ(sanne.post(client_path, wrong).status, 401U) << i;
    auto const held = sanne.post(client_path, credentials("sanne@example.com"));
    EXPECT_EQ(held.code(), "too_many_attempts");
    EXPECT_EQ(held.header("retry-after"), "60");
    EXPECT_EQ(app.nobody().post(client_path, credentials("sanne@example.com")).status, 201U) << "its failures hold nobody else";
    app.clock().advance(std::chrono::seconds(61));
    EXPECT_EQ(sanne.post(client_path, wrong).status, 401U);
    EXPECT_EQ(sanne.post(client_path, credentials("sanne@example.com")).header("retry-after"), "120") << "twice as long";
}

TEST_F(KnownDevices, ABrowserKnownToOneAccountIsAStrangerToAnother)
{
    auto sanne = app.sanne();
    close_the_door(client_path, "mark@example.com");
    EXPECT_EQ(sanne.post(client_path, credentials("mark@example.com")).status, 429U);
    auto thief = app.nobody();
    for (auto const* token : {"", "x", "' OR 1=1 --", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        thief.cookies = {{"loggia_device", token}};
        EXPECT_EQ(thief.post(client_path, credentials("mark@example.com")).status, 429U) << token;
    }
}

TEST_F(KnownDevices, ANewPasswordMakesTheOthersStrangers)
{
    auto phone = app.sanne();
    auto sanne = app.sanne();
    ASSERT_EQ(app.count("SELECT COUNT(*) FROM known_devices WHERE account_id = 1801"), 2);
    ASSERT_EQ(sanne.put("/api/v1/portal/password", R"({"current_password": "Loggia-demo-1", "new_password": "Nieuw-wachtwoord-2"})").status,
              204U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM known_devices WHERE account_id = 1801"), 1);
    close_the_door(client_path, "sanne@example.com");
    EXPECT_EQ(phone.post(client_path, credentials("sanne@example.com", "Nieuw-wachtwoord-2")).status, 429U);
    EXPECT_EQ(sanne.post(client_path, credentials("sanne@example.com", "Nieuw-wachtwoord-2")).status, 201U);
}

TEST_F(KnownDevices, ALockOutIsOnRecordOnceAndTheClientHearsOfTheWayIn)
{
    close_the_door(client_path, "sanne@example.com");
    EXPECT_EQ(
        app.count("SELECT COUNT(*) FROM activities WHERE action = 'account.locked_out' AND contact_id = 1201 AND actor_kind = 'system' "
                  "AND client_address LIKE '198.51.%'"),
        1);
    for (int i = 0; i < 12; ++i) app.nobody().post(client_path, credentials("sanne@example.com", "Wrong-password-1"));
    app.clock().advance(std::chrono::hours(2));
    for (int i = 0; i < 12; ++i) attempt(client_path, "sanne@example.com", 5000);
    app.run_jobs();
    ASSERT_EQ(app.mails().size(), 1U) << "at most one a day";
    EXPECT_NE(app.mails().front().find("sanne@example.com"), std::string::npos);
    EXPECT_NE(app.mails().front().find("https://portal.test/vesper-daal/"), std::string::npos);
    close_the_door(staff_path, "admin@vesperdaal.example");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'staff.locked_out' AND actor_id = 1101"), 1);
    app.run_jobs();
    EXPECT_EQ(app.mails().size(), 1U);
    close_the_door(client_path, "nobody@example.com");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'account.locked_out'"), 1) << "of nobody there is nothing to tell";
}

TEST_F(KnownDevices, APortalWithoutCodesSendsNoMailThatNamesThem)
{
    app.sql("UPDATE portals SET sign_in_codes = 0 WHERE id = 1701");
    close_the_door(client_path, "sanne@example.com");
    app.run_jobs();
    EXPECT_TRUE(app.mails().empty());
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.locked_out");
}

} // namespace
} // namespace loggia::test
