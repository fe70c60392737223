// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/mails.hpp"
#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::portals {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp, test::fact_in, test::text_part;
namespace world = test::world;
using Texts = std::vector<std::string>;

std::string portals_of(ContactId contact)
{
    return "/api/v1/contacts/" + contact.text() + "/portals";
}
std::string accesses_of(ContactId contact)
{
    return "/api/v1/contacts/" + contact.text() + "/accesses";
}
std::string access_path(AccessId access)
{
    return "/api/v1/accesses/" + access.text();
}

std::string invitation(std::string const& more = "", PortalId portal = world::portal)
{
    return R"({"portal_ids": [")" + portal.text() + R"("], "level": "standard")" + more + "}";
}

Reply sign_in(TestApp& app, std::string const& email, std::string const& password)
{
    return app.nobody().post("/api/v1/public/portals/vesper-daal/sessions",
                             R"({"email": ")" + email + R"(", "password": ")" + password + R"("})");
}

} // namespace

TEST(AccessesApi, TheWidgetShowsEachPortalAndWhatIsMissing)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const mark = lucia.get(portals_of(world::mark));
    ASSERT_EQ(mark.status, 200u) << mark.body;
    EXPECT_EQ(mark.text("/items/0/state"), "invited");
    EXPECT_EQ(mark.text("/items/0/portal_slug"), "vesper-daal");
    EXPECT_EQ(mark.text("/items/0/expires_at"), to_string(world::now + std::chrono::hours(72)));
    auto const noor = lucia.get(portals_of(world::noor));
    EXPECT_EQ(noor.text("/items/0/state"), "none");
    EXPECT_EQ(noor.text("/missing/0"), "email");
    app.clock().advance(std::chrono::hours(72));
    EXPECT_EQ(lucia.get(portals_of(world::mark)).text("/items/0/state"), "expired");
    EXPECT_EQ(app.rival().get(portals_of(world::mark)).code(), "contact_not_found");
    EXPECT_EQ(app.sanne().get(portals_of(world::mark)).status, 401u);
}

TEST(AccessesApi, AnInvitationIsMailedAndItsPasswordOpensThePortal)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const reply = lucia.post(accesses_of(world::added), invitation());
    ASSERT_EQ(reply.status, 201u) << reply.body;
    EXPECT_EQ(reply.text("/items/0/state"), "invited");
    EXPECT_EQ(reply.text("/items/0/delivery/state"), "queued");
    EXPECT_EQ(app.actions(world::added.value), Texts{"access.invited"});
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Ada' AND status = 'invited'"), 1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE password_hash IS NULL"), 1);

    ASSERT_EQ(app.run_jobs(), 1u);
    ASSERT_EQ(app.mails().size(), 1u);
    auto const mail = app.mails().front();
    EXPECT_NE(mail.find("Subject: Your access to Vesper & Daal"), std::string::npos);
    EXPECT_NE(mail.find("ada@example.com"), std::string::npos);
    EXPECT_NE(text_part(mail).find("https://portal.test/vesper-daal/"), std::string::npos);
    auto const password = fact_in(mail, "Temporary password");
    EXPECT_EQ(password.size(), 14u) << text_part(mail);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs"), 0);

    auto const session = sign_in(app, "ada@example.com", password);
    ASSERT_EQ(session.status, 201u) << session.body;
    EXPECT_TRUE(session.at("/must_change_password").as_bool());
    EXPECT_EQ(lucia.get(portals_of(world::added)).text("/items/0/state"), "active");
}

TEST(AccessesApi, TheMailSpeaksTheContactsLanguage)
{
    TestApp app;
    ASSERT_EQ(app.marit().post(accesses_of(world::fenna), invitation()).status, 201u);
    app.run_jobs();
    auto const text = text_part(app.mails().front());
    EXPECT_NE(text.find("Tijdelijk wachtwoord: "), std::string::npos) << text;
    EXPECT_NE(text.find("72 uur"), std::string::npos);
    EXPECT_NE(text.find("21 juni 2026"), std::string::npos) << text;
}

TEST(AccessesApi, OnlyTheOwnerOrAnAdminInvites)
{
    TestApp app;
    EXPECT_EQ(app.lucia().post(accesses_of(world::fenna), invitation()).code(), "owner_or_admin_only");
    EXPECT_EQ(app.lucia().put(access_path(world::sanne_access) + "/block", R"({"blocked": true})").code(), "owner_or_admin_only");
    EXPECT_EQ(app.rival().post(accesses_of(world::fenna), invitation()).code(), "contact_not_found");
    EXPECT_EQ(app.marit().post(accesses_of(world::joost), invitation()).code(), "contact_not_found");
    EXPECT_EQ(app.sanne().post(accesses_of(world::fenna), invitation()).status, 401u);
    EXPECT_EQ(app.marit().post(accesses_of(world::fenna), invitation("", world::rival_portal)).error_at("/portal_ids/0"),
              "portal_not_found");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accesses"), 3);
}

TEST(AccessesApi, AContactNobodyLooksAfterGetsTheInvitingAdminAsOwner)
{
    TestApp app;
    app.sql("UPDATE contacts SET owner_id = NULL WHERE first_name = 'Fenna'");
    EXPECT_EQ(app.lucia().post(accesses_of(world::fenna), invitation()).code(), "owner_or_admin_only");
    ASSERT_EQ(app.marit().post(accesses_of(world::fenna), invitation()).status, 201u);
    EXPECT_EQ(app.count("SELECT owner_id FROM contacts WHERE first_name = 'Fenna'"), world::marit.value);
}

TEST(AccessesApi, AnIncompleteContactIsNamedAndItsAddressCanBeGivenOnTheSpot)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const refused = lucia.post(accesses_of(world::noor), invitation());
    EXPECT_EQ(refused.status, 422u);
    EXPECT_EQ(refused.code(), "contact_incomplete");
    EXPECT_EQ(refused.error_at("/email"), "required");
    EXPECT_EQ(lucia.post(accesses_of(world::noor), invitation(R"(, "email": "sanne@example.com")")).code(), "email_taken");
    EXPECT_EQ(lucia.post(accesses_of(world::noor), invitation(R"(, "email": "noor@example.com")")).status, 201u);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE email = 'noor@example.com'"), 1);
    EXPECT_EQ(lucia.post(accesses_of(world::noor), R"({"portal_ids": [], "level": "all"})").error_at("/level"), "not_allowed");
}

TEST(AccessesApi, OneIsInvitedOnceAndOnlyToAPortalThatIsOn)
{
    TestApp app;
    auto marit = app.marit();
    EXPECT_EQ(marit.post(accesses_of(world::mark), invitation()).code(), "already_invited");
    marit.put("/api/v1/portals/" + world::portal.text() + "/switch", R"({"enabled": false})");
    EXPECT_EQ(marit.post(accesses_of(world::fenna), invitation()).code(), "portal_off");
    EXPECT_EQ(marit.post(access_path(world::mark_access) + "/invitations").code(), "portal_off");
}

TEST(AccessesApi, ANewInvitationKillsTheOldPasswordAtOnce)
{
    TestApp app;
    auto marit = app.marit();
    app.clock().advance(std::chrono::hours(80));
    ASSERT_EQ(marit.post(access_path(world::mark_access) + "/invitations").status, 201u);
    EXPECT_EQ(sign_in(app, "mark@example.com", world::password).code(), "sign_in_failed");
    ASSERT_EQ(app.run_jobs(), 1u);
    auto const first = fact_in(app.mails().front(), "Tijdelijk wachtwoord");

    ASSERT_EQ(marit.post(access_path(world::mark_access) + "/invitations").status, 201u);
    EXPECT_EQ(sign_in(app, "mark@example.com", first).code(), "sign_in_failed");
    app.run_jobs();
    EXPECT_EQ(sign_in(app, "mark@example.com", fact_in(app.mails().back(), "Tijdelijk wachtwoord")).status, 201u);
    EXPECT_EQ(app.actions(world::mark.value).back(), "access.invited_again");
}

TEST(AccessesApi, AnOlderInvitationThatStillWaitsIsNotSent)
{
    TestApp app;
    auto marit = app.marit();
    marit.post(access_path(world::mark_access) + "/invitations");
    marit.post(access_path(world::mark_access) + "/invitations");
    EXPECT_EQ(app.run_jobs(), 2u);
    EXPECT_EQ(app.mails().size(), 1u);
}

TEST(AccessesApi, WhoHasAPasswordOfItsOwnIsNotInvitedAgain)
{
    TestApp app;
    EXPECT_EQ(app.marit().post(access_path(world::sanne_access) + "/invitations").code(), "already_active");
    EXPECT_EQ(app.rival().post(access_path(world::mark_access) + "/invitations").code(), "access_not_found");
    EXPECT_EQ(app.nobody().post(access_path(world::mark_access) + "/invitations").status, 401u);
}

TEST(AccessesApi, ASecondPortalKeepsTheContactsOwnPassword)
{
    TestApp app;
    auto marit = app.marit();
    auto const portal = PortalId::parse(marit.post("/api/v1/portals", R"({"name": "Support"})").text("/id")).value();
    marit.put("/api/v1/portals/" + portal.text() + "/switch", R"({"enabled": true})");
    ASSERT_EQ(marit.post(accesses_of(world::sanne), invitation("", portal)).status, 201u);
    app.run_jobs();
    EXPECT_EQ(text_part(app.mails().front()).find("Tijdelijk wachtwoord"), std::string::npos);
    EXPECT_EQ(app.client("support", "sanne@example.com").get("/api/v1/portal/session").text("/portal/slug"), "support");
    EXPECT_EQ(app.sanne().get("/api/v1/portal/session").status, 200u);
}

TEST(AccessesApi, BlockingEndsSessionsAndStreamsAtOnce)
{
    TestApp app;
    auto marit = app.marit();
    auto sanne = app.sanne();
    auto const session = SessionId{app.count("SELECT id FROM sessions WHERE kind = 'client'")};
    auto const stream = app.services().hub.subscribe({world::vesper, session, world::sanne});

    auto const blocked = marit.put(access_path(world::sanne_access) + "/block", R"({"blocked": true})");
    ASSERT_EQ(blocked.text("/state"), "blocked");
    EXPECT_TRUE(test::ends(*stream));
    EXPECT_EQ(sanne.get("/api/v1/portal/home").status, 401u);
    EXPECT_EQ(sign_in(app, "sanne@example.com", world::password).code(), "sign_in_failed");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Sanne' AND status = 'blocked'"), 1);
    EXPECT_EQ(marit.post(access_path(world::sanne_access) + "/invitations").code(), "access_blocked");

    ASSERT_EQ(marit.put(access_path(world::sanne_access) + "/block", R"({"blocked": false})").text("/state"), "active");
    EXPECT_EQ(sanne.get("/api/v1/portal/home").status, 401u);
    EXPECT_EQ(sign_in(app, "sanne@example.com", world::password).status, 201u);
    EXPECT_EQ(app.actions(world::sanne.value), (Texts{"portal.signed_in", "access.unblocked", "access.blocked", "portal.signed_in"}));
}

TEST(AccessesApi, AnAccessIsRemovedAndItsLoginWithTheLast)
{
    TestApp app;
    auto marit = app.marit();
    auto sanne = app.sanne();
    app.sql("INSERT INTO account_contacts (organization_id, account_id, contact_id, granted_by, created_at) VALUES (1001, 1801, 1202, "
            "1101, 0)");
    EXPECT_EQ(app.rival().remove(access_path(world::sanne_access)).status, 404u);
    EXPECT_EQ(app.lucia().remove(access_path(world::sanne_access)).code(), "owner_or_admin_only");
    ASSERT_EQ(marit.remove(access_path(world::sanne_access)).status, 204u);
    EXPECT_EQ(sanne.get("/api/v1/portal/session").status, 401u);
    EXPECT_EQ(marit.get(portals_of(world::sanne)).text("/items/0/state"), "none");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts"), 2);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM account_contacts"), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Sanne' AND status = 'added'"), 1);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "access.removed");
}

TEST(AccessesApi, RightsAreSetAndCountAtOnce)
{
    TestApp app;
    auto marit = app.marit();
    auto sanne = app.sanne();
    auto const reply = marit.put(access_path(world::sanne_access) + "/rights", R"({"level": "extended", "retention_days": 30,
        "overrides": [{"right": "messages", "allowed": false}, {"right": "notes", "allowed": true}], "company_scope": ["properties"]})");
    ASSERT_EQ(reply.status, 200u) << reply.body;
    EXPECT_EQ(reply.text("/level"), "extended");
    EXPECT_EQ(reply.at("/overrides").as_array().size(), 1u) << "notes come with the level";
    EXPECT_EQ(reply.text("/overrides/0/right"), "messages");
    EXPECT_EQ(reply.text("/company_scope/0"), "properties");
    EXPECT_EQ(reply.at("/retention_days").as_int64(), 30);
    EXPECT_EQ(reply.body.find("send_messages"), std::string::npos) << "who receives none sends none";
    auto const session = sanne.get("/api/v1/portal/session");
    EXPECT_EQ(session.at("/rights"), reply.at("/rights"));
    EXPECT_EQ(session.text("/level"), "extended");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "access.rights_changed");

    auto const same = marit.put(access_path(world::sanne_access) + "/rights", R"({"level": "extended", "retention_days": 30,
        "overrides": [{"right": "messages", "allowed": false}], "company_scope": ["properties"]})");
    EXPECT_EQ(same.status, 200u);
    EXPECT_EQ(app.actions(world::sanne.value).size(), 2u) << "nothing changed, nothing is recorded";
}

TEST(AccessesApi, RightsThatMakeNoSenseAreRefused)
{
    TestApp app;
    auto marit = app.marit();
    auto const path = access_path(world::sanne_access) + "/rights";
    EXPECT_EQ(marit.put(path, R"({"level": "all"})").error_at("/level"), "not_allowed");
    EXPECT_EQ(marit.put(path, R"({"level": "basic", "overrides": [{"right": "fly", "allowed": true}]})").error_at("/overrides/0/right"),
              "not_allowed");
    EXPECT_EQ(
        marit.put(path, R"({"level": "basic", "overrides": [{"right": "notes", "allowed": true}, {"right": "notes", "allowed": false}]})")
            .error_at("/overrides/1/right"),
        "not_allowed");
    EXPECT_EQ(marit.put(path, R"({"level": "basic", "retention_days": 0})").error_at("/retention_days"), "out_of_range");
    EXPECT_EQ(marit.put(path, R"({"level": "basic", "company_scope": ["everything"]})").error_at("/company_scope/0"), "not_allowed");
    EXPECT_EQ(app.lucia().put(path, R"({"level": "basic"})").code(), "owner_or_admin_only");
    EXPECT_EQ(app.rival().put(path, R"({"level": "basic"})").code(), "access_not_found");
    EXPECT_EQ(app.nobody().put(path, R"({"level": "basic"})").status, 401u);
    EXPECT_EQ(app.sanne().get("/api/v1/portal/session").text("/level"), "standard");
}

TEST(AccessesApi, TheLevelsAreExplained)
{
    TestApp app;
    auto const reply = app.lucia().get("/api/v1/levels");
    ASSERT_EQ(reply.status, 200u);
    EXPECT_EQ(reply.text("/levels/0/level"), "basic");
    EXPECT_EQ(reply.at("/levels/0/rights").as_array().size(), 5u);
    EXPECT_EQ(reply.at("/levels/2/rights").as_array().size(), 12u);
    EXPECT_EQ(app.sanne().get("/api/v1/levels").status, 401u);
}

TEST(AccessesApi, NewHomesAreMailedTogetherUnlessTheyWereSeen)
{
    TestApp app;
    auto marit = app.marit();
    auto const offers = "/api/v1/deals/" + world::second_home.text() + "/properties";
    ASSERT_EQ(marit.post(offers, R"({"property_ids": [")" + world::finca.text() + R"("]})").status, 201u);
    app.clock().advance(std::chrono::minutes(5));
    app.run_jobs();
    ASSERT_EQ(app.mails().size(), 1u); // Mark has not signed in yet
    auto const text = text_part(app.mails().front());
    EXPECT_NE(text.find("Marit Vesper heeft 2 woningen voor u gekozen"), std::string::npos) << text;
    EXPECT_NE(text.find("Finca Son Olivar: Benissa"), std::string::npos) << text;
}

TEST(AccessesApi, NothingIsMailedAboutHomesThatWereSeen)
{
    TestApp app;
    auto sanne = app.sanne();
    app.marit().post("/api/v1/deals/" + world::second_home.text() + "/properties",
                     R"({"property_ids": [")" + world::finca.text() + R"("]})");
    for (auto const property : {world::villa, world::finca})
        ASSERT_EQ(sanne.post("/api/v1/portal/properties/" + property.text() + "/sight").status, 204u);
    app.clock().advance(std::chrono::minutes(5));
    app.run_jobs();
    EXPECT_TRUE(app.mails().empty());
}

} // namespace loggia::portals
