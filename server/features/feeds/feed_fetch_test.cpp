// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "features/feeds/feed_jobs.hpp"
#include "features/feeds/feeds_test_support.hpp"
#include "platform/fetch/socket_server_for_tests.hpp"

// Feeds and photos that are fetched from a server of the agency.
namespace loggia::feeds {
namespace {

using test::TestApp;
using test::feeds::counts;
using test::feeds::create;
using test::feeds::path_of;
using test::feeds::send;
using test::kyero::feed_xml;
using test::kyero::fixture;
using test::kyero::PropertyXml;

// A feed's server: answers with what the test says, and counts.
class FeedServer {
public:
    FeedServer() : server_([this](fetch::Connection& connection) { answer(connection); }) {}
    std::string url(std::string const& path) const { return "http://" + server_.host() + path; }
    void serve(std::string const& path, std::string const& answer) { const std::lock_guard lock(mutex_); answers_[path] = answer; }
    std::vector<std::string> requests() { const std::lock_guard lock(mutex_); return requests_; }

    static std::string ok(std::string const& body, std::string const& headers = {})
    {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static std::string status(std::string const& line) { return "HTTP/1.1 " + line + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"; }

private:
    void answer(fetch::Connection& connection)
    {
        auto const head = connection.read_until("\r\n\r\n");
        auto const path = head.substr(4, head.find(' ', 4) - 4);
        std::string text;
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(head);
            text = answers_.contains(path) ? answers_[path] : status("404 Not Found");
        }
        connection.write(text);
    }

    std::mutex mutex_;
    std::map<std::string, std::string> answers_;
    std::vector<std::string> requests_;
    fetch::SocketServer server_;
};

TEST(FeedFetch, ARunOnDemandFetchesTheAddressAndAsksOnlyForChangesNextTime)
{
    TestApp app;
    FeedServer server;
    server.serve("/kyero.xml", FeedServer::ok(fixture("minimal.xml"), "ETag: \"v1\"\r\n"));
    auto lucia = app.lucia();
    auto const feed = create(lucia, R"({"name": "F", "url": ")" + server.url("/kyero.xml") + "\"}");
    auto const queued = lucia.post("/api/v1/feeds/" + feed + "/runs");
    ASSERT_EQ(queued.status, 201U) << queued.body;
    EXPECT_EQ(queued.text("/state"), "queued");
    app.run_jobs();
    auto const done = lucia.get("/api/v1/feeds/" + feed + "/runs/" + queued.text("/id"));
    EXPECT_EQ(done.text("/state"), "done") << done.body;
    EXPECT_EQ(counts(done), "1 0 0 0 0");

    server.serve("/kyero.xml", FeedServer::status("304 Not Modified"));
    lucia.post("/api/v1/feeds/" + feed + "/runs");
    app.run_jobs();
    auto const again = lucia.get("/api/v1/feeds/" + feed);
    EXPECT_EQ(again.text("/last_run/state"), "done");
    EXPECT_EQ(again.at("/last_run/unchanged").as_int64(), 1);
    ASSERT_EQ(server.requests().size(), 2U);
    EXPECT_THAT(server.requests()[1], testing::HasSubstr("If-None-Match: \"v1\""));
}

TEST(FeedFetch, AnAddressThatDoesNotAnswerIsTriedThreeTimes)
{
    TestApp app;
    FeedServer server;
    server.serve("/kyero.xml", FeedServer::status("503 Service Unavailable"));
    auto lucia = app.lucia();
    auto const feed = create(lucia, R"({"name": "F", "url": ")" + server.url("/kyero.xml") + "\"}");
    lucia.post("/api/v1/feeds/" + feed + "/runs");
    for (int attempt = 1; attempt <= 3; ++attempt) {
        EXPECT_EQ(lucia.get("/api/v1/feeds/" + feed).text("/last_run/state"), "queued");
        app.run_jobs();
        app.clock().advance(std::chrono::minutes(1));
    }
    auto const failed = lucia.get("/api/v1/feeds/" + feed);
    EXPECT_EQ(failed.text("/last_run/state"), "failed");
    EXPECT_EQ(failed.text("/last_run/error_code"), "feed_unreachable");
    EXPECT_EQ(server.requests().size(), 3U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'feeds.run'"), 0);
}

TEST(FeedFetch, AnAddressInsideIsRefusedAtOnce)
{
    TestApp app;
    auto lucia = app.lucia();
    auto const feed = create(lucia, R"({"name": "F", "url": "http://10.0.0.1/kyero.xml"})");
    lucia.post("/api/v1/feeds/" + feed + "/runs");
    app.run_jobs();
    EXPECT_EQ(lucia.get("/api/v1/feeds/" + feed).text("/last_run/error_code"), "feed_unreachable");
}

TEST(FeedFetch, ScheduledFeedsRunWhenTheirTimeHasCome)
{
    TestApp app;
    FeedServer server;
    server.serve("/hourly.xml", FeedServer::ok(feed_xml({PropertyXml("h1")})));
    server.serve("/daily.xml", FeedServer::ok(feed_xml({PropertyXml("d1")})));
    auto lucia = app.lucia();
    create(lucia, R"({"name": "H", "schedule": "hourly", "url": ")" + server.url("/hourly.xml") + "\"}");
    create(lucia, R"({"name": "D", "schedule": "daily", "url": ")" + server.url("/daily.xml") + "\"}");
    auto const runs_after = [&](std::chrono::minutes span) {
        app.clock().advance(span);
        schedule_due_feeds(app.database(), app.clock().now());
        schedule_due_feeds(app.database(), app.clock().now());
        app.run_jobs();
        return app.count("SELECT COUNT(*) FROM feed_runs WHERE state = 'done'");
    };
    EXPECT_EQ(runs_after(std::chrono::minutes(0)), 2);
    EXPECT_EQ(runs_after(std::chrono::minutes(59)), 2);
    EXPECT_EQ(runs_after(std::chrono::minutes(1)), 3);
    EXPECT_EQ(runs_after(std::chrono::hours(23)), 5);
}

TEST(FeedFetch, PhotosAreFetchedTriedAgainOrGivenUp)
{
    TestApp app;
    FeedServer server;
    server.serve("/good.png", FeedServer::ok(fixture("photo.png")));
    server.serve("/text.png", FeedServer::ok("no picture"));
    server.serve("/busy.png", FeedServer::status("503 Service Unavailable"));
    std::string images;
    for (auto const* name : {"/busy.png", "/good.png", "/text.png", "/gone.png"})
        images += "<image><url>" + server.url(name) + "</url></image>";
    auto lucia = app.lucia();
    auto const feed = create(lucia);
    send(lucia, feed, feed_xml({PropertyXml("1").set("images", images)}));
    app.run_jobs();
    auto const states = [&] {
        std::string text;
        auto const property = lucia.get(path_of(app, "1"));
        for (auto const& photo : property.at("/photos").as_array()) text += std::string(photo.at("state").as_string()) + " ";
        return text;
    };
    EXPECT_EQ(states(), "waiting ready failed failed ");
    EXPECT_EQ(lucia.get(path_of(app, "1")).at("/photo/width").as_int64(), 32);

    server.serve("/busy.png", FeedServer::ok(fixture("photo.png")));
    app.clock().advance(std::chrono::minutes(2));
    app.run_jobs();
    EXPECT_EQ(states(), "ready ready failed failed ");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'feeds.photos'"), 0);
}

}  // namespace
}  // namespace loggia::feeds
