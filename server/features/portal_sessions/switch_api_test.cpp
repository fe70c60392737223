// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/sessions/session.hpp"
#include "test/test_app.hpp"
#include "test/stream_end.hpp"

namespace loggia::portal_sessions {
namespace {

using test::Caller, test::Reply, test::TestApp;
namespace world = test::world;
using Texts = std::vector<std::string>;

std::string const session_path = "/api/v1/portal/session";
std::string const identity_path = session_path + "/identity";
std::string const portal_path = session_path + "/portal";

std::string stands_for(ContactId contact, ContactId other)
{
    return "/api/v1/contacts/" + contact.text() + "/stands-for/" + other.text();
}

std::string act_as(std::string const& kind, auto id)
{
    return R"({"kind": ")" + kind + R"(", "id": ")" + id.text() + R"("})";
}

class Switching : public testing::Test {
protected:
    // Ada has a deal of her own with the finca in it.
    Switching()
    {
        app.sql(R"(
            INSERT INTO deals (organization_id, id, pipeline_id, stage_id, position, title, value_currency, criteria, stage_changed_at, created_at)
            VALUES (1001, 2100, 1501, 1511, 0, 'Ada alone', 'EUR', '{}', 0, 0);
            INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES (1001, 2100, 1206);
            INSERT INTO offers (organization_id, deal_id, property_id, status, offered_by, offered_at, status_at)
            VALUES (1001, 2100, 1402, 'to_review', 1101, 1781776800000, 1781776800000);
        )");
    }

    void let_sanne_stand_for_ada() { ASSERT_EQ(marit.put(stands_for(world::sanne, world::added)).status, 200u); }

    void add_company(std::int64_t id, std::string const& name, std::vector<std::int64_t> const& people)
    {
        auto const text = std::to_string(id);
        app.sql("INSERT INTO companies (organization_id, id, name, name_folded, created_at) VALUES (1001, " + text + ", '" + name + "', '" +
                name + "', 0)");
        for (auto const person : people)
            app.sql("INSERT INTO company_people (organization_id, company_id, contact_id) VALUES (1001, " + text + ", " +
                    std::to_string(person) + ")");
    }

    std::shared_ptr<live::Subscription> stream_of_sanne()
    {
        auto const session = SessionId{app.count("SELECT MAX(id) FROM sessions WHERE kind = 'client'")};
        return app.services().hub.subscribe({world::vesper, session, world::sanne});
    }

    void expect_titles(Caller& caller, Texts const& wanted)
    {
        auto const reply = caller.get("/api/v1/portal/properties");
        Texts titles;
        for (auto const& item : reply.at("/items").as_array()) titles.emplace_back(item.at("title").as_string());
        EXPECT_EQ(titles, wanted) << reply.body;
    }

    TestApp app;
    Caller marit = app.marit();
};

} // namespace

TEST_F(Switching, MostPeopleHaveNothingToChoose)
{
    auto const session = app.sanne().get(session_path);
    EXPECT_EQ(session.text("/identity/kind"), "self");
    EXPECT_EQ(session.text("/identity/name"), "Sanne de Wit");
    EXPECT_EQ(session.at("/identities").as_array().size(), 1u);
    EXPECT_FALSE(session.at("/must_choose_identity").as_bool());
    EXPECT_EQ(session.at("/portals").as_array().size(), 1u);
    EXPECT_EQ(session.text("/portals/0/slug"), "vesper-daal");
    EXPECT_EQ(session.text("/tour"), "due");
    EXPECT_TRUE(session.at("/has_password").as_bool());
    EXPECT_TRUE(session.at("/impersonation").is_null());
    EXPECT_TRUE(session.at("/contact/photo_url").is_null());
    EXPECT_EQ(session.at("/rights").as_array().size(), 9u);
}

TEST_F(Switching, WhoStandsForSomebodyChoosesAfterSignInAndSeesTheirThings)
{
    let_sanne_stand_for_ada();
    EXPECT_EQ(app.actions(world::sanne.value), Texts{"access.stands_for_added"});
    EXPECT_EQ(app.actions(world::added.value), Texts{"access.stands_for_added"});
    auto sanne = app.sanne();
    EXPECT_TRUE(sanne.get(session_path).at("/must_choose_identity").as_bool());
    expect_titles(sanne, {"Villa Aljibe"});
    auto const stream = stream_of_sanne();

    auto const chosen = sanne.put(identity_path, act_as("contact", world::added));
    ASSERT_EQ(chosen.status, 200u) << chosen.body;
    EXPECT_EQ(chosen.text("/identity/name"), "Ada Added");
    EXPECT_EQ(chosen.text("/contact/first_name"), "Sanne");
    EXPECT_FALSE(chosen.at("/must_choose_identity").as_bool());
    EXPECT_TRUE(test::ends(*stream)) << "it told of Sanne's things";
    expect_titles(sanne, {"Finca Son Olivar"});
    auto const judged = sanne.put("/api/v1/portal/properties/" + world::finca.text() + "/verdict", R"({"verdict": "interested"})");
    ASSERT_EQ(judged.status, 200u) << judged.body;
    EXPECT_EQ(judged.text("/changes/1/status"), "interested");
    EXPECT_EQ(app.count("SELECT contact_id FROM verdicts"), world::added.value);
    EXPECT_EQ(sanne.get("/api/v1/portal/properties/" + world::villa.text()).status, 404u);

    auto again = app.sanne();
    EXPECT_EQ(again.get(session_path).text("/identity/name"), "Ada Added") << "as last time";
    EXPECT_TRUE(again.get(session_path).at("/must_choose_identity").as_bool());
    EXPECT_EQ(again.put(identity_path, act_as("self", world::sanne)).text("/identity/kind"), "self");
    expect_titles(again, {"Villa Aljibe"});
    expect_titles(sanne, {"Finca Son Olivar"});
}

TEST_F(Switching, NobodyActsForWhomHeDoesNotStandFor)
{
    auto sanne = app.sanne();
    EXPECT_EQ(sanne.put(identity_path, act_as("contact", world::added)).code(), "identity_not_found");
    EXPECT_EQ(sanne.put(identity_path, act_as("contact", world::joost)).code(), "identity_not_found");
    EXPECT_EQ(sanne.put(identity_path, act_as("self", world::mark)).code(), "identity_not_found");
    EXPECT_EQ(sanne.put(identity_path, act_as("company", world::notary)).code(), "identity_not_found");
    EXPECT_EQ(sanne.put(identity_path, R"({"kind": "king", "id": "x"})").error_at("/kind"), "not_allowed");
    EXPECT_EQ(app.nobody().put(identity_path, act_as("self", world::sanne)).status, 401u);
    EXPECT_EQ(marit.put(identity_path, act_as("self", world::sanne)).status, 401u);
}

TEST_F(Switching, TakingItBackEndsActingAtOnce)
{
    let_sanne_stand_for_ada();
    auto sanne = app.sanne();
    sanne.put(identity_path, act_as("contact", world::added));
    auto const stream = stream_of_sanne();
    ASSERT_EQ(marit.remove(stands_for(world::sanne, world::added)).status, 204u);
    EXPECT_TRUE(test::ends(*stream));
    expect_titles(sanne, {"Villa Aljibe"});
    EXPECT_EQ(sanne.get(session_path).text("/identity/kind"), "self");
    EXPECT_EQ(app.sanne().get(session_path).text("/identity/kind"), "self");
    EXPECT_EQ(app.actions(world::sanne.value)[1], "access.stands_for_removed");
    ASSERT_EQ(marit.remove(stands_for(world::sanne, world::added)).status, 204u) << "twice is as good as once";
}

TEST_F(Switching, OnlyWhoLooksAfterBothLetsOneStandForTheOther)
{
    auto lucia = app.lucia();
    EXPECT_EQ(lucia.put(stands_for(world::sanne, world::added)).code(), "owner_or_admin_only");
    EXPECT_EQ(lucia.put(stands_for(world::added, world::sanne)).code(), "owner_or_admin_only");
    EXPECT_EQ(marit.put(stands_for(world::added, world::sanne)).code(), "not_invited_or_active");
    EXPECT_EQ(marit.put(stands_for(world::sanne, world::sanne)).error_at("/other"), "contact_not_found");
    EXPECT_EQ(marit.put(stands_for(world::sanne, world::joost)).code(), "contact_not_found");
    EXPECT_EQ(app.rival().put(stands_for(world::sanne, world::added)).code(), "contact_not_found");
    EXPECT_EQ(app.sanne().put(stands_for(world::sanne, world::added)).status, 401u);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM account_contacts"), 0);
    let_sanne_stand_for_ada();
    auto const widget = marit.put(stands_for(world::sanne, world::added));
    EXPECT_EQ(widget.text("/stands_for/0/name"), "Ada Added");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'access.stands_for_added'"), 1);
}

TEST_F(Switching, TheCompanysHomesAreSeenAndNotJudged)
{
    add_company(2200, "The bakery", {1201, 1206});
    auto sanne = app.sanne();
    expect_titles(sanne, {"Villa Aljibe"});
    app.sql("UPDATE accesses SET company_scope = 1 WHERE id = 1901");
    auto const session = sanne.get(session_path);
    EXPECT_EQ(session.text("/identity/kind"), "company");
    EXPECT_EQ(session.text("/identity/name"), "The bakery");
    EXPECT_FALSE(session.at("/must_choose_identity").as_bool()) << "one company, nothing to choose";
    expect_titles(sanne, {"Finca Son Olivar", "Villa Aljibe"});

    auto const home = sanne.get("/api/v1/portal/home");
    EXPECT_EQ(home.at("/counts/to_review").as_int64(), 1);
    EXPECT_EQ(home.at("/totals/to_review").as_int64(), 2);
    EXPECT_EQ(home.at("/to_review").as_array().size(), 1u);
    EXPECT_TRUE(home.at("/properties/0/of_company").as_bool());
    auto const page = "/api/v1/portal/properties/" + world::finca.text();
    EXPECT_FALSE(sanne.get(page).at("/may_judge").as_bool());
    EXPECT_EQ(sanne.get(page).at("/others").as_array().size(), 0u) << "she may not see other contacts";
    EXPECT_EQ(sanne.put(page + "/verdict", R"({"verdict": "interested"})").code(), "verdict_closed");
    EXPECT_TRUE(sanne.put(page + "/favourite", R"({"favourite": true})").at("/favourite").as_bool());

    app.sql("UPDATE accesses SET level = 'extended' WHERE id = 1901");
    EXPECT_EQ(sanne.get(page).text("/others/0/name"), "Ada Added");
    app.sql("DELETE FROM company_people WHERE contact_id = 1201");
    expect_titles(sanne, {"Villa Aljibe"});
}

TEST_F(Switching, OneOfSeveralCompaniesIsChosen)
{
    add_company(2200, "The bakery", {1201, 1206});
    add_company(2201, "The mill", {1201});
    app.sql("UPDATE accesses SET company_scope = 1 WHERE id = 1901");
    auto sanne = app.sanne();
    EXPECT_TRUE(sanne.get(session_path).at("/must_choose_identity").as_bool());
    expect_titles(sanne, {"Finca Son Olivar", "Villa Aljibe"});
    ASSERT_EQ(sanne.put(identity_path, act_as("company", CompanyId{2201})).text("/identity/name"), "The mill");
    expect_titles(sanne, {"Villa Aljibe"});
    EXPECT_EQ(sanne.put(identity_path, act_as("self", world::sanne)).code(), "identity_not_found") << "her things are the companies'";
}

TEST_F(Switching, ASessionGoesOverToAnotherPortal)
{
    auto const support = marit.post("/api/v1/portals", R"({"name": "Support"})").text("/id");
    marit.put("/api/v1/portals/" + support + "/switch", R"({"enabled": true})");
    auto sanne = app.sanne();
    EXPECT_EQ(sanne.put(portal_path, R"({"slug": "support"})").code(), "portal_not_found");
    EXPECT_EQ(sanne.put(portal_path, R"({"slug": "noordzee"})").code(), "portal_not_found");
    ASSERT_EQ(marit
                  .post("/api/v1/contacts/" + world::sanne.text() + "/accesses",
                        R"({"portal_ids": [")" + support + R"("], "level": "basic", "by_hand": true})")
                  .status,
              201u);
    EXPECT_EQ(sanne.get(session_path).at("/portals").as_array().size(), 2u);
    auto const stream = stream_of_sanne();
    auto const moved = sanne.put(portal_path, R"({"slug": "support"})");
    ASSERT_EQ(moved.status, 200u) << moved.body;
    EXPECT_EQ(moved.text("/portal/slug"), "support");
    EXPECT_EQ(moved.text("/level"), "basic");
    EXPECT_TRUE(test::ends(*stream));
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").code(), "right_missing") << "the rights are those of that access";
    EXPECT_EQ(app.actions(world::sanne.value)[0], "portal.signed_in");
    EXPECT_EQ(app.actions(world::sanne.value)[1], "access.activated");
    EXPECT_EQ(sanne.put(portal_path, R"({"slug": "support"})").status, 200u);
    EXPECT_EQ(sanne.put(portal_path, R"({"slug": "vesper-daal"})").text("/level"), "standard");

    marit.put("/api/v1/portals/" + support + "/switch", R"({"enabled": false})");
    EXPECT_EQ(sanne.put(portal_path, R"({"slug": "support"})").code(), "portal_not_found");
    EXPECT_EQ(sanne.get(session_path).at("/portals").as_array().size(), 1u);
}

TEST_F(Switching, StaffWhoLookThroughHerEyesLeaveNoTraceOfTheirChoices)
{
    let_sanne_stand_for_ada();
    auto eyes = app.nobody();
    app.database().write([&](db::Tx& tx) {
        auto const staff = tx.number("SELECT id FROM sessions WHERE user_id = $1", world::marit).value();
        http::Head const head;
        eyes.cookies["loggia_portal"] = sessions::create(tx,
                                                         {.organization = world::vesper,
                                                          .kind = sessions::Kind::client,
                                                          .access = world::sanne_access,
                                                          .method = sessions::Method::impersonation,
                                                          .impersonation = http::Impersonation::Mode::read_only,
                                                          .impersonator = world::marit,
                                                          .impersonator_session = SessionId{staff}},
                                                         head, world::now)
                                            .token;
    });
    auto const session = eyes.get(session_path);
    ASSERT_EQ(session.status, 200u) << session.body;
    EXPECT_EQ(session.text("/impersonation/staff_name"), "Marit Vesper");
    EXPECT_EQ(session.text("/impersonation/mode"), "read_only");
    EXPECT_EQ(session.text("/impersonation/contact_id"), world::sanne.text());
    EXPECT_EQ(session.text("/tour"), "done");
    ASSERT_EQ(eyes.put(identity_path, act_as("contact", world::added)).status, 200u);
    expect_titles(eyes, {"Finca Son Olivar"});
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accesses WHERE last_contact_id IS NOT NULL"), 0);
    EXPECT_EQ(eyes.put("/api/v1/portal/properties/" + world::finca.text() + "/verdict", R"({"verdict": "interested"})").code(),
              "impersonation_read_only");
    EXPECT_EQ(eyes.put(portal_path, R"({"slug": "vesper-daal"})").code(), "impersonation_read_only");
}

} // namespace loggia::portal_sessions
