// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "features/feeds/imported_property.hpp"
#include "platform/json/writer.hpp"
#include "test/database_snapshot.hpp"
#include "test/test_app.hpp"
#include "test/wall_tables.hpp"

// Made from the route table: each route is called by everybody who may not, with real ids of Vesper & Daal. A new route is
// tried by itself; one with a path parameter or a body this file does not know fails until it is written here.
namespace loggia::test {
namespace {

using http::Access, http::Route, http::Run, http::Verb;

constexpr FeedId feed{2001};
constexpr std::int64_t run = 2002;
constexpr PasskeyId passkey{2005};
constexpr PhotoId villa_photo{2003};
constexpr PhotoId finca_photo{2004};
constexpr AppointmentId viewing{2201};
constexpr ConversationId conversation{2301};
constexpr auto attachment = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";
constexpr auto media = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

std::string name_of(Route const& route) { return std::string(http::to_text(route.verb)) + " " + route.pattern; }

std::string replaced(std::string text, std::string const& mark, std::string const& by)
{
    if (auto const at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), by);
    return text;
}

class Wall : public testing::Test {
protected:
    Wall()
    {
        auto const file = app.services().files.put("a picture").sha256;
        feeds::FeedDetails listing;
        listing.private_notes = "The owner is in a hurry";
        auto const details = json::to_text(listing);
        app.sql(replaced(replaced(replaced(replaced(R"(
            INSERT INTO feeds (organization_id, id, name, schedule, created_at) VALUES (1001, 2001, 'Costa feed', 'manual', 0);
            INSERT INTO feed_runs (organization_id, id, feed_id, state, started_at, notes) VALUES (1001, 2002, 2001, 'done', 0, '[]');
            INSERT INTO photos (organization_id, id, property_id, position, kind, state, variants, created_at)
            VALUES (1001, 2003, 1401, 0, 'photo', 'ready', '[{"width":640,"height":480,"format":"webp","sha256":"FILE","size":9}]', 0),
                   (1001, 2004, 1402, 0, 'photo', 'ready', '[{"width":640,"height":480,"format":"webp","sha256":"FILE","size":9}]', 0);
            UPDATE properties SET feed_id = 2001, feed_property = '77', feed_details = 'DETAILS' WHERE id = 1401;
            UPDATE contacts SET notes = 'Pays in cash',
                photo = '{"colour":"#888888","variants":[{"width":384,"height":384,"sha256":"FILE"}]}' WHERE id = 1201;
            INSERT INTO passkeys (organization_id, id, user_id, credential_id, public_key, sign_count, name, created_at)
            VALUES (1001, 2005, 1101, 'id', 'key', 0, 'Telephone of Marit', 0);
        )", "FILE", file), "FILE", file), "FILE", file), "DETAILS", details));
        portrait_file = file.substr(0, 20) + ".webp";
        app.sql(replaced(a_viewing, "FILE", file));
        app.sql(replaced(replaced(a_conversation, "FILE", file), "FILE", file));
        app.sql(some_news);
        session_of_marit = app.count("SELECT id FROM sessions WHERE user_id = 1101");
    }

    std::map<std::string, std::string> ids() const
    {
        return {{"contact", world::sanne.text()}, {"other", world::mark.text()}, {"company", world::notary.text()}, {"property", property.text()},
                {"photo", photo.text()}, {"file", "640.webp"}, {"deal", world::second_home.text()}, {"portal", world::portal.text()},
                {"access", world::sanne_access.text()}, {"feed", feed.text()}, {"run", encode_id(run)}, {"slug", "vesper-daal"},
                {"session", encode_id(session_of_marit)}, {"passkey", passkey.text()}, {"user", world::lucia.text()},
                {"appointment", viewing.text()}, {"conversation", conversation.text()}, {"attachment", attachment}, {"notification", NotificationId{2402}.text()}, {"subscription", encode_id(2404)}, {"id", media}, {"token", "x.ics"}};
    }

    // The pattern with Vesper's ids in its place.
    std::string path_of(Route const& route) const
    {
        auto known = ids();
        if (route.pattern.ends_with("/photo/{file}")) known["file"] = portrait_file;
        auto path = route.pattern;
        for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open)) {
            auto const close = path.find('}', open);
            auto const name = path.substr(open + 1, close - open - 1);
            auto const id = known.find(name);
            if (id == known.end()) {
                ADD_FAILURE() << "wall_test.cpp knows no id for {" << name << "} of " << name_of(route);
                return path.substr(0, open);
            }
            path.replace(open, close - open + 1, id->second);
        }
        auto const query = queries.find(name_of(route));
        return query == queries.end() ? path : path + query->second;
    }

    std::string body_of(Route const& route) const
    {
        auto const found = bodies.find(name_of(route));
        if (found == bodies.end()) return route.verb == Verb::get || route.verb == Verb::remove ? "" : "{}";
        auto body = replaced(found->second, "PORTAL", world::portal.text());
        body = replaced(std::move(body), "PROPERTY", world::finca.text());
        body = replaced(std::move(body), "CONTACT", world::noor.text());
        body = replaced(std::move(body), "MESSAGE", MessageId{2302}.text());
        return replaced(std::move(body), "STAGE", world::stage_viewing.text());
    }

    Reply call(Caller& caller, Route const& route, std::optional<std::string> const& body = std::nullopt)
    {
        Headers headers;
        if (route.verb == Verb::patch) headers["If-Match"] = "\"1\"";
        return caller.call(std::string(http::to_text(route.verb)), path_of(route), body.value_or(body_of(route)), headers);
    }

    static void expect_no_trace(Reply const& reply, std::string const& about)
    {
        for (auto const& text : private_texts) EXPECT_EQ(reply.body.find(text), std::string::npos) << about << " tells \"" << text << "\": " << reply.body;
        EXPECT_EQ(reply.headers.count("set-cookie"), 0U) << about;
        EXPECT_EQ(reply.headers.count("etag"), 0U) << about;
    }

    template <class Wanted>
    std::vector<Route const*> routes(Wanted wanted)
    {
        std::vector<Route const*> chosen;
        for (auto const& route : app.app().router().routes())
            if (wanted(route)) chosen.push_back(&route);
        EXPECT_FALSE(chosen.empty());
        return chosen;
    }
    static bool is_for_staff(Route const& route) { return route.access.audience() == Access::Audience::staff; }
    static bool is_for_clients(Route const& route) { return route.access.audience() == Access::Audience::client; }
    static bool names_an_id(Route const& route) { return route.pattern.find('{') != std::string::npos; }

    static bool names_a_home(Route const& route)
    {
        return is_for_clients(route) && (route.pattern.find("{property}") != std::string::npos || route.pattern.find("{photo}") != std::string::npos);
    }
    // What is in a client's own hands is nobody else's.
    static bool names_anothers_thing(Route const& route) { return is_for_clients(route) && names_an_id(route) && !route.access.is_own_hands(); }

    // Calls all of `chosen` and expects the one status, no text, and no trace in the database.
    void expect_refused(Caller& caller, std::vector<Route const*> const& chosen, std::set<unsigned> const& statuses, std::optional<std::string> const& body = std::nullopt)
    {
        auto const before = snapshot(app.database());
        for (auto const* route : chosen) {
            auto const reply = call(caller, *route, body);
            EXPECT_TRUE(statuses.contains(reply.status)) << name_of(*route) << ": " << reply.status << " " << reply.body;
            EXPECT_EQ(reply.header("content-type"), "application/problem+json") << name_of(*route);
            EXPECT_EQ(reply.header("cache-control"), "no-store") << name_of(*route);
            expect_no_trace(reply, name_of(*route));
        }
        EXPECT_EQ(difference(before, snapshot(app.database())), "");
    }

    // The same, where lists without an id in the address answer with the caller's own, which may be empty.
    void expect_own_things_only(Caller& caller, std::vector<Route const*> const& chosen)
    {
        auto const before = snapshot(app.database());
        for (auto const* route : chosen) {
            auto const reply = call(caller, *route);
            EXPECT_EQ(reply.status, 200U) << name_of(*route) << ": " << reply.body;
            for (auto const& text : private_texts) EXPECT_EQ(reply.body.find(text), std::string::npos) << name_of(*route) << " tells " << text;
        }
        EXPECT_EQ(difference(before, snapshot(app.database())), "");
    }

    static bool lists_own(Route const& route)
    {
        return route.verb == Verb::get && route.run != Run::stream && !names_an_id(route) && !recorded_when_read.contains(name_of(route));
    }

    TestApp app;
    Caller marit = app.marit();
    std::int64_t session_of_marit = 0;
    std::string portrait_file; // of Sanne
    PropertyId property = world::villa;
    PhotoId photo = villa_photo;
};

TEST_F(Wall, OnlyTheListedRoutesAreOpenToAnyone)
{
    std::set<std::string> open;
    for (auto const& route : app.app().router().routes())
        if (route.access.audience() == Access::Audience::anyone) open.insert(name_of(route));
    EXPECT_EQ(open, open_to_anyone);
}

TEST_F(Wall, EveryRouteOfTheApiLiesInTheSpaceOfItsAudience)
{
    for (auto const& route : app.app().router().routes()) {
        if (!route.pattern.starts_with("/api/v1/")) continue;
        bool const for_portal = route.pattern.starts_with("/api/v1/portal/");
        bool const for_public = route.pattern.starts_with("/api/v1/public/") || route.pattern == "/api/v1/openapi.json";
        EXPECT_EQ(for_portal, is_for_clients(route)) << name_of(route);
        EXPECT_EQ(for_public, route.access.audience() == Access::Audience::anyone) << name_of(route);
    }
}

// Without this the refusals below could come from wrong addresses.
TEST_F(Wall, TheRightPersonIsLetInAtTheSameAddresses)
{
    auto sanne = app.sanne();
    auto const readable = [](Route const& route) { return route.verb == Verb::get && route.run != Run::stream; };
    for (auto const* route : routes([&](Route const& each) { return is_for_staff(each) && readable(each); }))
        EXPECT_EQ(call(marit, *route).status, 200U) << name_of(*route);
    for (auto const* route : routes([&](Route const& each) { return is_for_clients(each) && readable(each); }))
        EXPECT_EQ(call(sanne, *route).status, 200U) << name_of(*route);
}

TEST_F(Wall, NobodyGetsNothing)
{
    auto nobody = app.nobody();
    auto const closed = routes([](Route const& route) { return route.access.audience() != Access::Audience::anyone; });
    expect_refused(nobody, closed, {401});
}

TEST_F(Wall, AccessIsCheckedBeforeTheBodyIsRead)
{
    auto nobody = app.nobody();
    auto const closed = routes([](Route const& route) { return route.access.audience() != Access::Audience::anyone && route.verb != Verb::get; });
    for (auto const* body : {"{\"unknown\": 1}", "this is no JSON", "\xff\xfe"}) expect_refused(nobody, closed, {401}, body);
    auto lucia = app.lucia();
    auto const for_admins = routes([](Route const& route) { return route.access.needs_admin() && route.verb != Verb::get; });
    expect_refused(lucia, for_admins, {403}, "this is no JSON");
}

TEST_F(Wall, AMadeUpOrForeignCookieIsNobody)
{
    auto const sanne = app.sanne();
    auto const closed = routes([](Route const& route) { return route.access.audience() != Access::Audience::anyone; });
    auto nobody = app.nobody();
    // A client's token in the cookie of staff, and the other way round.
    nobody.cookies = {{"loggia_staff", sanne.cookies.at("loggia_portal")}, {"loggia_portal", marit.cookies.at("loggia_staff")}};
    expect_refused(nobody, closed, {401});
    nobody.cookies = {{"loggia_staff", "' OR 1=1 --"}, {"loggia_portal", std::string(43, 'A')}};
    expect_refused(nobody, closed, {401});
}

TEST_F(Wall, AnAgentIsNoAdministrator)
{
    auto lucia = app.lucia();
    expect_refused(lucia, routes([](Route const& route) { return route.access.needs_admin(); }), {403});
}

TEST_F(Wall, AClientReachesNothingOfStaff)
{
    auto sanne = app.sanne();
    expect_refused(sanne, routes(is_for_staff), {401});
}

TEST_F(Wall, StaffReachNothingOfClients)
{
    expect_refused(marit, routes(is_for_clients), {401});
}

TEST_F(Wall, TheRivalOrganizationFindsNothingById)
{
    auto rival = app.rival();
    auto const by_id = routes([](Route const& route) { return is_for_staff(route) && names_an_id(route); });
    expect_refused(rival, by_id, {403, 404});
    expect_own_things_only(rival, routes([](Route const& route) { return is_for_staff(route) && lists_own(route); }));
}

TEST_F(Wall, TheRivalsClientFindsNothingById)
{
    auto joost = app.joost();
    auto const by_id = routes([](Route const& route) { return is_for_clients(route) && names_an_id(route); });
    expect_refused(joost, by_id, {404});
    expect_own_things_only(joost, routes([](Route const& route) { return is_for_clients(route) && lists_own(route); }));
}

TEST_F(Wall, AClientFindsNoPropertyThatWasNotOfferedToHer)
{
    property = world::finca;
    photo = finca_photo;
    auto sanne = app.sanne();
    expect_refused(sanne, routes(names_a_home), {404});
}

// Mark's offers are of a deal Sanne has no part in.
TEST_F(Wall, AClientFindsNoPropertyThatWasOfferedToAnotherClient)
{
    app.sql(R"(
        INSERT INTO deals (organization_id, id, pipeline_id, stage_id, position, title, value_currency, criteria, stage_changed_at, created_at)
        VALUES (1001, 2100, 1501, 1511, 0, 'Mark alone', 'EUR', '{}', 0, 0);
        INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES (1001, 2100, 1202);
        INSERT INTO offers (organization_id, deal_id, property_id, status, offered_by, offered_at, status_at)
        VALUES (1001, 2100, 1402, 'to_review', 1101, 0, 0);
    )");
    property = world::finca;
    photo = finca_photo;
    auto sanne = app.sanne();
    expect_refused(sanne, routes(names_a_home), {404});
    for (auto const* path : {"/api/v1/portal/home", "/api/v1/portal/properties"})
        EXPECT_EQ(sanne.get(path).body.find("Finca"), std::string::npos) << path;
}

TEST_F(Wall, AClientReadsNothingThatIsForStaffAlone)
{
    auto sanne = app.sanne();
    for (auto const* route : routes([](Route const& each) { return is_for_clients(each) && each.verb == Verb::get && each.run != Run::stream; })) {
        auto const reply = call(sanne, *route);
        for (auto const* text : {"in a hurry", "Pays in cash", "Costa feed", "mark@", "Jansen", "ada@", "Bakker", "Finca", "admin@vesperdaal.example\",\"role"})
            EXPECT_EQ(reply.body.find(text), std::string::npos) << name_of(*route) << " tells " << text << ": " << reply.body;
    }
}

TEST_F(Wall, ABlockedClientIsNobody)
{
    auto sanne = app.sanne();
    app.sql("UPDATE accesses SET state = 'blocked' WHERE id = 1901");
    expect_refused(sanne, routes(is_for_clients), {401});
}

TEST_F(Wall, AClientOfASwitchedOffPortalIsNobody)
{
    auto sanne = app.sanne();
    app.sql("UPDATE portals SET enabled = 0 WHERE id = 1701");
    expect_refused(sanne, routes(is_for_clients), {401});
    auto const open = routes([](Route const& route) { return open_to_anyone.contains(name_of(route)) && route.pattern.find("{slug}") != std::string::npos; });
    auto nobody = app.nobody();
    expect_refused(nobody, open, {404});
}

TEST_F(Wall, WhoMustChooseAPasswordFirstReachesNothingElse)
{
    auto sanne = app.sanne();
    app.sql("UPDATE accounts SET must_change_password = 1 WHERE id = 1801");
    auto const needing = routes([](Route const& route) { return is_for_clients(route) && route.access.needs_own_password(); });
    expect_refused(sanne, needing, {403});
}

TEST_F(Wall, AStaffMemberWhoLeftIsNobody)
{
    app.sql("UPDATE users SET active = 0 WHERE id = 1101");
    expect_refused(marit, routes(is_for_staff), {401});
}

TEST_F(Wall, AnExpiredSessionIsNobody)
{
    auto sanne = app.sanne();
    app.clock().advance(std::chrono::hours(24 * 366));
    expect_refused(marit, routes(is_for_staff), {401});
    expect_refused(sanne, routes(is_for_clients), {401});
}

// Ids of Vesper's in the body of requests that are the rival's right.
TEST_F(Wall, ForeignIdsInABodyAreNotFound)
{
    auto const quoted = [](auto id) { return "\"" + id.text() + "\""; };
    auto const own_deal = "/api/v1/deals/" + world::rival_deal.text();
    auto const own_contact = "/api/v1/contacts/" + world::joost.text();
    auto const contact = std::string(R"({"kind": "client", "first_name": "A", "last_name": "B", )");
    auto const deal = std::string(R"({"title": "Mine", )");
    auto const listing = std::string(R"({"reference": "R", "title": "T", "type": "villa", "purpose": "sale", "town": "X", "country": "NL", )");
    auto const meeting = std::string(R"({"type": "meeting", "title": "T", "starts_at": "2026-06-20T10:00:00Z", )");
    std::vector<std::array<std::string, 3>> const requests = {
        {"POST", "/api/v1/contacts", contact + "\"owner_id\": " + quoted(world::marit) + "}"},
        {"POST", "/api/v1/contacts", contact + "\"company_id\": " + quoted(world::notary) + "}"},
        {"PATCH", own_contact, "{\"owner_id\": " + quoted(world::marit) + "}"},
        {"POST", own_contact + "/accesses", "{\"portal_ids\": [" + quoted(world::portal) + "], \"level\": \"basic\"}"},
        {"PUT", own_contact + "/stands-for/" + world::sanne.text(), ""},
        {"DELETE", own_contact + "/stands-for/" + world::sanne.text(), ""},
        {"POST", "/api/v1/deals", deal + "\"contact_ids\": [" + quoted(world::sanne) + "]}"},
        {"POST", "/api/v1/deals", deal + "\"pipeline_id\": " + quoted(world::pipeline) + "}"},
        {"POST", "/api/v1/deals", deal + "\"stage_id\": " + quoted(world::stage_new) + "}"},
        {"POST", "/api/v1/deals", deal + "\"owner_id\": " + quoted(world::marit) + "}"},
        {"PATCH", own_deal, "{\"owner_id\": " + quoted(world::marit) + "}"},
        {"PUT", own_deal + "/stage", "{\"stage_id\": " + quoted(world::stage_new) + "}"},
        {"PUT", own_deal + "/contacts/" + world::sanne.text(), ""},
        {"POST", own_deal + "/properties", "{\"property_ids\": [" + quoted(world::villa) + "]}"},
        {"PUT", own_deal + "/properties/" + world::villa.text() + "/status", R"({"status": "viewed"})"},
        {"DELETE", own_deal + "/properties/" + world::villa.text(), ""},
        {"POST", "/api/v1/properties", listing + "\"owner_id\": " + quoted(world::marit) + "}"},
        {"PATCH", "/api/v1/properties/" + world::rival_flat.text(), "{\"owner_id\": " + quoted(world::marit) + "}"},
        {"PUT", "/api/v1/properties/" + world::rival_flat.text() + "/photos/order", "{\"ids\": [" + quoted(villa_photo) + "]}"},
        {"PUT", "/api/v1/properties/" + world::rival_flat.text() + "/photos/" + villa_photo.text() + "/kind", R"({"kind": "photo"})"},
        {"DELETE", "/api/v1/properties/" + world::rival_flat.text() + "/photos/" + villa_photo.text(), ""},
        {"GET", "/api/v1/deals/board?pipeline=" + world::pipeline.text(), ""},
        {"POST", "/api/v1/appointments", meeting + "\"contact_id\": " + quoted(world::sanne) + "}"},
        {"POST", "/api/v1/appointments", meeting + "\"deal_id\": " + quoted(world::second_home) + "}"},
        {"POST", "/api/v1/appointments", meeting + "\"property_id\": " + quoted(world::villa) + "}"},
        {"POST", "/api/v1/appointments", meeting + "\"owner_id\": " + quoted(world::marit) + "}"},
        {"POST", "/api/v1/conversations", R"({"subject": "S", "contact_id": )" + quoted(world::sanne) + "}"},
        {"POST", "/api/v1/conversations", "{\"contact_id\": " + quoted(world::joost) + ", \"property_id\": " + quoted(world::villa) + "}"},
    };
    auto rival = app.rival();
    auto const before = snapshot(app.database());
    for (auto const& [verb, path, body] : requests) {
        auto const reply = rival.call(verb, path, body, {{"If-Match", "\"1\""}});
        EXPECT_TRUE(reply.status == 404 || reply.status == 409 || reply.status == 422) << verb << " " << path << " " << body << ": " << reply.status << " " << reply.body;
        EXPECT_NE(reply.code(), "invalid_body") << path << ": this test does not get as far as it should " << reply.body;
        expect_no_trace(reply, verb + " " + path);
    }
    EXPECT_EQ(difference(before, snapshot(app.database())), "");
}

}  // namespace
}  // namespace loggia::test
