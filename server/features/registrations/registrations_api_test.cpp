// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/database_snapshot.hpp"
#include "test/mails.hpp"
#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::registrations {
namespace {

using test::Caller, test::Reply, test::TestApp, test::fact_in, test::text_part;
namespace world = test::world;
using Texts = std::vector<std::string>;

std::string const path = "/api/v1/public/portals/vesper-daal/registrations";
std::string const password = "Zee-kraal-48-duin";

std::string body(std::string const& email, std::string const& more = "")
{
    return R"({"first_name": "Anna", "last_name": "Kok", "email": ")" + email + R"(", "password": ")" + password + R"(")" + more + "}";
}

class Registrations : public testing::Test {
protected:
    Registrations() { allow("open"); }

    void allow(std::string const& registration)
    {
        app.sql("UPDATE portals SET registration = '" + registration + "', new_level = 'basic' WHERE id = 1701");
    }

    std::string start(std::string const& email, std::string const& more = "")
    {
        auto const reply = caller.post(path, body(email, more));
        EXPECT_EQ(reply.status, 201u) << reply.body;
        return reply.text("/attempt");
    }

    // The newest mail's.
    std::string code(std::string const& label = "Code")
    {
        app.run_jobs();
        return fact_in(app.mails().back(), label);
    }

    Reply finish(std::string const& attempt, std::string const& with)
    {
        return caller.put(path, R"({"attempt": ")" + attempt + R"(", "code": ")" + with + R"("})");
    }

    void register_anna(std::string const& more = "")
    {
        auto const attempt = start("anna@example.com", more);
        ASSERT_EQ(finish(attempt, code()).text("/state"), "pending");
    }

    TestApp app;
    Caller caller = app.nobody();
};

} // namespace

TEST_F(Registrations, AStrangerBecomesALeadWithAnOpenPortal)
{
    auto const attempt = start("Anna@Example.com");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts"), 6) << "nothing before the address is proven";
    auto const sent = code();
    ASSERT_EQ(sent.size(), 6u) << text_part(app.mails().back());
    auto const reply = finish(attempt, sent.substr(0, 3) + " " + sent.substr(3));
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.text("/state"), "active");
    EXPECT_EQ(reply.text("/session/level"), "basic");
    EXPECT_EQ(reply.text("/session/contact/first_name"), "Anna");
    EXPECT_EQ(caller.get("/api/v1/portal/home").status, 200u);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE kind = 'lead' AND status = 'active' AND email_folded = 'anna@example.com' AND "
                        "source = 'Vesper & Daal' AND owner_id IS NULL"),
              1);
    auto const lead = app.count("SELECT id FROM contacts WHERE email_folded = 'anna@example.com'");
    EXPECT_EQ(app.actions(lead), (Texts{"portal.signed_in", "access.registered"}));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE email_verified = 'anna@example.com' AND password_hash IS NOT NULL"), 1);
    EXPECT_EQ(
        app.nobody()
            .post("/api/v1/public/portals/vesper-daal/sessions", R"({"email": "anna@example.com", "password": ")" + password + R"("})")
            .status,
        201u);
    app.run_jobs();
    EXPECT_NE(app.mails().back().find("admin@vesperdaal.example"), std::string::npos);
    EXPECT_NE(text_part(app.mails().back()).find("https://portal.test/crm/contacts/"), std::string::npos);
    EXPECT_EQ(finish(attempt, sent).code(), "code_expired");
}

TEST_F(Registrations, AKnownAddressLinksToItsContactAndTellsItsAgent)
{
    auto const attempt = start("ada@example.com");
    ASSERT_EQ(finish(attempt, code()).text("/state"), "active");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts"), 6);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Ada' AND kind = 'client' AND status = 'active'"), 1);
    EXPECT_EQ(app.actions(world::added.value), (Texts{"portal.signed_in", "access.registered"}));
    app.run_jobs();
    EXPECT_NE(app.mails().back().find("agent@vesperdaal.example"), std::string::npos);
    EXPECT_EQ(app.mails().size(), 2u);
}

TEST_F(Registrations, WithApprovalItWaitsUntilStaffDecide)
{
    allow("approval");
    auto const attempt = start("ada@example.com");
    auto const reply = finish(attempt, code());
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.text("/state"), "pending");
    EXPECT_TRUE(reply.at("/session").is_null());
    EXPECT_TRUE(caller.cookies.empty());
    EXPECT_EQ(app.actions(world::added.value), Texts{"access.requested"});
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Ada' AND status = 'added'"), 1);
    auto const sign_in = [&](std::string const& with) {
        return caller.post("/api/v1/public/portals/vesper-daal/sessions", R"({"email": "ada@example.com", "password": ")" + with + R"("})")
            .code();
    };
    EXPECT_EQ(sign_in(password), "approval_pending");
    EXPECT_EQ(sign_in("wrong"), "sign_in_failed");

    auto lucia = app.lucia();
    auto const waiting = lucia.get("/api/v1/portal-requests");
    EXPECT_EQ(waiting.text("/items/0/contact_name"), "Ada Added");
    EXPECT_EQ(waiting.text("/items/0/email"), "ada@example.com");
    auto const access = "/api/v1/accesses/" + waiting.text("/items/0/access_id");
    EXPECT_EQ(lucia.put(access + "/block", R"({"blocked": true})").code(), "approval_pending");
    EXPECT_EQ(lucia.post(access + "/invitations").code(), "approval_pending");
    EXPECT_EQ(app.rival().put(access + "/approval", R"({"approved": true})").code(), "access_not_found");
    EXPECT_EQ(lucia.put(access + "/approval", R"({})").status, 200u) << "left out is no";
    EXPECT_EQ(app.actions(world::added.value).front(), "access.declined");
}

TEST_F(Registrations, TheApprovedComeInAndAreTold)
{
    allow("approval");
    register_anna();
    auto marit = app.marit();
    auto const waiting = marit.get("/api/v1/portal-requests");
    auto const access = "/api/v1/accesses/" + waiting.text("/items/0/access_id") + "/approval";
    EXPECT_EQ(app.lucia().put(access, R"({"approved": true})").code(), "owner_or_admin_only") << "nobody looks after the new lead yet";
    auto const reply = marit.put(access, R"({"approved": true})");
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.text("/items/0/state"), "active");
    EXPECT_EQ(app.count("SELECT owner_id FROM contacts WHERE email = 'anna@example.com'"), world::marit.value);
    app.run_jobs();
    EXPECT_NE(text_part(app.mails().back()).find("Vesper & Daal has approved your registration"), std::string::npos);
    EXPECT_EQ(app.client("vesper-daal", "sanne@example.com").get("/api/v1/portal/session").status, 200u);
    EXPECT_EQ(
        caller.post("/api/v1/public/portals/vesper-daal/sessions", R"({"email": "anna@example.com", "password": ")" + password + R"("})")
            .status,
        201u);
    EXPECT_EQ(marit.put(access, R"({"approved": true})").code(), "not_pending");
    EXPECT_TRUE(marit.get("/api/v1/portal-requests").at("/items").as_array().empty());
}

TEST_F(Registrations, TheDeclinedAreToldPolitelyAndTheirLoginGoes)
{
    allow("approval");
    register_anna(R"(, "locale": "nl")");
    auto marit = app.marit();
    auto const access = marit.get("/api/v1/portal-requests").text("/items/0/access_id");
    ASSERT_EQ(marit.put("/api/v1/accesses/" + access + "/approval", R"({"approved": false})").text("/items/0/state"), "none");
    app.run_jobs();
    EXPECT_NE(text_part(app.mails().back()).find("Helaas kan Vesper & Daal u op dit moment geen toegang geven"), std::string::npos);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts"), 3);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE email = 'anna@example.com'"), 1);
}

TEST_F(Registrations, WhoHasAnAccessHearsSoByMailAlone)
{
    for (auto const* email : {"sanne@example.com", "mark@example.com"}) {
        auto const attempt = start(email);
        app.run_jobs();
        EXPECT_EQ(fact_in(app.mails().back(), "Code"), "");
        EXPECT_NE(text_part(app.mails().back()).find("There is an access with it already"), std::string::npos);
        for (int i = 0; i < 5; ++i) EXPECT_EQ(finish(attempt, "000000").code(), "wrong_code");
        EXPECT_EQ(finish(attempt, "000000").code(), "code_expired");
    }
    EXPECT_EQ(app.actions(world::sanne.value), Texts{});
    EXPECT_EQ(app.sanne().get("/api/v1/portal/session").status, 200u) << "her password is as it was";
}

TEST_F(Registrations, AnAccountOfAnotherPortalGetsAnAccessMoreAndThePasswordThatWasProven)
{
    auto marit = app.marit();
    auto const support = marit.post("/api/v1/portals", R"({"name": "Support"})").text("/id");
    marit.put("/api/v1/portals/" + support + "/switch", R"({"enabled": true})");
    app.sql("UPDATE portals SET registration = 'open' WHERE slug = 'support'");
    auto sanne = app.sanne();
    auto const stream = app.services().hub.subscribe(
        {world::vesper, SessionId{app.count("SELECT MAX(id) FROM sessions WHERE kind = 'client'")}, world::sanne});
    auto const other = "/api/v1/public/portals/support/registrations";
    auto const attempt = caller.post(other, body("sanne@example.com", R"(, "locale": "en")")).text("/attempt");
    auto const sent = code();
    EXPECT_EQ(finish(attempt, sent).code(), "code_expired") << "it belongs to the other portal";
    auto const reply = caller.put(other, R"({"attempt": ")" + attempt + R"(", "code": ")" + sent + R"("})");
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.at("/session/portals").as_array().size(), 2u);
    EXPECT_EQ(sanne.get("/api/v1/portal/session").status, 401u) << "as with any new password";
    EXPECT_TRUE(test::ends(*stream));
}

TEST_F(Registrations, BadInputIsNamed)
{
    EXPECT_EQ(caller.post(path, R"({"last_name": "Kok"})").error_at("/first_name"), "required");
    EXPECT_EQ(caller.post(path, R"({"first_name": " ", "last_name": "K", "email": "a@example.com", "password": "Zee-kraal-48-duin"})")
                  .error_at("/first_name"),
              "required");
    EXPECT_EQ(
        caller.post(path, R"({"first_name": "A", "last_name": "K", "email": "a", "password": "Zee-kraal-48-duin"})").error_at("/email"),
        "invalid_format");
    EXPECT_EQ(caller.post(path, R"({"first_name": "A", "last_name": "K", "email": "a@example.com", "password": "short"})").code(),
              "weak_password");
    EXPECT_EQ(caller.post("/api/v1/public/portals/nowhere/registrations", body("a@example.com")).code(), "portal_not_found");
    EXPECT_EQ(finish("nonsense", "123456").code(), "code_expired");
    allow("off");
    EXPECT_EQ(caller.post(path, body("a@example.com")).code(), "registration_off");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM one_time_secrets"), 0);
    EXPECT_EQ(caller.get("/api/v1/public/portals/vesper-daal").text("/registration"), "off");
}

TEST_F(Registrations, ACodeEndsAfterTenMinutesAndWithThePortalsPermission)
{
    auto const late = start("anna@example.com");
    auto const sent = code();
    allow("off");
    EXPECT_EQ(finish(late, sent).code(), "registration_off");
    allow("open");
    app.clock().advance(std::chrono::minutes(10));
    EXPECT_EQ(finish(late, sent).code(), "code_expired");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts"), 6);
}

TEST_F(Registrations, TheyAreLimitedByAddress)
{
    for (int i = 0; i < 10; ++i) start("anna@example.com");
    auto const reply = caller.post(path, body("anna@example.com"));
    EXPECT_EQ(reply.status, 429u);
    EXPECT_EQ(reply.code(), "too_many_attempts");
    start("berta@example.com");
}

// Contact, account, access, session and records belong together: none without the others.
TEST_F(Registrations, OneThatBreaksInTheMiddleLeavesNoTrace)
{
    auto const attempt = start("anna@example.com");
    auto const sent = code();
    app.sql("DELETE FROM one_time_secrets WHERE purpose <> 'registration'");
    app.sql("ALTER TABLE sessions RENAME TO sessions_away");
    auto before = test::snapshot(app.database());
    EXPECT_EQ(finish(attempt, sent).status, 500u);
    auto after = test::snapshot(app.database());
    before.erase("one_time_secrets");
    after.erase("one_time_secrets");
    EXPECT_EQ(test::difference(before, after), "");
}

} // namespace loggia::registrations
