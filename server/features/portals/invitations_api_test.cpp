// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/portals/access.hpp"
#include "test/database_snapshot.hpp"
#include "test/mails.hpp"
#include "test/test_app.hpp"

namespace loggia::portals {
namespace {

using test::Caller, test::Reply, test::TestApp, test::fact_in, test::text_part, test::token_in;
namespace world = test::world;
using Texts = std::vector<std::string>;

std::string const accesses = "/accesses";
std::string of(ContactId contact, std::string const& what)
{
    return "/api/v1/contacts/" + contact.text() + what;
}
std::string access_path(std::string const& access, std::string const& what)
{
    return "/api/v1/accesses/" + access + what;
}

class Invitations : public testing::Test {
protected:
    std::string add_portal(std::string const& name)
    {
        auto const id = marit.post("/api/v1/portals", R"({"name": ")" + name + R"("})").text("/id");
        marit.put("/api/v1/portals/" + id + "/switch", R"({"enabled": true})");
        return id;
    }

    void use_links(std::string const& portal = world::portal.text())
    {
        app.sql("UPDATE portals SET invitation_style = 'activation_link' WHERE id = " + std::to_string(PortalId::parse(portal)->value));
    }

    Reply invite(ContactId contact, Texts const& portals, std::string const& more = "")
    {
        std::string ids;
        for (auto const& portal : portals) ids += (ids.empty() ? "\"" : ", \"") + portal + "\"";
        return marit.post(of(contact, accesses), R"({"portal_ids": [)" + ids + R"(], "level": "standard")" + more + "}");
    }

    // Of the only portal there is.
    Reply widget(ContactId contact) { return marit.get(of(contact, "/portals")); }

    Reply activate(std::string const& token, std::string const& password = "Zee-kraal-48-duin", std::string const& slug = "vesper-daal")
    {
        return caller.put("/api/v1/public/portals/" + slug + "/activations",
                          R"({"token": ")" + token + R"(", "password": ")" + password + R"("})");
    }
    Reply greet(std::string const& token, std::string const& slug = "vesper-daal")
    {
        return caller.post("/api/v1/public/portals/" + slug + "/links", R"({"token": ")" + token + R"(", "purpose": "activation"})");
    }

    TestApp app;
    Caller marit = app.marit();
    Caller caller = app.nobody();
    std::string const home = world::portal.text();
};

} // namespace

TEST_F(Invitations, OneMailInvitesToSeveralPortals)
{
    auto const support = add_portal("Support");
    auto const reply = invite(world::added, {home, support, home}, R"(, "overrides": [{"right": "tickets", "allowed": false}])");
    ASSERT_EQ(reply.status, 201u) << reply.body;
    EXPECT_EQ(reply.text("/items/0/state"), "invited");
    EXPECT_EQ(reply.text("/items/1/state"), "invited");
    EXPECT_EQ(reply.text("/items/1/overrides/0/right"), "tickets");
    EXPECT_TRUE(reply.at("/may_manage").as_bool());
    EXPECT_EQ(app.actions(world::added.value), (Texts{"access.invited", "access.invited"}));
    ASSERT_EQ(app.run_jobs(), 1u);
    ASSERT_EQ(app.mails().size(), 1u);
    auto const text = text_part(app.mails().front());
    EXPECT_NE(text.find("https://portal.test/vesper-daal/"), std::string::npos) << text;
    EXPECT_NE(text.find("Support: https://portal.test/support/"), std::string::npos) << text;
    EXPECT_NE(text.find("2 portals"), std::string::npos) << text;
    auto const password = fact_in(app.mails().front(), "Temporary password");
    for (auto const* slug : {"vesper-daal", "support"})
        EXPECT_EQ(app.nobody()
                      .post("/api/v1/public/portals/" + std::string(slug) + "/sessions",
                            R"({"email": "ada@example.com", "password": ")" + password + R"("})")
                      .status,
                  201u)
            << slug;
    EXPECT_EQ(widget(world::added).text("/items/1/delivery/state"), "sent");
}

TEST_F(Invitations, AllOrNone)
{
    auto const support = add_portal("Support");
    marit.put("/api/v1/portals/" + support + "/switch", R"({"enabled": false})");
    auto const before = test::snapshot(app.database());
    EXPECT_EQ(invite(world::added, {home, support}).error_at("/portal_ids/1"), "portal_off");
    EXPECT_EQ(invite(world::added, {home, world::rival_portal.text()}).error_at("/portal_ids/1"), "portal_not_found");
    EXPECT_EQ(invite(world::mark, {home}).error_at("/portal_ids/0"), "already_invited");
    EXPECT_EQ(invite(world::added, {}).error_at("/portal_ids"), "too_few");
    EXPECT_EQ(invite(world::noor, {home}, R"(, "email": "sanne@example.com")").code(), "email_taken");
    EXPECT_EQ(invite(world::added, {home}, R"(, "last_name": "  ")").error_at("/last_name"), "required");
    EXPECT_EQ(test::difference(before, test::snapshot(app.database())), "");
}

TEST_F(Invitations, WhatIsMissingIsGivenOnTheSpot)
{
    auto const missing = widget(world::noor);
    EXPECT_EQ(missing.text("/missing/0"), "email");
    EXPECT_EQ(missing.text("/recommended/0"), "linked_property");
    EXPECT_EQ(widget(world::sanne).at("/recommended").as_array().size(), 0u);
    ASSERT_EQ(invite(world::noor, {home}, R"(, "email": "noor@example.com", "first_name": " Noortje ")").status, 201u);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE email = 'noor@example.com' AND first_name = 'Noortje'"), 1);
    EXPECT_EQ(app.actions(world::noor.value), (Texts{"access.invited", "contact.updated"}));
    EXPECT_EQ(marit.get("/api/v1/contacts?kind=lead&q=noortje").at("/items").as_array().size(), 1u);
}

TEST_F(Invitations, ALeadWhoseDealsAreAllClosedIsNoActiveOne)
{
    app.sql("UPDATE contacts SET email = 'noor@example.com', email_folded = 'noor@example.com' WHERE id = 1203");
    app.sql("INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES (1001, 1601, 1203)");
    app.sql("UPDATE deals SET stage_id = 1514 WHERE id = 1601");
    EXPECT_EQ(widget(world::noor).text("/missing/0"), "active_lead");
    EXPECT_EQ(invite(world::noor, {home}).error_at("/active_lead"), "required");
    app.sql("UPDATE deals SET stage_id = 1511 WHERE id = 1601");
    EXPECT_EQ(invite(world::noor, {home}).status, 201u);
}

TEST_F(Invitations, APartnerIsInvitedLikeAClient)
{
    EXPECT_EQ(widget(world::fenna).at("/recommended").as_array().size(), 0u);
    EXPECT_EQ(invite(world::fenna, {home}).status, 201u);
}

TEST_F(Invitations, ALinkIsUsedByItsButtonAndNotByLooking)
{
    use_links();
    ASSERT_EQ(invite(world::added, {home}).status, 201u);
    app.run_jobs();
    auto const mail = app.mails().front();
    EXPECT_EQ(fact_in(mail, "Temporary password"), "");
    EXPECT_NE(text_part(mail).find("72 hours"), std::string::npos);
    auto const token = token_in(mail, "https://portal.test/vesper-daal/activate");
    ASSERT_EQ(token.size(), 43u) << text_part(mail);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM one_time_secrets WHERE token_hash = '" + token + "' OR payload LIKE '%" + token + "%'"), 0);

    for (int i = 0; i < 3; ++i) {
        auto const greeting = greet(token);
        ASSERT_EQ(greeting.status, 200u) << greeting.body;
        EXPECT_EQ(greeting.text("/first_name"), "Ada");
        EXPECT_EQ(greeting.text("/email"), "ada@example.com");
        EXPECT_EQ(greeting.text("/portal_name"), "Vesper & Daal");
        EXPECT_EQ(greeting.text("/expires_at"), to_string(world::now + std::chrono::hours(72)));
    }
    EXPECT_EQ(activate(token, "weak").error_at("/password"), "too_short");
    auto const session = activate(token);
    ASSERT_EQ(session.status, 200u) << session.body;
    EXPECT_FALSE(session.at("/must_change_password").as_bool());
    EXPECT_TRUE(session.at("/has_password").as_bool());
    EXPECT_EQ(caller.get("/api/v1/portal/home").status, 200u);
    EXPECT_EQ(app.actions(world::added.value), (Texts{"portal.signed_in", "access.activated", "access.invited"}));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE email_verified = 'ada@example.com'"), 1);
    EXPECT_EQ(activate(token).code(), "link_expired");
    EXPECT_EQ(greet(token).status, 410u);
    EXPECT_EQ(app.nobody()
                  .post("/api/v1/public/portals/vesper-daal/sessions", R"({"email": "ada@example.com", "password": "Zee-kraal-48-duin"})")
                  .status,
              201u);
}

TEST_F(Invitations, ALinkEndsWithItsTimeItsPortalABlockOrANewerOne)
{
    use_links();
    auto const access = invite(world::added, {home}).text("/items/0/access_id");
    app.run_jobs();
    auto const first = token_in(app.mails().front(), "activate");
    EXPECT_EQ(greet(first, "noordzee").code(), "link_expired");
    EXPECT_EQ(activate(first, "Zee-kraal-48-duin", "noordzee").code(), "link_expired");
    EXPECT_EQ(greet("nonsense").code(), "link_expired");
    EXPECT_EQ(greet(first, "nowhere").code(), "portal_not_found");

    marit.put(access_path(access, "/block"), R"({"blocked": true})");
    EXPECT_EQ(greet(first).code(), "link_expired");
    marit.put(access_path(access, "/block"), R"({"blocked": false})");
    EXPECT_EQ(greet(first).status, 200u);

    ASSERT_EQ(marit.post(access_path(access, "/invitations")).status, 201u);
    EXPECT_EQ(greet(first).code(), "link_expired") << "at once, before the new mail is sent";
    app.run_jobs();
    auto const second = token_in(app.mails().back(), "activate");
    app.clock().advance(std::chrono::hours(72) - std::chrono::milliseconds(1));
    EXPECT_EQ(greet(second).status, 200u);
    app.clock().advance(std::chrono::milliseconds(1));
    EXPECT_EQ(activate(second).code(), "link_expired");
    EXPECT_TRUE(caller.cookies.empty());
}

TEST_F(Invitations, OnePortalWithLinksMakesTheWholeMailALink)
{
    auto const support = add_portal("Support");
    use_links(support);
    ASSERT_EQ(invite(world::added, {home, support}).status, 201u);
    app.run_jobs();
    auto const token = token_in(app.mails().front(), "https://portal.test/support/activate");
    ASSERT_FALSE(token.empty()) << text_part(app.mails().front());
    ASSERT_EQ(activate(token, "Zee-kraal-48-duin", "support").status, 200u);
    auto const moved = caller.put("/api/v1/portal/session/portal", R"({"slug": "vesper-daal"})");
    EXPECT_EQ(moved.status, 200u) << moved.body;
    EXPECT_EQ(widget(world::added).text("/items/0/state"), "active");
}

TEST_F(Invitations, ByHandNoMailGoesAndTheTextHasASecretOfItsOwn)
{
    auto const reply = invite(world::added, {home}, R"(, "by_hand": true)");
    ASSERT_EQ(reply.status, 201u);
    EXPECT_EQ(reply.text("/items/0/delivery/state"), "by_hand");
    EXPECT_EQ(app.run_jobs(), 0u);
    auto const access = reply.text("/items/0/access_id");
    auto const text = marit.post(access_path(access, "/invitation-texts"));
    ASSERT_EQ(text.status, 201u) << text.body;
    EXPECT_EQ(text.text("/subject"), "Your access to Vesper & Daal");
    EXPECT_EQ(text.text("/expires_at"), to_string(world::now + std::chrono::hours(72)));
    auto const body = text.text("/text");
    auto const start = body.find("Temporary password: ") + 20;
    auto const password = body.substr(start, body.find('\n', start) - start);
    EXPECT_EQ(app.actions(world::added.value), (Texts{"access.text_copied", "access.invited"}));

    ASSERT_EQ(marit.post(access_path(access, "/invitation-texts")).status, 201u);
    auto const sign_in = [&](std::string const& with) {
        return app.nobody()
            .post("/api/v1/public/portals/vesper-daal/sessions", R"({"email": "ada@example.com", "password": ")" + with + R"("})")
            .status;
    };
    EXPECT_EQ(sign_in(password), 401u) << "the newer text's is good";
    EXPECT_EQ(app.lucia().post(access_path(access, "/invitation-texts")).status, 201u) << "Lucía looks after Ada";
    EXPECT_EQ(app.rival().post(access_path(access, "/invitation-texts")).code(), "access_not_found");
    EXPECT_EQ(app.sanne().post(access_path(access, "/invitation-texts")).status, 401u);
    EXPECT_EQ(app.lucia().post(access_path(world::mark_access.text(), "/invitation-texts")).code(), "owner_or_admin_only");
    EXPECT_EQ(marit.post(access_path(world::sanne_access.text(), "/invitation-texts")).code(), "already_active");
}

TEST_F(Invitations, ALinkThatWasHandedOverProvesNoAddress)
{
    use_links();
    auto const access = invite(world::added, {home}, R"(, "by_hand": true)").text("/items/0/access_id");
    auto const body = marit.post(access_path(access, "/invitation-texts")).text("/text");
    auto const start = body.find("activate#") + 9;
    ASSERT_EQ(activate(body.substr(start, 43)).status, 200u) << body;
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE email_verified IS NOT NULL"), 0);
}

TEST_F(Invitations, AMailThatCannotBeSentIsSaid)
{
    invite(world::added, {home});
    marit.put("/api/v1/portals/" + home + "/switch", R"({"enabled": false})");
    EXPECT_EQ(widget(world::added).text("/items/0/delivery/state"), "queued");
    app.run_jobs();
    auto const failed = widget(world::added);
    EXPECT_EQ(failed.text("/items/0/delivery/state"), "failed");
    EXPECT_EQ(failed.text("/items/0/delivery/error"), "portal_off");
    marit.put("/api/v1/portals/" + home + "/switch", R"({"enabled": true})");
    auto const again = marit.post(access_path(failed.text("/items/0/access_id"), "/invitations"));
    EXPECT_EQ(again.text("/delivery/state"), "queued");
    EXPECT_TRUE(again.at("/delivery/error").is_null());
}

TEST_F(Invitations, AnInvitationThatEndsUnusedIsToldOnce)
{
    tell_expired_invitations(app.database(), app.clock().now());
    EXPECT_EQ(app.actions(world::mark.value), Texts{});
    app.clock().advance(std::chrono::hours(72));
    for (int node = 0; node < 3; ++node) tell_expired_invitations(app.database(), app.clock().now());
    EXPECT_EQ(app.actions(world::mark.value), Texts{"access.expired"});
    ASSERT_EQ(marit.post(access_path(world::mark_access.text(), "/invitations")).status, 201u);
    app.clock().advance(std::chrono::hours(73));
    tell_expired_invitations(app.database(), app.clock().now());
    EXPECT_EQ(app.actions(world::mark.value).front(), "access.expired");
    EXPECT_EQ(app.actions(world::mark.value).size(), 3u);
}

TEST_F(Invitations, TheFirstInvitingAdminLooksAfterWhomNobodyDid)
{
    app.sql("UPDATE contacts SET owner_id = NULL WHERE id = 1206");
    auto lucia = app.lucia();
    EXPECT_FALSE(lucia.get(of(world::added, "/portals")).at("/may_manage").as_bool());
    EXPECT_EQ(lucia.post(of(world::added, accesses), R"({"portal_ids": [")" + home + R"("], "level": "basic"})").code(),
              "owner_or_admin_only");
    ASSERT_EQ(invite(world::added, {home}).status, 201u);
    EXPECT_EQ(app.count("SELECT owner_id FROM contacts WHERE id = 1206"), world::marit.value);
}

} // namespace loggia::portals
