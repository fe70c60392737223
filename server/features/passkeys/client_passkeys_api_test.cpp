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

std::string const own = "/api/v1/portal/passkeys";
std::string const challenges = "/api/v1/portal/passkey-challenges";
std::string const base = "/api/v1/public/portals/vesper-daal/";

Authenticator phone_of()
{
    Authenticator authenticator(auth::webauthn::Algorithm::es256, "https://portal.test");
    authenticator.party_id = "portal.test";
    return authenticator;
}

std::string entry(std::string const& attempt, std::string const& credential)
{
    return R"({"attempt": ")" + attempt + R"(", "credential": )" + credential + "}";
}

class ClientPasskeysApi : public testing::Test {
protected:
    // The user handle in the options, as the authenticator keeps it.
    Reply add(Caller& caller, Authenticator& authenticator, std::string const& name = "Telephone")
    {
        auto const begun = caller.post(challenges, "{}");
        EXPECT_EQ(begun.status, 201U) << begun.body;
        auto const handle = auth::decode_base64url(begun.text("/options/user/id")).value_or("");
        auto const credential = authenticator.create(begun.text("/options/challenge"), handle);
        return caller.post(own, R"({"attempt": ")" + begun.text("/attempt") + R"(", "name": ")" + name + R"(", "credential": )" +
                                    credential + "}");
    }

    Reply challenge(std::string const& slug = "vesper-daal")
    {
        return app.nobody().post("/api/v1/public/portals/" + slug + "/passkey-challenges", "{}");
    }
    Reply enter(Caller& caller, Authenticator& authenticator)
    {
        auto const begun = challenge();
        return caller.post(base + "passkey-sessions", entry(begun.text("/attempt"), authenticator.get(begun.text("/options/challenge"))));
    }

    TestApp app;
    Caller sanne = app.sanne();
    Authenticator phone = phone_of();
};

} // namespace

TEST_F(ClientPasskeysApi, APasskeyIsAddedAndSignsIn)
{
    auto const begun = sanne.post(challenges, "{}");
    ASSERT_EQ(begun.status, 201U) << begun.body;
    EXPECT_EQ(begun.text("/options/rp/id"), "portal.test");
    EXPECT_EQ(begun.text("/options/rp/name"), "Vesper & Daal");
    EXPECT_EQ(begun.text("/options/user/name"), "sanne@example.com");
    EXPECT_EQ(begun.text("/options/user/displayName"), "Sanne de Wit");
    EXPECT_EQ(begun.text("/options/attestation"), "none");
    EXPECT_EQ(begun.text("/options/authenticatorSelection/userVerification"), "required");

    auto const added = add(sanne, phone);
    ASSERT_EQ(added.status, 201U) << added.body;
    EXPECT_EQ(added.text("/name"), "Telephone");
    EXPECT_TRUE(added.at("/last_used_at").is_null());
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.passkey_added");
    app.run_jobs();
    EXPECT_EQ(test::header_of(app.mails().back(), "Subject"), "Er is een passkey toegevoegd");

    auto caller = app.nobody();
    auto const reply = enter(caller, phone);
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/contact/first_name"), "Sanne");
    EXPECT_EQ(caller.get("/api/v1/portal/home").status, 200U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM sessions WHERE method = 'passkey'"), 1);
    auto const listed = sanne.get(own);
    ASSERT_EQ(listed.at("/items").as_array().size(), 1U);
    EXPECT_EQ(listed.text("/items/0/last_used_at"), to_string(world::now));
    EXPECT_EQ(listed.at("/items/0").as_object().size(), 4U) << "no key and no credential id is shown";
}

TEST_F(ClientPasskeysApi, ItIsRenamedAndRemoved)
{
    auto const id = add(sanne, phone).text("/id");
    auto const renamed = sanne.put(own + "/" + id + "/name", R"({"name": "Old telephone"})");
    ASSERT_EQ(renamed.status, 200U) << renamed.body;
    EXPECT_EQ(sanne.get(own).text("/items/0/name"), "Old telephone");
    EXPECT_EQ(sanne.put(own + "/" + id + "/name", R"({"name": ""})").error_at("/name"), "required");
    ASSERT_EQ(sanne.remove(own + "/" + id).status, 204U);
    EXPECT_EQ(sanne.remove(own + "/" + id).code(), "passkey_not_found");
    EXPECT_EQ(sanne.put(own + "/" + id + "/name", R"({"name": "x"})").code(), "passkey_not_found");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.passkey_removed");
    auto caller = app.nobody();
    EXPECT_EQ(enter(caller, phone).code(), "passkey_refused");
}

TEST_F(ClientPasskeysApi, AChallengeWorksOnceForTenMinutesAtItsPortal)
{
    add(sanne, phone);
    auto caller = app.nobody();
    auto const used = challenge();
    auto const answer = entry(used.text("/attempt"), phone.get(used.text("/options/challenge")));
    EXPECT_EQ(caller.post(base + "passkey-sessions", answer).status, 201U);
    EXPECT_EQ(caller.post(base + "passkey-sessions", answer).code(), "passkey_refused");

    auto const elsewhere = challenge("noordzee");
    EXPECT_EQ(
        caller.post(base + "passkey-sessions", entry(elsewhere.text("/attempt"), phone.get(elsewhere.text("/options/challenge")))).status,
        401U);
    auto const rival = challenge("noordzee");
    EXPECT_EQ(caller
                  .post("/api/v1/public/portals/noordzee/passkey-sessions",
                        entry(rival.text("/attempt"), phone.get(rival.text("/options/challenge"))))
                  .code(),
              "passkey_refused")
        << "a passkey of another organization";
    auto const late = challenge();
    app.clock().advance(std::chrono::minutes(10));
    EXPECT_EQ(caller.post(base + "passkey-sessions", entry(late.text("/attempt"), phone.get(late.text("/options/challenge")))).status,
              401U);
}

TEST_F(ClientPasskeysApi, WhateverIsWrongIsRefusedAlike)
{
    add(sanne, phone);
    auto caller = app.nobody();
    auto stranger = phone_of();
    EXPECT_EQ(enter(caller, stranger).code(), "passkey_refused");
    auto const refused = [&](auto bend) {
        auto bent = challenge();
        bend(phone);
        auto const reply = caller.post(base + "passkey-sessions", entry(bent.text("/attempt"), phone.get(bent.text("/options/challenge"))));
        phone.origin = "https://portal.test";
        phone.flags = 0x05;
        return reply.status == 401U && reply.code() == "passkey_refused";
    };
    EXPECT_TRUE(refused([](Authenticator& a) { a.origin = "https://evil.example"; }));
    EXPECT_TRUE(refused([](Authenticator& a) { a.flags = 0x01; }));
    ASSERT_EQ(enter(caller, phone).status, 201U);
    caller.cookies.clear();
    EXPECT_TRUE(refused([](Authenticator& a) { a.sign_count = 0; })) << "a copy of the key, which counts by itself";
    EXPECT_EQ(caller.post(base + "passkey-sessions", entry("made-up", "{}")).code(), "passkey_refused");
    EXPECT_EQ(caller.post(base + "passkey-sessions", entry(challenge().text("/attempt"), "\"text\"")).code(), "passkey_refused");
    EXPECT_EQ(caller.post(base + "passkey-sessions", "{}").error_at("/attempt"), "required");
    EXPECT_TRUE(caller.cookies.empty());
}

TEST_F(ClientPasskeysApi, WhoIsBlockedDoesNotComeIn)
{
    add(sanne, phone);
    auto caller = app.nobody();
    app.sql("UPDATE accesses SET state = 'blocked' WHERE id = 1901");
    EXPECT_EQ(enter(caller, phone).status, 401U);
    EXPECT_TRUE(caller.cookies.empty());
    app.sql("DELETE FROM sessions; DELETE FROM accesses WHERE id = 1901");
    EXPECT_EQ(enter(caller, phone).code(), "passkey_refused");
}

TEST_F(ClientPasskeysApi, AddingNeedsOnesOwnFreshChallenge)
{
    auto const begun = sanne.post(challenges, "{}");
    auto const credential = phone.create(begun.text("/options/challenge"), "x");
    auto const body = R"({"attempt": ")" + begun.text("/attempt") + R"(", "name": "Telephone", "credential": )" + credential + "}";
    app.sql("UPDATE accounts SET must_change_password = 0 WHERE id = 1802");
    auto mark = app.client("vesper-daal", "mark@example.com");
    EXPECT_EQ(mark.post(own, body).code(), "code_expired");
    EXPECT_EQ(sanne.post(own, body).status, 201U);
    EXPECT_EQ(sanne.post(own, body).code(), "code_expired");
    auto const again = add(sanne, phone);
    EXPECT_EQ(again.code(), "passkey_known");
    phone.flags = 0x01;
    auto const unverified = add(sanne, phone);
    EXPECT_EQ(unverified.status, 422U);
    EXPECT_EQ(unverified.error_at("/credential"), "passkey_refused");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM passkeys"), 1);
}

TEST_F(ClientPasskeysApi, ThereAreTwentyAtMost)
{
    for (int i = 0; i < 20; ++i) {
        auto authenticator = phone_of();
        EXPECT_EQ(add(sanne, authenticator).status, 201U) << i;
    }
    EXPECT_EQ(sanne.post(challenges, "{}").code(), "too_many_passkeys");
}

TEST_F(ClientPasskeysApi, AnothersPasskeyIsNotMine)
{
    auto const id = add(sanne, phone).text("/id");
    auto joost = app.joost();
    EXPECT_EQ(joost.get(own).at("/items").as_array().size(), 0U);
    EXPECT_EQ(joost.remove(own + "/" + id).status, 404U);
    EXPECT_EQ(app.marit().get(own).status, 401U);
    EXPECT_EQ(app.nobody().post(challenges, "{}").status, 401U);
}

TEST(ClientPasskeys, AtAnIpAddressThereAreNone)
{
    TestApp app([](app::Config& settings) { settings.public_url = "http://127.0.0.1:8080"; });
    EXPECT_EQ(app.nobody().post(base + "passkey-challenges", "{}").code(), "passkeys_off");
    EXPECT_EQ(app.nobody().post(base + "passkey-sessions", entry("x", "{}")).code(), "passkeys_off");
    EXPECT_EQ(app.sanne().post(challenges, "{}").code(), "passkeys_off");
    EXPECT_EQ(app.marit().post("/api/v1/passkey-challenges", "{}").code(), "passkeys_off");
}

} // namespace loggia::passkeys
