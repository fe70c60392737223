// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/feeds/feed_import.hpp"
#include "features/feeds/feed_store.hpp"
#include "features/feeds/feeds_test_support.hpp"

namespace loggia::feeds {
namespace {

using test::feeds::counts;
using test::feeds::create;
using test::feeds::id_in;
using test::feeds::path_of;
using test::feeds::send;
using test::kyero::feed_xml;
using test::kyero::fixture;
using test::kyero::PropertyXml;
using test::TestApp;
using testing::ElementsAre;
namespace world = test::world;

TEST(FeedsApi, AFeedIsCreatedShownAndChanged)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const made = lucia.post("/api/v1/feeds", R"({"name": " Main ", "url": "https://feeds.example/kyero.xml", "schedule": "daily"})");
    ASSERT_EQ(made.status, 201U) << made.body;
    EXPECT_EQ(made.text("/name"), "Main");
    EXPECT_EQ(made.text("/schedule"), "daily");
    EXPECT_TRUE(made.at("/last_run").is_null());
    auto const path = "/api/v1/feeds/" + made.text("/id");
    EXPECT_EQ(lucia.patch(path, 0, R"({"name": "Other"})").status, 428U);
    auto const changed = lucia.patch(path, 1, R"({"name": "Other", "schedule": "hourly"})");
    ASSERT_EQ(changed.status, 200U) << changed.body;
    EXPECT_EQ(changed.at("/version").as_int64(), 2);
    EXPECT_EQ(lucia.patch(path, 1, R"({"name": "Late"})").status, 412U);
    EXPECT_EQ(lucia.get("/api/v1/feeds").at("/items").as_array().size(), 1U);
    EXPECT_EQ(lucia.get(path).text("/name"), "Other");
    EXPECT_THAT(app.actions(FeedId::parse(made.text("/id"))->value), ElementsAre("feed.changed", "feed.created"));
}

TEST(FeedsApi, AScheduleNeedsAnAddress)
{
    TestApp app;
    auto lucia = app.lucia();
    EXPECT_EQ(lucia.post("/api/v1/feeds", R"({"name": "F", "schedule": "hourly"})").code(), "feed_without_address");
    EXPECT_EQ(lucia.post("/api/v1/feeds", R"({"name": "  "})").error_at("/name"), "required");
    EXPECT_EQ(lucia.post("/api/v1/feeds", R"({"name": "F", "url": "ftp://x"})").error_at("/url"), "invalid_format");
    auto const feed = create(lucia);
    EXPECT_EQ(lucia.patch("/api/v1/feeds/" + feed, 1, R"({"schedule": "daily"})").code(), "feed_without_address");
    EXPECT_EQ(lucia.post("/api/v1/feeds/" + feed + "/runs").code(), "feed_without_address");
}

TEST(FeedsApi, AnotherOrganizationsFeedIsNotFound)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    auto const run = send(lucia, feed, fixture("full.xml")).text("/id");
    auto rival = app.rival();
    EXPECT_TRUE(rival.get("/api/v1/feeds").at("/items").as_array().empty());
    for (auto const& path : {std::string(), std::string("/runs"), "/runs/" + run})
        EXPECT_EQ(rival.get("/api/v1/feeds/" + feed + path).status, 404U) << path;
    EXPECT_EQ(rival.patch("/api/v1/feeds/" + feed, 1, R"({"name": "Mine"})").status, 404U);
    EXPECT_EQ(rival.post("/api/v1/feeds/" + feed + "/runs").status, 404U);
    EXPECT_EQ(send(rival, feed, fixture("minimal.xml")).status, 404U);
    EXPECT_EQ(rival.get(path_of(app, "8801") + "/feed").status, 404U);
    EXPECT_EQ(app.sanne().get("/api/v1/feeds").status, 401U);
    EXPECT_EQ(app.nobody().get("/api/v1/feeds").status, 401U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM properties WHERE organization_id = 1002 AND feed_id IS NOT NULL"), 0);
}

TEST(FeedsApi, AFeedIsImportedCompletely)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    auto const run = send(lucia, feed, fixture("full.xml"));
    ASSERT_EQ(run.status, 201U) << run.body;
    EXPECT_EQ(run.text("/state"), "done");
    EXPECT_EQ(counts(run), "2 0 0 0 0");

    auto const villa = lucia.get(path_of(app, "8801"));
    ASSERT_EQ(villa.status, 200U) << villa.body;
    EXPECT_EQ(villa.text("/reference"), "VD-8801");
    EXPECT_EQ(villa.text("/type"), "villa");
    EXPECT_EQ(villa.text("/status"), "available");
    EXPECT_EQ(villa.at("/price/amount").as_int64(), 89500000);
    EXPECT_EQ(villa.text("/town"), "Jávea");
    EXPECT_EQ(villa.text("/country"), "ES");
    EXPECT_EQ(villa.at("/built_m2").as_int64(), 245);
    EXPECT_EQ(villa.at("/plot_m2").as_int64(), 1020);
    EXPECT_EQ(villa.text("/energy_label"), "B");
    EXPECT_EQ(villa.at("/descriptions").as_object().size(), 5U);
    EXPECT_EQ(villa.text("/descriptions/ru"), "Вилла над бухтой.");
    EXPECT_EQ(villa.at("/photos").as_array().size(), 3U);
    EXPECT_EQ(villa.text("/photos/2/kind"), "floor_plan");
    EXPECT_EQ(villa.text("/feed_name"), "Main feed");

    auto const listing = lucia.get(path_of(app, "8801") + "/feed");
    EXPECT_EQ(listing.text("/details/catastral"), "9872023VH5797S0001WX");
    EXPECT_EQ(listing.text("/details/private_notes"), "Keys at the office.");
    EXPECT_EQ(listing.text("/feed_property"), "8801");
    EXPECT_EQ(lucia.get("/api/v1/properties/" + world::villa.text() + "/feed").code(), "not_from_feed");
    EXPECT_EQ(lucia.get("/api/v1/properties?q=VD-8802").at("/items").as_array().size(), 1U);
    EXPECT_THAT(app.actions(id_in(app, "8801")), ElementsAre("property.imported"));
    EXPECT_THAT(app.actions(FeedId::parse(feed)->value), ElementsAre("feed.imported", "feed.created"));
}

TEST(FeedsApi, ImportingTwiceChangesNothing)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    send(lucia, feed, fixture("full.xml"));
    auto const before = lucia.get(path_of(app, "8801")).body;
    auto const photos = app.count("SELECT COUNT(*) FROM photos");
    EXPECT_EQ(counts(send(lucia, feed, fixture("full.xml"))), "0 0 2 0 0");
    EXPECT_EQ(lucia.get(path_of(app, "8801")).body, before);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM photos"), photos);
    EXPECT_EQ(app.actions(id_in(app, "8801")).size(), 1U);
}

TEST(FeedsApi, EveryFixtureOfTheFormatImports)
{
    TestApp app;
    auto lucia = app.lucia();
    for (auto const* name : {"minimal.xml", "shuffled.xml", "nil.xml", "price_on_request.xml", "resales_dialect.xml", "cdata_html.xml",
                             "latin1.xml", "utf16.xml"}) {
        auto const feed = create(lucia, std::string(R"({"name": ")") + name + "\"}");
        auto const run = send(lucia, feed, fixture(name));
        EXPECT_EQ(run.text("/state"), "done") << name << run.body;
        EXPECT_GT(run.at("/created").as_int64(), 0) << name;
        EXPECT_EQ(run.at("/refused").as_int64(), 0) << name;
        EXPECT_EQ(send(lucia, feed, fixture(name)).at("/updated").as_int64(), 0) << name;
    }
    auto const all = lucia.get("/api/v1/properties?limit=100");
    for (auto const& item : all.at("/items").as_array())
        EXPECT_EQ(lucia.get("/api/v1/properties/" + std::string(item.at("id").as_string())).status, 200U);
}

TEST(FeedsApi, AnAbsentPropertyIsWithdrawnAndComesBackWithTheFeed)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    auto const both = feed_xml({PropertyXml("1"), PropertyXml("2")});
    send(lucia, feed, both);
    EXPECT_EQ(counts(send(lucia, feed, feed_xml({PropertyXml("1")}))), "0 0 1 1 0");
    EXPECT_EQ(lucia.get(path_of(app, "2")).text("/status"), "withdrawn");
    EXPECT_EQ(lucia.get(path_of(app, "1")).text("/status"), "available");
    EXPECT_EQ(counts(send(lucia, feed, feed_xml({PropertyXml("1")}))), "0 0 1 0 0");
    EXPECT_EQ(counts(send(lucia, feed, both)), "0 1 1 0 0");
    EXPECT_EQ(lucia.get(path_of(app, "2")).text("/status"), "available");
    EXPECT_THAT(app.actions(id_in(app, "2")), ElementsAre("property.status_changed", "property.offered_again", "property.status_changed",
                                                          "property.withdrawn_by_feed", "property.imported"));
    auto const timeline = lucia.get(path_of(app, "2") + "/timeline");
    EXPECT_EQ(timeline.text("/items/2/detail/from"), "available");
    EXPECT_EQ(timeline.text("/items/2/detail/to"), "withdrawn");
}

TEST(FeedsApi, AnotherPriceIsRecordedAsStaffsIs)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    send(lucia, feed, feed_xml({PropertyXml("1").set("price", "200000")}));
    send(lucia, feed, feed_xml({PropertyXml("1").set("price", "199000")}));
    EXPECT_THAT(app.actions(id_in(app, "1")), ElementsAre("property.price_changed", "property.updated_by_feed", "property.imported"));
    auto const timeline = lucia.get(path_of(app, "1") + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/detail/from_amount"), "20000000");
    EXPECT_EQ(timeline.text("/items/0/detail/to_amount"), "19900000");
    send(lucia, feed, feed_xml({PropertyXml("1").set("price", "199000").set("beds", "7")}));
    EXPECT_EQ(app.actions(id_in(app, "1")).front(), "property.updated_by_feed");
}

TEST(FeedsApi, WhatStaffDecideOutlivesTheFeed)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    send(lucia, feed, feed_xml({PropertyXml("1"), PropertyXml("2")}));
    ASSERT_EQ(lucia.patch(path_of(app, "1"), 1, R"({"status": "sold", "title": "Casa Azul"})").status, 200U);
    EXPECT_EQ(counts(send(lucia, feed, feed_xml({PropertyXml("1").set("price", "199000"), PropertyXml("2")}))), "0 1 1 0 0");
    auto const sold = lucia.get(path_of(app, "1"));
    EXPECT_EQ(sold.text("/status"), "sold");
    EXPECT_EQ(sold.text("/title"), "Casa Azul");
    EXPECT_EQ(sold.at("/price/amount").as_int64(), 19900000);
    EXPECT_EQ(counts(send(lucia, feed, feed_xml({PropertyXml("2")}))), "0 0 1 0 0");
    EXPECT_EQ(lucia.get(path_of(app, "1")).text("/status"), "sold");
}

TEST(FeedsApi, AFeedTouchesOnlyItsOwnProperties)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const one = create(lucia, R"({"name": "One"})");
    auto const two = create(lucia, R"({"name": "Two"})");
    send(lucia, one, feed_xml({PropertyXml("1")}));
    EXPECT_EQ(counts(send(lucia, two, feed_xml({PropertyXml("1")}))), "1 0 0 0 0");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM properties WHERE status = 'withdrawn'"), 0);
    EXPECT_EQ(lucia.get("/api/v1/properties/" + world::finca.text()).text("/status"), "available");
}

TEST(FeedsApi, ABrokenFeedChangesNothingAndSaysWhy)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    send(lucia, feed, fixture("full.xml"));
    auto const before = lucia.get("/api/v1/properties?limit=100").body;
    std::map<std::string, std::string> const broken{
        {"truncated.xml", "feed_truncated"}, {"wrong_root.xml", "feed_wrong_root"}, {"bomb.xml", "feed_has_doctype"},
        {"bomb_utf16.xml", "feed_has_doctype"}, {"external_entity.xml", "feed_has_doctype"},
        {"unescaped_ampersand.xml", "feed_not_xml"}, {"no_properties.xml", "feed_no_properties"}, {"empty.xml", "feed_empty"}};
    for (auto const& [name, code] : broken) {
        auto const run = send(lucia, feed, fixture(name));
        ASSERT_EQ(run.status, 201U) << name << run.body;
        EXPECT_EQ(run.text("/state"), "failed") << name;
        EXPECT_EQ(run.text("/error_code"), code) << name;
        EXPECT_EQ(counts(run), "0 0 0 0 0") << name;
    }
    auto const ampersand = send(lucia, feed, fixture("unescaped_ampersand.xml"));
    EXPECT_EQ(ampersand.at("/error_line").as_int64(), 6);
    EXPECT_EQ(ampersand.at("/error_column").as_int64(), 61);
    EXPECT_EQ(lucia.get("/api/v1/properties?limit=100").body, before);
    EXPECT_EQ(app.actions(FeedId::parse(feed)->value).front(), "feed.import_failed");
}

TEST(FeedsApi, TheSyncLogListsEachOutcome)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    send(lucia, feed, feed_xml({PropertyXml("1"), PropertyXml("2"), PropertyXml("3")}));
    auto const run = send(lucia, feed, feed_xml({PropertyXml("1").set("price", "1"), PropertyXml("2"), PropertyXml("4"),
                                                 PropertyXml("5").without("type").raw("<commission>5</commission>"),
                                                 PropertyXml("6").set("beds", "many")}));
    EXPECT_EQ(counts(run), "2 1 1 1 1");
    auto const report = lucia.get("/api/v1/feeds/" + feed + "/runs/" + run.text("/id"));
    ASSERT_EQ(report.status, 200U) << report.body;
    std::vector<std::string> entries;
    for (auto const& entry : report.at("/entries").as_array())
        entries.push_back(std::string(entry.at("feed_property").as_string()) + " " + std::string(entry.at("outcome").as_string()));
    EXPECT_THAT(entries, ElementsAre("5 refused", "4 created", "6 created", "1 updated", "3 withdrawn"));
    EXPECT_EQ(report.text("/entries/0/code"), "type_missing");
    EXPECT_EQ(report.text("/notes/0/element"), "property/commission");
    EXPECT_EQ(report.text("/notes/1/code"), "number_unreadable");
    EXPECT_EQ(report.text("/notes/1/property"), "6");
    EXPECT_EQ(report.at("/more").as_int64(), 0);

    auto const page = lucia.get("/api/v1/feeds/" + feed + "/runs?limit=1");
    EXPECT_EQ(page.text("/items/0/id"), run.text("/id"));
    auto const older = lucia.get("/api/v1/feeds/" + feed + "/runs?limit=1&after=" + page.text("/next"));
    EXPECT_EQ(older.at("/items/0/created").as_int64(), 3);
    EXPECT_TRUE(older.at("/next").is_null());
    EXPECT_EQ(lucia.get("/api/v1/feeds/" + feed).text("/last_run/id"), run.text("/id"));
}

TEST(FeedsApi, OneFeedIsImportedByOneAtATime)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia, R"({"name": "F", "url": "https://feeds.example/kyero.xml"})");
    ASSERT_EQ(lucia.post("/api/v1/feeds/" + feed + "/runs").status, 201U);
    EXPECT_EQ(lucia.post("/api/v1/feeds/" + feed + "/runs").code(), "feed_busy");
    EXPECT_EQ(send(lucia, feed, fixture("minimal.xml")).code(), "feed_busy");
}

TEST(FeedsApi, ARunWhoseProcessDiedGivesTheFeedFreeAfterItsLease)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    app.database().write([&](db::Tx& tx) {
        auto const run = open_run(tx, world::vesper, *FeedId::parse(feed), world::now);
        store::take_run(tx, world::vesper, run, world::now, world::now + std::chrono::minutes(2));
    });
    EXPECT_EQ(send(lucia, feed, fixture("minimal.xml")).code(), "feed_busy");
    app.clock().advance(std::chrono::minutes(2));
    EXPECT_EQ(send(lucia, feed, fixture("minimal.xml")).text("/state"), "done");
    EXPECT_EQ(lucia.get("/api/v1/feeds/" + feed + "/runs").text("/items/1/error_code"), "feed_interrupted");
}

TEST(FeedsApi, AnInterruptedRunGoesOnWhereItStopped)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = *FeedId::parse(create(lucia));
    ImportTask task{world::vesper, feed, {}, {activities::ActorKind::system, 0, "Main feed"}};
    auto const open = [&] { app.database().write([&](db::Tx& tx) { task.run = open_run(tx, world::vesper, feed, app.clock().now()); }); };
    open();
    ASSERT_TRUE(import_feed(app.database(), app.clock(), task, feed_xml({PropertyXml("1")})));
    app.sql("UPDATE feed_runs SET state = 'running', leased_until = 0");
    auto const run = import_feed(app.database(), app.clock(), task, feed_xml({PropertyXml("1"), PropertyXml("2")}));
    ASSERT_TRUE(run);
    EXPECT_EQ(run->created, 2);
    EXPECT_EQ(run->unchanged, 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM feed_run_entries"), 2);
    EXPECT_FALSE(import_feed(app.database(), app.clock(), task, feed_xml({PropertyXml("1")}))) << "it has ended";
}

TEST(FeedsApi, AnUpdateKeepsThePhotosItStillListsAndStaffsOwn)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    auto const with = [](std::string const& names) {
        std::string images;
        for (auto const name : names) images += std::string("<image><url>https://images.example/") + name + ".jpg</url></image>";
        return feed_xml({PropertyXml("1").set("images", images)});
    };
    send(lucia, feed, with("abc"));
    app.sql("INSERT INTO photos (organization_id, id, property_id, position, kind, state, variants, created_at) SELECT 1001, 77, id, 3, "
            "'photo', 'ready', '[]', 0 FROM properties WHERE feed_property = '1'");
    send(lucia, feed, with("cda"));
    std::string order;
    app.database().read([&](db::Tx& tx) {
        for (auto const* name : {"c", "d", "a"})
            order += std::to_string(tx.number("SELECT position FROM photos WHERE source_url = $1",
                                              std::string("https://images.example/") + name + ".jpg").value_or(-1));
        order += std::to_string(tx.number("SELECT position FROM photos WHERE id = 77").value_or(-1));
    });
    EXPECT_EQ(order, "0123");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM photos WHERE source_url IS NOT NULL"), 3);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM properties WHERE photo_id = 77"), 1);
}

TEST(FeedsApi, TheCommandLineImportsByTheFeedsName)
{
    TestApp app;
    auto const first = import_file(app.database(), app.clock(), world::vesper, "From file", fixture("full.xml"));
    EXPECT_EQ(first.created, 2);
    auto const second = import_file(app.database(), app.clock(), world::vesper, "From file", fixture("full.xml"));
    EXPECT_EQ(second.unchanged, 2);
    EXPECT_EQ(second.feed_id, first.feed_id);
    EXPECT_EQ(import_file(app.database(), app.clock(), world::vesper, "From file", fixture("bomb.xml")).error_code, "feed_has_doctype");
}

}  // namespace
}  // namespace loggia::feeds
