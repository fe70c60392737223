// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/live_stream.hpp"

namespace loggia::test {
namespace {

std::string const sign_in_path = "/api/v1/public/staff-sessions";

std::string credentials(std::string const& email, std::string const& password = world::password)
{
    return R"({"email": ")" + email + R"(", "password": ")" + password + "\"}";
}

class StaffApi : public testing::Test {
protected:
    std::int64_t sessions() { return app.count("SELECT COUNT(*) FROM sessions"); }

    TestApp app;
};

TEST_F(StaffApi, SigningInOpensASession)
{
    auto nobody = app.nobody();
    auto const reply = nobody.post(sign_in_path, credentials(" Admin@VESPERDAAL.example"));
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/user/name"), "Marit Vesper");
    EXPECT_EQ(reply.text("/user/role"), "admin");
    EXPECT_EQ(reply.text("/organization/name"), "Vesper & Daal");
    EXPECT_EQ(reply.text("/organization/time_zone"), "Europe/Amsterdam");
    EXPECT_EQ(reply.body.find("argon2"), std::string::npos);
    auto const cookie = reply.header("set-cookie");
    EXPECT_TRUE(cookie.starts_with("loggia_staff=")) << cookie;
    for (auto const* part : {"; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=1209600"}) EXPECT_NE(cookie.find(part), std::string::npos) << part;
    EXPECT_EQ(cookie.find("Secure"), std::string::npos) << "without TLS the browser would not keep it";
    EXPECT_EQ(nobody.get("/api/v1/session").body, reply.body);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions WHERE token_hash = '" + nobody.cookies.at("loggia_staff") + "'"), 0) << "stored hashed";
    EXPECT_EQ(app.count("SELECT last_sign_in_at FROM users WHERE id = 1101"), world::now.milliseconds);
}

TEST_F(StaffApi, AWrongPasswordAndAnUnknownAddressLookTheSame)
{
    auto nobody = app.nobody();
    auto const wrong = nobody.post(sign_in_path, credentials("admin@vesperdaal.example", "Wrong-password-1"));
    auto const unknown = nobody.post(sign_in_path, credentials("nobody@vesperdaal.example"));
    auto const client = nobody.post(sign_in_path, credentials("sanne@example.com"));
    auto const no_address = nobody.post(sign_in_path, credentials("not an address"));
    for (auto const* reply : {&wrong, &unknown, &client, &no_address}) {
        EXPECT_EQ(reply->status, 401U);
        EXPECT_EQ(reply->code(), "sign_in_failed");
        EXPECT_EQ(reply->text("/detail"), wrong.text("/detail"));
        EXPECT_EQ(reply->headers.count("set-cookie"), 0U);
    }
    EXPECT_EQ(sessions(), 0);
    EXPECT_EQ(nobody.post(sign_in_path, R"({"email": "", "password": 5, "remember": true})").status, 422U);
}

TEST_F(StaffApi, ManyWrongPasswordsCloseTheDoorForAWhile)
{
    auto nobody = app.nobody();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(nobody.post(sign_in_path, credentials("admin@vesperdaal.example", "Wrong-password-1")).status, 401U) << i;
    auto const reply = nobody.post(sign_in_path, credentials("admin@vesperdaal.example"));
    EXPECT_EQ(reply.status, 429U) << "even the right one";
    EXPECT_EQ(reply.code(), "too_many_attempts");
    EXPECT_EQ(reply.header("retry-after"), "60");
    EXPECT_EQ(nobody.post(sign_in_path, credentials("agent@vesperdaal.example")).status, 201U) << "another account from here";
    app.clock().advance(std::chrono::seconds(61));
    EXPECT_EQ(nobody.post(sign_in_path, credentials("admin@vesperdaal.example")).status, 201U);
    EXPECT_EQ(nobody.post(sign_in_path, credentials("admin@vesperdaal.example", "Wrong-password-1")).status, 401U) << "counted anew";
}

TEST_F(StaffApi, AnyUserAgentMaySignIn)
{
    auto nobody = app.nobody();
    std::string const agent = "J\xE1vea " + std::string(291, 'x') + "áááá";
    ASSERT_EQ(nobody.post(sign_in_path, credentials("admin@vesperdaal.example"), {{"User-Agent", agent}}).status, 201U);
    EXPECT_EQ(nobody.get("/api/v1/sessions").text("/items/0/user_agent").substr(0, 7), "J?vea x");
}

TEST_F(StaffApi, SigningInAgainEndsTheBrowsersOldSession)
{
    auto marit = app.marit();
    auto const old = marit;
    ASSERT_EQ(marit.post(sign_in_path, credentials("admin@vesperdaal.example")).status, 201U);
    EXPECT_EQ(sessions(), 1);
    EXPECT_EQ(Caller(old).get("/api/v1/session").status, 401U);
    EXPECT_EQ(marit.get("/api/v1/session").status, 200U);
}

TEST_F(StaffApi, SigningOutEndsTheSession)
{
    auto marit = app.marit();
    auto const before = marit;
    auto const reply = marit.remove("/api/v1/session");
    EXPECT_EQ(reply.status, 204U);
    EXPECT_FALSE(marit.cookies.contains("loggia_staff"));
    EXPECT_EQ(Caller(before).get("/api/v1/session").status, 401U) << "the token is worth nothing any more";
    EXPECT_EQ(sessions(), 0);
}

TEST_F(StaffApi, ASessionInUseLastsNinetyDaysAndAnIdleOneTwoWeeks)
{
    auto marit = app.marit();
    auto lucia = app.lucia();
    auto const token = marit.cookies.at("loggia_staff");
    for (int day = 1; day < 90; ++day) {
        app.clock().advance(std::chrono::hours(24));
        // It is prolonged behind the answer, and should that fail, behind the next one.
        auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        do {
            auto const reply = marit.get("/api/v1/session");
            ASSERT_EQ(reply.status, 200U) << "day " << day;
            EXPECT_TRUE(reply.header("set-cookie").starts_with("loggia_staff=" + token + ";")) << "the browser keeps it as long";
            ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "day " << day;
        } while (app.count("SELECT MAX(last_used_at) FROM sessions") < app.clock().now().milliseconds);
    }
    EXPECT_EQ(lucia.get("/api/v1/session").status, 401U);
    app.clock().advance(std::chrono::hours(24));
    EXPECT_EQ(marit.get("/api/v1/session").status, 401U) << "however much it is used";
}

TEST_F(StaffApi, TheOpenSessionsAreListedAndCanBeEnded)
{
    auto marit = app.marit();
    auto phone = app.marit();
    auto lucia = app.lucia();
    auto const list = marit.get("/api/v1/sessions");
    ASSERT_EQ(list.at("/items").as_array().size(), 2U) << "her own only";
    EXPECT_FALSE(list.at("/items/0/current").as_bool()) << "the newest first";
    EXPECT_TRUE(list.at("/items/1/current").as_bool());
    EXPECT_EQ(list.text("/items/0/client_address"), "127.0.0.1");
    auto const other = list.text("/items/0/id");
    EXPECT_EQ(lucia.remove("/api/v1/sessions/" + other).status, 404U) << "a colleague's";
    EXPECT_EQ(phone.get("/api/v1/session").status, 200U);
    EXPECT_EQ(marit.remove("/api/v1/sessions/" + other).status, 204U);
    EXPECT_EQ(phone.get("/api/v1/session").status, 401U);
    EXPECT_EQ(marit.remove("/api/v1/sessions/" + other).status, 404U);
    EXPECT_EQ(marit.remove("/api/v1/sessions/nonsense").status, 404U);
}

TEST_F(StaffApi, ThePasswordChangesForWhoKnowsTheOldOne)
{
    auto marit = app.marit();
    auto phone = app.marit();
    auto const change = [&](std::string const& old, std::string const& fresh) {
        return marit.put("/api/v1/session/password", R"({"current_password": ")" + old + R"(", "new_password": ")" + fresh + "\"}");
    };
    auto const wrong = change("Wrong-password-1", "Nieuw-wachtwoord-2");
    EXPECT_EQ(wrong.status, 422U);
    EXPECT_EQ(wrong.error_at("/current_password"), "wrong_password");
    auto const weak = change(world::password, "short");
    EXPECT_EQ(weak.status, 422U);
    EXPECT_EQ(weak.error_at("/new_password"), "too_short");
    EXPECT_EQ(phone.get("/api/v1/session").status, 200U) << "nothing happened yet";

    EXPECT_EQ(change(world::password, "Nieuw-wachtwoord-2").status, 204U);
    EXPECT_EQ(marit.get("/api/v1/session").status, 200U);
    EXPECT_EQ(phone.get("/api/v1/session").status, 401U) << "the other devices are signed out";
    auto nobody = app.nobody();
    EXPECT_EQ(nobody.post(sign_in_path, credentials("admin@vesperdaal.example")).status, 401U);
    EXPECT_EQ(nobody.post(sign_in_path, credentials("admin@vesperdaal.example", "Nieuw-wachtwoord-2")).status, 201U);
}

TEST_F(StaffApi, GuessingTheOldPasswordThroughASessionIsLimitedToo)
{
    auto marit = app.marit();
    std::string const guess = R"({"current_password": "Wrong-password-1", "new_password": "Nieuw-wachtwoord-2"})";
    unsigned last = 0;
    for (int i = 0; i < 12; ++i) last = marit.put("/api/v1/session/password", guess).status;
    EXPECT_EQ(last, 429U);
}

TEST_F(StaffApi, TheLanguageIsChosen)
{
    auto marit = app.marit();
    EXPECT_EQ(marit.put("/api/v1/session/locale", R"({"locale": "nl"})").status, 204U);
    EXPECT_EQ(marit.get("/api/v1/session").text("/user/locale"), "nl");
    EXPECT_EQ(marit.put("/api/v1/session/locale", R"({"locale": "xx"})").error_at("/locale"), "invalid_format");
}

TEST_F(StaffApi, ColleaguesAndCountsAreOfTheOrganization)
{
    auto marit = app.marit();
    auto const users = marit.get("/api/v1/users");
    ASSERT_EQ(users.at("/items").as_array().size(), 2U);
    EXPECT_EQ(users.text("/items/0/name"), "Lucía Ferrer");
    EXPECT_EQ(users.text("/items/1/role"), "admin");
    EXPECT_EQ(marit.get("/api/v1/summary").body, R"({"contacts":5,"companies":1,"properties":3,"deals":1,)"
              R"("unread_conversations":0,"pending_appointments":0,"unseen_notifications":0})");
    EXPECT_EQ(app.rival().get("/api/v1/summary").body, R"({"contacts":1,"companies":0,"properties":1,"deals":1,)"
              R"("unread_conversations":0,"pending_appointments":0,"unseen_notifications":0})");
}

TEST_F(StaffApi, TheLiveStreamTellsWhatWasCommitted)
{
    auto marit = app.marit();
    auto lucia = app.lucia();
    auto rival = app.rival();
    auto stream = LiveStream::of_staff(app.port(), marit);
    auto rivals = LiveStream::of_staff(app.port(), rival);
    auto const notes = "/api/v1/contacts/" + world::sanne.text() + "/notes";
    EXPECT_EQ(lucia.post(notes, R"({"text": ""})").status, 422U) << "nothing is told of what was refused";
    ASSERT_EQ(lucia.post(notes, R"({"text": "Called, likes the sea"})").status, 201U);
    auto const event = stream.event();
    EXPECT_TRUE(event.starts_with("event: activity\ndata: {")) << event;
    EXPECT_NE(event.find(world::sanne.text()), std::string::npos) << event;
    EXPECT_EQ(event.find("sea"), std::string::npos) << "type and ids only";
    ASSERT_EQ(rival.post("/api/v1/contacts/" + world::joost.text() + "/notes", R"({"text": "Hello"})").status, 201U);
    auto const theirs = rivals.event();
    EXPECT_NE(theirs.find(world::joost.text()), std::string::npos) << "the first they hear is their own: " << theirs;
}

TEST_F(StaffApi, TheLiveStreamEndsWithTheSession)
{
    auto marit = app.marit();
    auto phone = app.marit();
    auto own = LiveStream::of_staff(app.port(), marit);
    auto other = LiveStream::of_staff(app.port(), phone);
    ASSERT_EQ(marit.remove("/api/v1/session").status, 204U);
    own.rest();
    auto again = app.marit();
    ASSERT_EQ(again.put("/api/v1/session/password", R"({"current_password": "Loggia-demo-1", "new_password": "Nieuw-wachtwoord-2"})").status, 204U);
    other.rest();  // ended by the change of password
}

TEST_F(StaffApi, AClientsStreamTellsOnlyWhatIsHers)
{
    auto marit = app.marit();
    auto sanne = app.sanne();
    auto stream = LiveStream::of_client(app.port(), sanne);
    ASSERT_EQ(marit.post("/api/v1/contacts/" + world::mark.text() + "/notes", R"({"text": "of Mark"})").status, 201U);
    ASSERT_EQ(marit.post("/api/v1/contacts/" + world::sanne.text() + "/notes", R"({"text": "internal"})").status, 201U);
    ASSERT_EQ(marit.post("/api/v1/deals/" + world::second_home.text() + "/properties", "{\"property_ids\": [\"" + world::finca.text() + "\"]}").status, 201U);
    auto const event = stream.event();
    EXPECT_NE(event.find(world::finca.text()), std::string::npos) << "the offer is the first she hears of: " << event;
    ASSERT_EQ(marit.put("/api/v1/accesses/" + world::sanne_access.text() + "/block", R"({"blocked": true})").status / 100, 2U);
    stream.rest();
    EXPECT_EQ(sanne.get("/api/v1/portal/session").status, 401U);
}

}  // namespace
}  // namespace loggia::test
