// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/deals/offers.hpp"
#include "test/test_app.hpp"

// Each transition of an offer (PRODUCT 4.3), by each side over HTTP and by a completed viewing, from wherever it stands: what
// it leads to or how it is refused, and the activity it leaves for everybody concerned.
namespace loggia::deals {
namespace {

namespace world = test::world;
using Texts = std::vector<std::string>;

enum class Start { to_review, interested, rejected, viewed, approved, rejected_after };
BOOST_DESCRIBE_ENUM(Start, to_review, interested, rejected, viewed, approved, rejected_after)
constexpr std::array starts{Start::to_review, Start::interested, Start::rejected, Start::viewed, Start::approved, Start::rejected_after};

constexpr auto unchanged = "="; // allowed, and nothing is new

// What an act leads to from each start: a status, "=" or the code of the refusal.
struct Row {
    std::string act; // "sanne interested", "staff viewed", "viewing"
    std::array<std::string, starts.size()> outcome;
};

// A table is read by its columns.
// clang-format off
std::vector<Row> const rows = {
    //                   to_review              interested             rejected               viewed                 approved               rejected after it
    {"sanne interested", {"interested",         unchanged,             "interested",          "verdict_closed",      "verdict_closed",      "verdict_closed"}},
    {"sanne rejected",   {"rejected",           "rejected",            unchanged,             "rejected",            "verdict_closed",      unchanged}},
    {"sanne approved",   {"verdict_closed",     "verdict_closed",      "verdict_closed",      "approved",            unchanged,             "verdict_closed"}},
    {"staff to_review",  {unchanged,            "to_review",           "to_review",           "to_review",           "to_review",           "to_review"}},
    {"staff interested", {"interested",         unchanged,             "interested",          "status_not_possible", "status_not_possible", "status_not_possible"}},
    {"staff rejected",   {"rejected",           "rejected",            unchanged,             "rejected",            "rejected",            unchanged}},
    {"staff viewed",     {"viewed",             "viewed",              "viewed",              unchanged,             "viewed",              "viewed"}},
    {"staff approved",   {"status_not_possible","status_not_possible", "status_not_possible", "approved",            unchanged,             "approved"}},
    {"viewing",          {"viewed",             "viewed",              "viewed",              unchanged,             unchanged,             unchanged}},
};
// clang-format on

class OfferTransitions : public testing::Test {
protected:
    static std::string status_of(Start start) { return start == Start::rejected_after ? "rejected" : std::string(json::enum_name(start)); }

    // As Sanne's word, or the viewing, left it.
    void stand_at(Start start)
    {
        bool const after = start >= Start::viewed;
        bool const said = start != Start::to_review && start != Start::viewed;
        app.sql("DELETE FROM verdicts");
        app.sql("UPDATE offers SET status = '" + status_of(start) + "', staff_status = '" + (after ? "viewed" : "to_review") +
                "', after_viewing = " + (after ? "1" : "0") + ", round = " + (after ? "2" : "1") + " WHERE deal_id = 1601");
        if (said)
            app.sql("INSERT INTO verdicts (organization_id, deal_id, property_id, contact_id, verdict, reasons, round, at) VALUES "
                    "(1001, 1601, 1401, 1201, '" +
                    status_of(start) + "', '" + (status_of(start) == "rejected" ? R"(["price"])" : "[]") + "', " + (after ? "2" : "1") +
                    ", 0)");
    }

    test::Reply act(std::string const& what)
    {
        auto const villa = world::villa.text();
        auto const word = what.substr(what.find(' ') + 1);
        if (what.starts_with("sanne"))
            return sanne.put("/api/v1/portal/properties/" + villa + "/verdict", R"({"verdict": ")" + word + R"(", "reasons": ["price"]})");
        return marit.put("/api/v1/deals/" + world::second_home.text() + "/properties/" + villa + "/status",
                         R"({"status": ")" + word + "\"}");
    }

    // A viewing that took place, as the appointments say it.
    void complete_viewing()
    {
        http::Actor actor;
        actor.kind = http::ActorKind::client;
        actor.organization = world::vesper;
        actor.contact = world::sanne;
        actor.name = "Sanne de Wit";
        app.database().write([&](db::Tx& tx) {
            http::Head const head;
            http::Request request(head, {}, actor, world::now, app.database());
            request.use(&tx);
            mark_viewed(request, world::second_home, world::villa);
        });
    }

    // What came onto a timeline since the last call; newest first.
    Texts news_on(std::int64_t subject)
    {
        auto all = app.actions(subject);
        auto const known = std::exchange(read[subject], all.size());
        all.resize(all.size() - known);
        return all;
    }
    void expect_news(Texts const& expected, std::string const& about)
    {
        for (auto const subject : {world::second_home.value, world::villa.value, world::sanne.value, world::mark.value})
            EXPECT_EQ(news_on(subject), expected) << about << " on " << subject;
    }
    void read_all()
    {
        for (auto const subject : {world::second_home.value, world::villa.value, world::sanne.value, world::mark.value}) news_on(subject);
    }

    std::string offer_status() { return marit.get("/api/v1/deals/" + world::second_home.text() + "/properties").text("/items/0/status"); }

    test::TestApp app;
    test::Caller marit = app.marit();
    test::Caller sanne = app.sanne();
    std::map<std::int64_t, std::size_t> read;
};

TEST_F(OfferTransitions, EachActLeadsWhereTheTableSays)
{
    read_all(); // signing in
    for (auto const& row : rows)
        for (auto const start : starts) {
            auto const& outcome = row.outcome[static_cast<std::size_t>(start)];
            auto const about = row.act + " from " + std::string(json::enum_name(start));
            stand_at(start);
            std::string refusal;
            if (row.act == "viewing")
                complete_viewing();
            else if (auto const reply = act(row.act); reply.status != 200)
                refusal = reply.code();

            bool const refused = outcome.find('_') != std::string::npos && outcome != "to_review";
            bool const moves = !refused && outcome != unchanged;
            EXPECT_EQ(refusal, refused ? outcome : "") << about;
            EXPECT_EQ(offer_status(), moves ? outcome : status_of(start)) << about;
            auto const action = outcome == "to_review" ? "deal.property_reopened" : "deal.property_" + outcome;
            auto const expected = moves ? Texts{action} : Texts{};
            expect_news(expected, about);
        }
    EXPECT_TRUE(app.mails().empty());
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind LIKE 'mail.%'"), 0)
        << "a verdict is told in the apps, not by mail of its own";
}

// In a closed deal, and of what is off the market, neither side says anything any more.
TEST_F(OfferTransitions, NothingMovesInAClosedDealOrOffTheMarket)
{
    read_all();
    for (auto const& row : rows)
        for (auto const start : starts) {
            stand_at(start);
            app.sql("UPDATE deals SET stage_id = 1513 WHERE id = 1601");
            auto const about = row.act + " from " + std::string(json::enum_name(start));
            auto const& outcome = row.outcome[static_cast<std::size_t>(start)];
            bool const by_client = row.act.starts_with("sanne");
            if (row.act == "viewing") {
                complete_viewing();
            } else if (outcome != unchanged) {
                EXPECT_EQ(act(row.act).code(), by_client ? "verdict_closed" : "deal_closed") << about;
            }
            EXPECT_EQ(offer_status(), status_of(start)) << about;
            app.sql("UPDATE deals SET stage_id = 1511 WHERE id = 1601");
            app.sql("UPDATE properties SET status = 'sold' WHERE id = 1401");
            if (by_client && outcome != unchanged) {
                EXPECT_EQ(act(row.act).code(), "verdict_closed") << about;
            }
            app.sql("UPDATE properties SET status = 'available' WHERE id = 1401");
        }
    expect_news({}, "nothing moved");
}

} // namespace
} // namespace loggia::deals
