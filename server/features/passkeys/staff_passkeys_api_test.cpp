// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/auth/base64url.hpp"
#include "test/authenticator.hpp"
#include "test/mail_reader.hpp"
#include "test/test_app.hpp"

namespace loggia::passkeys {
namespace {

using test::Authenticator;
using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string const own = "/api/v1/passkeys";

class StaffPasskeysApi : public testing::Test {
protected:
    StaffPasskeysApi() { phone.party_id = "portal.test"; }

    Reply add(Caller& caller, Authenticator& authenticator)
    {
        auto const begun = caller.post("/api/v1/passkey-challenges", "{}");
        EXPECT_EQ(begun.status, 201U) << begun.body;
        auto const handle = auth::decode_base64url(begun.text("/options/user/id")).value_or("");
        auto const credential = authenticator.create(begun.text("/options/challenge"), handle);
        return caller.post(own, R"({"attempt": ")" + begun.text("/attempt") + R"(", "name": "Laptop", "credential": )" + credential + "}");
    }
    Reply enter(Caller& caller, Authenticator& authenticator)
    {
        auto const begun = caller.post("/api/v1/public/staff-passkey-challenges", "{}");
        EXPECT_EQ(begun.text("/options/rpId"), "portal.test");
        return caller.post("/api/v1/public/staff-passkey-sessions", R"({"attempt": ")" + begun.text("/attempt") + R"(", "credential": )" +
                                                                        authenticator.get(begun.text("/options/challenge")) + "}");
    }
    Reply sign_in(Caller& caller)
    {
        return caller.post("/api/v1/public/staff-sessions", R"({"email": "agent@vesperdaal.example", "password": "Loggia-demo-1"})");
    }

    TestApp app;
    Caller lucia = app.lucia();
    Authenticator phone{auth::webauthn::Algorithm::rs256, "https://portal.test"};
};

} // namespace

TEST_F(StaffPasskeysApi, APasskeyIsBothFactorsAtOnce)
{
    auto const added = add(lucia, phone);
    ASSERT_EQ(added.status, 201U) << added.body;
    EXPECT_EQ(app.actions(world::lucia.value).front(), "staff.passkey_added");
    EXPECT_EQ(lucia.get("/api/v1/session").text("/user/second_factor"), "passkey");

    auto caller = app.nobody();
    auto const password = sign_in(caller);
    ASSERT_EQ(password.status, 202U) << password.body;
    EXPECT_EQ(boost::json::serialize(password.at("/second_factor/methods")), R"(["passkey"])");
    auto const reply = enter(caller, phone);
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/user/name"), "Lucía Ferrer");
    EXPECT_EQ(caller.get("/api/v1/contacts").status, 200U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'staff.signed_in' AND detail LIKE '%passkey%'"), 1);
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "A passkey was added");
}

TEST_F(StaffPasskeysApi, ItMeetsTheRuleOfTheOrganizationAndCannotBeTakenAwayThen)
{
    app.sql("UPDATE organizations SET second_factor = 'required' WHERE id = 1001");
    EXPECT_EQ(lucia.get("/api/v1/contacts").code(), "second_factor_required");
    auto const id = add(lucia, phone).text("/id");
    EXPECT_EQ(lucia.get("/api/v1/contacts").status, 200U);
    EXPECT_EQ(lucia.remove(own + "/" + id).code(), "second_factor_required");
    Authenticator second(auth::webauthn::Algorithm::eddsa, "https://portal.test");
    second.party_id = "portal.test";
    ASSERT_EQ(add(lucia, second).status, 201U);
    EXPECT_EQ(lucia.remove(own + "/" + id).status, 204U);
    auto caller = app.nobody();
    EXPECT_EQ(enter(caller, phone).code(), "passkey_refused");
    EXPECT_EQ(enter(caller, second).status, 201U);
}

TEST_F(StaffPasskeysApi, WithoutItThePasswordIsEnoughAgain)
{
    auto const id = add(lucia, phone).text("/id");
    ASSERT_EQ(lucia.post("/api/v1/recovery-codes", R"({"password": "Loggia-demo-1"})").status, 201U);
    auto caller = app.nobody();
    EXPECT_EQ(boost::json::serialize(sign_in(caller).at("/second_factor/methods")), R"(["recovery_code","passkey"])");
    EXPECT_EQ(lucia.put(own + "/" + id + "/name", R"({"name": "Old laptop"})").text("/name"), "Old laptop");
    ASSERT_EQ(lucia.remove(own + "/" + id).status, 204U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM recovery_codes"), 0) << "nothing is left for them to stand in for";
    EXPECT_EQ(sign_in(caller).status, 201U);
    EXPECT_EQ(app.actions(world::lucia.value).at(1), "staff.passkey_removed");
}

TEST_F(StaffPasskeysApi, WhoLeftDoesNotComeIn)
{
    add(lucia, phone);
    app.sql("UPDATE users SET active = 0 WHERE id = 1102");
    auto caller = app.nobody();
    EXPECT_EQ(enter(caller, phone).code(), "passkey_refused");
    EXPECT_TRUE(caller.cookies.empty());
}

TEST_F(StaffPasskeysApi, StaffAndClientsAreApart)
{
    add(lucia, phone);
    auto caller = app.nobody();
    auto const begun = caller.post("/api/v1/public/portals/vesper-daal/passkey-challenges", "{}");
    auto const body =
        R"({"attempt": ")" + begun.text("/attempt") + R"(", "credential": )" + phone.get(begun.text("/options/challenge")) + "}";
    EXPECT_EQ(caller.post("/api/v1/public/portals/vesper-daal/passkey-sessions", body).code(), "passkey_refused");
    EXPECT_EQ(caller.post("/api/v1/public/staff-passkey-sessions", body).code(), "passkey_refused");

    auto const made = app.sanne().post("/api/v1/portal/passkey-challenges", "{}");
    auto const credential = phone.create(made.text("/options/challenge"), "x");
    EXPECT_EQ(lucia.post(own, R"({"attempt": ")" + made.text("/attempt") + R"(", "name": "x", "credential": )" + credential + "}").code(),
              "code_expired");
}

TEST_F(StaffPasskeysApi, AColleaguesPasskeyIsNotMine)
{
    auto const id = add(lucia, phone).text("/id");
    for (auto caller : {app.marit(), app.rival()}) {
        EXPECT_EQ(caller.get(own).at("/items").as_array().size(), 0U);
        EXPECT_EQ(caller.remove(own + "/" + id).code(), "passkey_not_found");
        EXPECT_EQ(caller.put(own + "/" + id + "/name", R"({"name": "x"})").status, 404U);
    }
    EXPECT_EQ(app.sanne().get(own).status, 401U);
}

TEST_F(StaffPasskeysApi, ChallengesAreBoundedByNetwork)
{
    app.sql(
        "INSERT INTO sign_in_failures (key, count, last_at, blocked_until) VALUES ('challenge:address:127.0.0.1', 300, 0, 9000000000000)");
    EXPECT_EQ(app.nobody().post("/api/v1/public/staff-passkey-challenges", "{}").status, 429U);
    EXPECT_EQ(app.nobody().post("/api/v1/public/portals/vesper-daal/passkey-challenges", "{}").status, 429U);
}

} // namespace loggia::passkeys
