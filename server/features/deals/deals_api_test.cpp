// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>

#include "features/deals/deal_progress.hpp"
#include "features/deals/pipeline_store.hpp"
#include "platform/db/search.hpp"
#include "test/test_app.hpp"

namespace loggia::deals {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;

std::string deal_path(DealId deal = world::second_home) { return "/api/v1/deals/" + deal.text(); }

// A new deal, on top of its stage.
std::string create(Caller& caller, std::string const& title, StageId stage = world::stage_new)
{
    return caller.post("/api/v1/deals", R"({"title": ")" + title + R"(", "stage_id": ")" + stage.text() + R"("})").text("/id");
}

Reply move(Caller& caller, std::string const& deal, StageId stage, std::string const& position = "0")
{
    return caller.put("/api/v1/deals/" + deal + "/stage", R"({"stage_id": ")" + stage.text() + R"(", "position": )" + position + "}");
}

std::vector<std::string> titles_of(boost::json::value const& deals)
{
    std::vector<std::string> titles;
    for (auto const& deal : deals.as_array()) titles.emplace_back(deal.at("title").as_string());
    return titles;
}

// The titles of the board's stage by number.
std::vector<std::string> on_board(Caller& caller, std::size_t stage)
{
    return titles_of(caller.get("/api/v1/deals/board").at("/stages/" + std::to_string(stage) + "/deals"));
}

using Titles = std::vector<std::string>;

TEST(DealsApi, PipelinesHaveTheirStagesInOrder)
{
    TestApp app;
    auto const reply = app.lucia().get("/api/v1/pipelines");
    ASSERT_EQ(reply.status, 200U);
    ASSERT_EQ(reply.at("/items").as_array().size(), 1U);
    EXPECT_EQ(reply.text("/items/0/id"), world::pipeline.text());
    EXPECT_EQ(reply.text("/items/0/stages/0/key"), "new");
    EXPECT_EQ(reply.text("/items/0/stages/2/kind"), "won");
}

TEST(DealsApi, TheDefaultPipelineHasTheTenBuyerStages)
{
    TestApp app;
    app.database().write([](db::Tx& tx) { create_default_pipeline(tx, world::vesper); });
    auto const reply = app.marit().get("/api/v1/pipelines");
    auto const& stages = reply.at("/items/1/stages").as_array();
    Titles keys;
    for (auto const& stage : stages) keys.emplace_back(stage.at("key").as_string());
    EXPECT_EQ(keys, (Titles{"new", "knowing", "first_viewing", "more_viewings", "offer", "reservation", "contract", "deed", "won", "lost"}));
    EXPECT_EQ(stages[9].at("kind").as_string(), "lost");
}

TEST(DealsApi, TheDealPageComesInOneAnswer)
{
    TestApp app;
    auto const reply = app.marit().get(deal_path());
    ASSERT_EQ(reply.status, 200U);
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    EXPECT_EQ(reply.text("/title"), "Second home by the sea");
    EXPECT_EQ(reply.at("/value/amount").as_int64(), 110'000'000);
    EXPECT_EQ(reply.text("/owner_name"), "Marit Vesper");
    EXPECT_EQ(reply.text("/contacts/0/name"), "Sanne de Wit");
    EXPECT_EQ(reply.text("/contacts/0/status"), "active");
    EXPECT_EQ(reply.text("/properties/0/property_id"), world::villa.text());
    EXPECT_EQ(reply.text("/properties/0/status"), "to_review");
    EXPECT_EQ(reply.text("/properties/0/offered_by_name"), "Marit Vesper");
    EXPECT_TRUE(reply.at("/criteria/towns").as_array().empty());
}

TEST(DealsApi, ANewDealStandsOnTopOfTheFirstStageAndBelongsToItsMaker)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const reply = lucia.post("/api/v1/deals", R"({"title": "A loft", "contact_ids": [")" + world::noor.text() + R"("],
        "value": {"amount": 50000000, "currency": "EUR"}, "expected_on": "2026-12-01",
        "criteria": {"purpose": "sale", "types": ["loft"], "towns": [" Amsterdam "], "max_price": 60000000}})");
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/owner_id"), world::lucia.text());
    EXPECT_EQ(reply.text("/stage_id"), world::stage_new.text());
    EXPECT_EQ(reply.text("/criteria/towns/0"), "Amsterdam");
    EXPECT_EQ(reply.text("/contacts/0/name"), "Noor Bakker");
    EXPECT_EQ(reply.text("/expected_on"), "2026-12-01");
    EXPECT_EQ(on_board(lucia, 0), (Titles{"A loft", "Second home by the sea"}));
    EXPECT_EQ(app.actions(DealId::parse(reply.text("/id"))->value), Titles{"deal.created"});
    EXPECT_EQ(app.actions(world::noor.value), Titles{"deal.created"});
}

TEST(DealsApi, ANewDealNamesWhatIsWrongWithIt)
{
    TestApp app;
    auto marit = app.marit();
    auto const expect = [&](std::string const& body, std::string const& pointer, std::string const& code) {
        auto const reply = marit.post("/api/v1/deals", body);
        EXPECT_EQ(reply.status, 422U) << body;
        EXPECT_EQ(reply.error_at(pointer), code) << reply.body;
    };
    expect(R"({"title": " "})", "/title", "required");
    expect(R"({"title": "x", "nonsense": 1})", "/nonsense", "unknown_field");
    expect(R"({"title": "x", "contact_ids": [")" + world::joost.text() + "\"]}", "/contact_ids/0", "contact_not_found");
    expect(R"({"title": "x", "owner_id": ")" + world::ruben.text() + "\"}", "/owner_id", "owner_not_found");
    expect(R"({"title": "x", "stage_id": ")" + world::rival_stage.text() + "\"}", "/stage_id", "stage_not_found");
    expect(R"({"title": "x", "pipeline_id": ")" + world::rival_pipeline.text() + "\"}", "/pipeline_id", "pipeline_not_found");
    expect(R"({"title": "x", "value": {"amount": -1, "currency": "EUR"}})", "/value/amount", "out_of_range");
    expect(R"({"title": "x", "value": {"amount": 1, "currency": "XYZ"}})", "/value/currency", "currency_unknown");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM deals"), 2);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action <> 'staff.signed_in'"), 0);
}

TEST(DealsApi, AChangeNeedsTheVersionItStartedFrom)
{
    TestApp app;
    auto marit = app.marit();
    EXPECT_EQ(marit.patch(deal_path(), 0, R"({"title": "x"})").status, 428U);
    auto const reply = marit.patch(deal_path(), 1, R"({"title": "Casa by the sea", "value": null, "expected_on": "2027-01-31"})");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/title"), "Casa by the sea");
    EXPECT_TRUE(reply.at("/value").is_null());
    EXPECT_EQ(reply.at("/version").as_int64(), 2);

    auto const late = app.lucia().patch(deal_path(), 1, R"({"title": "Other"})");
    EXPECT_EQ(late.status, 412U);
    EXPECT_EQ(late.code(), "changed_meanwhile");
    EXPECT_EQ(marit.patch(deal_path(), 2, R"({"title": ""})").status, 422U);
    EXPECT_EQ(app.actions(world::second_home.value), Titles{"deal.changed"});
    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?q=casa").at("/items")), Titles{"Casa by the sea"});
}

TEST(DealsApi, ADealMovesToAStageAndAPlaceInIt)
{
    TestApp app;
    auto marit = app.marit();
    auto const a = create(marit, "A", world::stage_viewing);
    create(marit, "B", world::stage_viewing);
    create(marit, "C", world::stage_viewing);
    EXPECT_EQ(on_board(marit, 1), (Titles{"C", "B", "A"}));

    EXPECT_EQ(move(marit, a, world::stage_viewing, "1").status, 200U);
    EXPECT_EQ(on_board(marit, 1), (Titles{"C", "A", "B"}));
    EXPECT_EQ(app.actions(DealId::parse(a)->value), Titles{"deal.created"});  // the same stage: not worth a line

    auto const reply = move(marit, world::second_home.text(), world::stage_viewing, "99");
    EXPECT_EQ(reply.text("/stage_id"), world::stage_viewing.text());
    EXPECT_EQ(reply.at("/version").as_int64(), 2);
    EXPECT_EQ(on_board(marit, 1), (Titles{"C", "A", "B", "Second home by the sea"}));
    EXPECT_EQ(app.actions(world::sanne.value), Titles{"deal.stage_changed"});
    auto const timeline = marit.get(deal_path() + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/detail/from_key"), "new");
    EXPECT_EQ(timeline.text("/items/0/detail/to_key"), "first_viewing");

    EXPECT_EQ(move(marit, a, world::rival_stage).error_at("/stage_id"), "stage_not_found");
    EXPECT_EQ(move(marit, a, world::stage_new, "-1").status, 422U);
}

TEST(DealsApi, AStageWithoutRoomIsNumberedAnew)
{
    TestApp app;
    auto marit = app.marit();
    for (auto const* title : {"A", "B", "C"}) create(marit, title, world::stage_viewing);
    app.sql("UPDATE deals SET position = 7 WHERE stage_id = " + std::to_string(world::stage_viewing.value));
    EXPECT_EQ(on_board(marit, 1), (Titles{"A", "B", "C"}));
    move(marit, world::second_home.text(), world::stage_viewing, "1");
    EXPECT_EQ(on_board(marit, 1), (Titles{"A", "Second home by the sea", "B", "C"}));
}

TEST(DealsApi, MovesAtTheSameMomentLeaveEachDealAPlaceOfItsOwn)
{
    TestApp app;
    auto marit = app.marit();
    std::vector<std::string> deals;
    for (int i = 0; i < 8; ++i) deals.push_back(create(marit, "Deal " + std::to_string(i)));
    {
        std::vector<std::jthread> threads;
        for (auto const& deal : deals)
            threads.emplace_back([caller = marit, deal]() mutable { EXPECT_EQ(move(caller, deal, world::stage_viewing, "1").status, 200U); });
    }
    EXPECT_EQ(on_board(marit, 1).size(), 8U);
    EXPECT_EQ(app.count("SELECT COUNT(DISTINCT position) FROM deals WHERE stage_id = " + std::to_string(world::stage_viewing.value)), 8);
}

TEST(DealsApi, TheBoardCountsAllDealsAndShowsTheFirstFifty)
{
    TestApp app;
    auto marit = app.marit();
    for (int i = 0; i < 55; ++i)
        marit.post("/api/v1/deals", R"({"title": "Deal", "value": {"amount": 100, "currency": ")" + std::string(i % 2 ? "EUR" : "SEK") + "\"}}");
    auto const reply = marit.get("/api/v1/deals/board?pipeline=" + world::pipeline.text());
    ASSERT_EQ(reply.status, 200U);
    EXPECT_EQ(reply.at("/stages/0/count").as_int64(), 56);
    EXPECT_EQ(reply.at("/stages/0/deals").as_array().size(), 50U);
    EXPECT_EQ(reply.at("/stages/0/value/0/amount").as_int64(), 110'000'000 + 27 * 100);
    EXPECT_EQ(reply.text("/stages/0/value/1/currency"), "SEK");
    EXPECT_EQ(reply.at("/stages/1/count").as_int64(), 0);
    EXPECT_EQ(marit.get("/api/v1/deals/board?pipeline=" + world::rival_pipeline.text()).code(), "pipeline_not_found");
}

TEST(DealsApi, ACardSaysWhoTakesPartAndWhatIsOffered)
{
    TestApp app;
    auto const reply = app.marit().get("/api/v1/deals");
    ASSERT_EQ(reply.at("/items").as_array().size(), 1U);
    EXPECT_EQ(reply.at("/items/0/contacts").as_array().size(), 2U);
    EXPECT_EQ(reply.at("/items/0/offered").as_int64(), 1);
    EXPECT_EQ(reply.at("/items/0/to_review").as_int64(), 1);
    EXPECT_EQ(reply.at("/items/0/interested").as_int64(), 0);
}

TEST(DealsApi, TheListIsFilteredAndGoesOnWhereThePageEnds)
{
    TestApp app;
    auto marit = app.marit();
    auto lucia = app.lucia();
    create(marit, "One");
    create(lucia, "Two", world::stage_viewing);
    create(marit, "Three");

    auto const first = marit.get("/api/v1/deals?limit=2");
    EXPECT_EQ(titles_of(first.at("/items")), (Titles{"Three", "Two"}));
    auto const second = marit.get("/api/v1/deals?limit=2&after=" + first.text("/next"));
    EXPECT_EQ(titles_of(second.at("/items")), (Titles{"One", "Second home by the sea"}));
    EXPECT_TRUE(second.at("/next").is_null());

    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?owner=" + world::lucia.text()).at("/items")), Titles{"Two"});
    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?stage=" + world::stage_viewing.text()).at("/items")), Titles{"Two"});
    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?pipeline=" + world::rival_pipeline.text()).at("/items")), Titles{});
    EXPECT_EQ(marit.get("/api/v1/deals?limit=101").status, 422U);
}

TEST(DealsApi, SearchFindsDealsByTitleAndByTheNamesOfContacts)
{
    TestApp app;
    auto marit = app.marit();
    create(marit, "Área de Sevilla");
    auto const second = create(marit, "Penthouse");
    app.database().write([](db::Tx& tx) {
        db::index_text(tx, db::SearchIndex::contacts, world::vesper, world::noor.value, "noor bakker");
    });
    marit.put("/api/v1/deals/" + second + "/contacts/" + world::noor.text());

    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?q=sevil").at("/items")), Titles{"Área de Sevilla"});
    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?q=area").at("/items")), Titles{"Área de Sevilla"});
    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?q=bakker").at("/items")), Titles{"Penthouse"});
    EXPECT_EQ(titles_of(marit.get("/api/v1/deals?q=bakker&stage=" + world::stage_won.text()).at("/items")), Titles{});
    EXPECT_EQ(titles_of(app.rival().get("/api/v1/deals?q=sevil").at("/items")), Titles{});
}

TEST(DealsApi, ContactsJoinAndLeaveADeal)
{
    TestApp app;
    auto marit = app.marit();
    auto const path = deal_path() + "/contacts/" + world::added.text();
    EXPECT_EQ(marit.put(path).status, 204U);
    EXPECT_EQ(marit.put(path).status, 204U);  // again: nothing new
    EXPECT_EQ(app.actions(world::added.value), Titles{"deal.contact_added"});
    EXPECT_EQ(marit.get(deal_path()).at("/contacts").as_array().size(), 3U);

    EXPECT_EQ(marit.remove(path).status, 204U);
    EXPECT_EQ(marit.remove(path).status, 404U);
    EXPECT_EQ(app.actions(world::added.value), (Titles{"deal.contact_removed", "deal.contact_added"}));
    EXPECT_EQ(marit.put(deal_path() + "/contacts/" + world::joost.text()).code(), "contact_not_found");
}

TEST(DealsApi, TheDealsOfAContactAndOfAPropertyAreListed)
{
    TestApp app;
    auto marit = app.marit();
    auto const of_contact = marit.get("/api/v1/contacts/" + world::sanne.text() + "/deals");
    EXPECT_EQ(titles_of(of_contact.at("/items")), Titles{"Second home by the sea"});
    auto const of_property = marit.get("/api/v1/properties/" + world::villa.text() + "/deals");
    EXPECT_EQ(titles_of(of_property.at("/items")), Titles{"Second home by the sea"});
    EXPECT_EQ(marit.get("/api/v1/contacts/" + world::joost.text() + "/deals").status, 404U);
    EXPECT_EQ(marit.get("/api/v1/properties/" + world::rival_flat.text() + "/deals").status, 404U);
}

TEST(DealsApi, AnotherOrganizationsDealIsNotFound)
{
    TestApp app;
    auto rival = app.rival();
    EXPECT_EQ(rival.get(deal_path()).code(), "deal_not_found");
    EXPECT_EQ(rival.patch(deal_path(), 1, R"({"title": "x"})").status, 404U);
    EXPECT_EQ(move(rival, world::second_home.text(), world::rival_stage).status, 404U);
    EXPECT_EQ(rival.get(deal_path() + "/timeline").status, 404U);
    EXPECT_EQ(rival.put(deal_path() + "/contacts/" + world::joost.text()).status, 404U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action <> 'staff.signed_in'"), 0);
    EXPECT_EQ(app.nobody().get(deal_path()).status, 401U);
}

TEST(DealsApi, AClientSeesTheStepsOfADealUntilItIsLost)
{
    TestApp app;
    auto marit = app.marit();
    move(marit, world::second_home.text(), world::stage_viewing);
    app.database().read([](db::Tx& tx) {
        auto const progress = progress_of_contact(tx, world::vesper, world::sanne, {});
        ASSERT_EQ(progress.size(), 1U);
        ASSERT_EQ(progress[0].stages.size(), 2U);
        EXPECT_EQ(progress[0].stages[0].state, StepState::done);
        EXPECT_EQ(progress[0].stages[1].state, StepState::current);
    });
    move(marit, world::second_home.text(), world::stage_lost);
    app.database().read([](db::Tx& tx) { EXPECT_TRUE(progress_of_contact(tx, world::vesper, world::sanne, {}).empty()); });
}

}  // namespace
}  // namespace loggia::deals
