// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/sessions/session.hpp"
#include "test/database_snapshot.hpp"
#include "test/rights_tables.hpp"
#include "test/test_app.hpp"
#include "test/wall_tables.hpp"

// Every route of the portal, from the route table, under every level, with each single right taken away, and in all other
// circumstances of an access. A new route fails until rights_tables.hpp says who may call it; then it is tried by itself.
namespace loggia::test {
namespace {

using http::Route, http::Run, http::Verb;
using Mode = http::Impersonation::Mode;

struct Circumstance {
    std::string name;
    Words rights = rights_of_level.at("standard");
    AccessId access = world::sanne_access;
    std::optional<Mode> impersonated = {};
    bool must_change_password = false;
    bool is_nobody = false;
};

std::string name_of(Route const& route)
{
    return std::string(http::to_text(route.verb)) + " " + route.pattern;
}

// The refusal that PRODUCT 5.8 and 5.14 want, as its code; empty: the request gets in.
std::string wanted_refusal(std::string const& access, Verb verb, Circumstance const& circumstance)
{
    constexpr std::string_view with_right = " with the right ";
    if (circumstance.is_nobody) return "sign_in_required";
    bool const in_person = access.starts_with("client in person");
    bool const any_password = access.ends_with("any password");
    if (circumstance.impersonated && verb != Verb::get) {
        if (in_person) return "impersonation_never";
        if (!any_password && circumstance.impersonated == Mode::read_only) return "impersonation_read_only";
    }
    if (circumstance.must_change_password && !any_password) return "password_change_required";
    auto const named = access.find(with_right);
    if (named != std::string::npos && !circumstance.rights.contains(access.substr(named + with_right.size()))) return "right_missing";
    return "";
}

class RightsMatrix : public testing::Test {
protected:
    RightsMatrix()
    {
        app.sql(R"(
            INSERT INTO photos (organization_id, id, property_id, position, kind, state, variants, created_at)
            VALUES (1001, 2003, 1401, 0, 'photo', 'ready', '[]', 0);
            INSERT INTO portals (organization_id, id, slug, name, welcome, enabled, invitation_style, primary_colour, accent_colour,
                                 header_colour, created_at)
            VALUES (1001, 1710, 'support', 'Support', '{}', 1, 'temporary_password', '#1c5642', '#eaa357', '#123229', 0);
            INSERT INTO accesses (organization_id, id, account_id, portal_id, level, state, created_at)
            VALUES (1001, 1910, 1801, 1710, 'basic', 'active', 0);
        )");
        app.database().write([&](db::Tx& tx) {
            auto const marit = sessions::create(tx, {.organization = world::vesper, .user = world::marit}, head, world::now);
            session_of_marit = marit.id;
        });
    }

    std::vector<Route const*> portal_routes()
    {
        std::vector<Route const*> routes;
        for (auto const& route : app.app().router().routes())
            if (route.pattern.starts_with("/api/v1/portal/")) routes.push_back(&route);
        EXPECT_GE(routes.size(), wanted_access.size());
        return routes;
    }

    Caller signed_in(Circumstance const& circumstance)
    {
        sessions::Holder holder{.organization = world::vesper, .kind = sessions::Kind::client, .access = circumstance.access};
        if (circumstance.impersonated) {
            holder.method = sessions::Method::impersonation;
            holder.impersonation = circumstance.impersonated;
            holder.impersonator = world::marit;
            holder.impersonator_session = session_of_marit;
        }
        auto caller = app.nobody();
        app.database().write(
            [&](db::Tx& tx) { caller.cookies["loggia_portal"] = sessions::create(tx, holder, head, app.clock().now()).token; });
        return caller;
    }

    // Bodies that nobody can read: whoever gets in is told so, and nothing happens.
    static Reply call(Caller& caller, Route const& route)
    {
        std::map<std::string, std::string> const ids = {{"property", world::villa.text()}, {"photo", PhotoId{2003}.text()}};
        auto path = route.pattern;
        for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open)) {
            auto const close = path.find('}', open);
            auto const known = ids.find(path.substr(open + 1, close - open - 1));
            path.replace(open, close - open + 1, known == ids.end() ? encode_id(1) : known->second);
        }
        bool const has_body = route.verb != Verb::get && route.verb != Verb::remove;
        return caller.call(std::string(http::to_text(route.verb)), path, has_body ? "this is no JSON" : "", {{"If-Match", "\"1\""}});
    }

    void expect_refused(Circumstance const& circumstance, std::vector<std::pair<Route const*, std::string>> const& refused)
    {
        auto caller = signed_in(circumstance);
        auto const before = snapshot(app.database());
        for (auto const& [route, code] : refused) {
            auto const reply = call(caller, *route);
            EXPECT_EQ(reply.code(), code) << name_of(*route) << ": " << reply.status << " " << reply.body;
            EXPECT_EQ(reply.status, circumstance.is_nobody ? 401u : 403u) << name_of(*route);
            for (auto const& text : private_texts)
                EXPECT_EQ(reply.body.find(text), std::string::npos) << name_of(*route) << " tells " << text;
            EXPECT_EQ(reply.headers.count("set-cookie"), 0u) << name_of(*route);
        }
        EXPECT_EQ(difference(before, snapshot(app.database())), "");
    }

    void expect_all(Circumstance const& circumstance)
    {
        SCOPED_TRACE(circumstance.name);
        std::vector<std::pair<Route const*, std::string>> refused;
        std::vector<Route const*> open;
        for (auto const* route : portal_routes()) {
            auto const wanted = wanted_access.find(name_of(*route));
            if (wanted == wanted_access.end()) continue; // EachRouteSaysWhatIsWantedOfIt complains
            auto const code = wanted_refusal(wanted->second, route->verb, circumstance);
            if (!code.empty())
                refused.emplace_back(route, code);
            else if (route->run != Run::stream)
                open.push_back(route);
        }
        expect_refused(circumstance, refused);
        for (auto const* route : open) {
            auto caller = signed_in(circumstance); // some of them end the session
            auto const reply = call(caller, *route);
            EXPECT_TRUE(reply.status != 401 && reply.status != 403) << name_of(*route) << ": " << reply.status << " " << reply.body;
            EXPECT_LT(reply.status, 500u) << name_of(*route);
        }
    }

    void set_access(std::string const& columns) { app.sql("UPDATE accesses SET " + columns + " WHERE id = 1901"); }

    TestApp app;
    http::Head const head;
    SessionId session_of_marit;
};

TEST_F(RightsMatrix, EachRouteSaysWhatIsWantedOfIt)
{
    std::set<std::string> seen;
    for (auto const* route : portal_routes()) {
        auto const name = name_of(*route);
        seen.insert(name);
        auto const wanted = wanted_access.find(name);
        ASSERT_NE(wanted, wanted_access.end()) << "rights_tables.hpp does not say who may call " << name;
        EXPECT_EQ(route->access.describe(), wanted->second) << name;
    }
    for (auto const& [name, access] : wanted_access) EXPECT_TRUE(seen.contains(name)) << name << " is not there any more";
}

TEST_F(RightsMatrix, EveryLevel)
{
    for (auto const& [level, rights] : rights_of_level) {
        set_access("level = '" + level + "'");
        expect_all({.name = level, .rights = rights});
    }
}

TEST_F(RightsMatrix, EachSingleRightTakenAway)
{
    for (std::size_t i = 0; i < rights_in_order.size(); ++i) {
        auto const& right = rights_in_order[i];
        set_access("level = 'extended', rights_denied = " + std::to_string(1 << i));
        auto rights = rights_of_level.at("extended");
        rights.erase(right);
        if (auto const dependent = depends_on.find(right); dependent != depends_on.end())
            for (auto const& each : dependent->second) rights.erase(each);
        expect_all({.name = "without " + right, .rights = rights});
        auto caller = signed_in({});
        auto const session = caller.get("/api/v1/portal/session");
        Words told;
        for (auto const& each : session.at("/rights").as_array()) told.emplace(each.as_string());
        EXPECT_EQ(told, rights) << "the app is told the same";
    }
}

TEST_F(RightsMatrix, EachSingleRightGivenBeyondTheLevel)
{
    for (std::size_t i = 0; i < rights_in_order.size(); ++i) {
        set_access("level = 'basic', rights_granted = " + std::to_string(1 << i));
        auto rights = rights_of_level.at("basic");
        // A right that needs another one is worth nothing alone.
        if (rights_in_order[i] != "schedule") rights.insert(rights_in_order[i]);
        expect_all({.name = "basic and " + rights_in_order[i], .rights = rights});
    }
}

TEST_F(RightsMatrix, TheCompanysRecordsNeedTheSameRights)
{
    app.sql("INSERT INTO company_people (organization_id, company_id, contact_id) VALUES (1001, 1301, 1201)");
    for (auto const& [level, rights] : rights_of_level) {
        set_access("company_scope = 63, level = '" + level + "'");
        expect_all({.name = "the whole company, " + level, .rights = rights});
    }
}

TEST_F(RightsMatrix, AnotherPortalHasRightsOfItsOwn)
{
    set_access("level = 'extended'");
    expect_all({.name = "the other portal", .rights = rights_of_level.at("basic"), .access = AccessId{1910}});
    expect_all({.name = "this portal", .rights = rights_of_level.at("extended")});
    app.sql("UPDATE portals SET enabled = 0 WHERE id = 1710");
    expect_all({.name = "the other portal, switched off", .access = AccessId{1910}, .is_nobody = true});
}

TEST_F(RightsMatrix, BlockedExpiredPendingOrInvitedIsNobody)
{
    for (auto const* state : {"blocked", "pending", "invited"}) {
        set_access("state = '" + std::string(state) + "', expires_at = 0");
        expect_all({.name = state, .is_nobody = true});
    }
    set_access("state = 'active'");
    auto caller = signed_in({});
    app.clock().advance(std::chrono::hours(24 * 31));
    for (auto const* route : portal_routes()) EXPECT_EQ(call(caller, *route).code(), "sign_in_required") << name_of(*route);
}

TEST_F(RightsMatrix, ATemporaryPasswordOpensItsReplacementOnly)
{
    app.sql("UPDATE accounts SET must_change_password = 1 WHERE id = 1801");
    expect_all({.name = "temporary password", .must_change_password = true});
}

TEST_F(RightsMatrix, StaffWhoImpersonateLookAndDoNotTouch)
{
    for (auto const& [level, rights] : rights_of_level) {
        set_access("level = '" + level + "'");
        expect_all({.name = "seen through " + level, .rights = rights, .impersonated = Mode::read_only});
    }
    set_access("state = 'invited', level = 'standard', expires_at = 0");
    expect_all({.name = "seen through an invited one", .impersonated = Mode::read_only});
    set_access("state = 'blocked'");
    expect_all({.name = "seen through a blocked one", .impersonated = Mode::read_only, .is_nobody = true});
}

TEST_F(RightsMatrix, StaffWhoMayActNeverActInPerson)
{
    set_access("level = 'extended'");
    expect_all({.name = "acting", .rights = rights_of_level.at("extended"), .impersonated = Mode::act});
}

} // namespace
} // namespace loggia::test
