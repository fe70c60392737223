// SPDX-License-Identifier: Apache-2.0
#include "platform/jobs/jobs.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>

#include "test/test_app.hpp"

namespace loggia::jobs {
namespace {

struct JobRow {
    std::string state;
    std::int64_t attempts = 0;
    Timestamp run_at;
    std::optional<std::string> last_error;
};
BOOST_DESCRIBE_STRUCT(JobRow, (), (state, attempts, run_at, last_error))

class Jobs : public testing::Test {
protected:
    void add(NewJob const& job)
    {
        app.database().write([&](db::Tx& tx) { enqueue(tx, app.clock().now(), job); });
    }
    std::vector<JobRow> rows()
    {
        std::vector<JobRow> found;
        app.database().read([&](db::Tx& tx) { found = tx.rows<JobRow>("SELECT state, attempts, run_at, last_error FROM jobs ORDER BY id"); });
        return found;
    }

    test::TestApp app;
    Runner runner{app.database(), app.clock()};
};

TEST_F(Jobs, AJobRunsOnceWithWhatItWasGiven)
{
    std::vector<std::string> seen;
    runner.on("test.greet", [&](Context& job) {
        seen.push_back(job.payload);
        EXPECT_EQ(job.organization, OrganizationId{1001});
        EXPECT_EQ(job.attempt, 1);
        EXPECT_EQ(job.now, app.clock().now());
    });
    add({.kind = "test.greet", .organization = OrganizationId{1001}, .payload = R"({"a":1})"});
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_EQ(seen, std::vector<std::string>{R"({"a":1})"});
    EXPECT_EQ(runner.run_due(), 0U);
    EXPECT_TRUE(rows().empty());
}

TEST_F(Jobs, ADelayedJobWaitsAndOthersRunInTheirOrder)
{
    std::string order;
    runner.on("test.note", [&](Context& job) { order += job.payload; });
    add({.kind = "test.note", .payload = "3", .delay = std::chrono::minutes(3)});
    add({.kind = "test.note", .payload = "1"});
    add({.kind = "test.note", .payload = "2"});
    EXPECT_EQ(runner.run_due(), 2U);
    app.clock().advance(std::chrono::minutes(3));
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_EQ(order, "123");
}

TEST_F(Jobs, AJobOfARolledBackTransactionNeverWas)
{
    EXPECT_THROW(app.database().write([&](db::Tx& tx) {
        enqueue(tx, app.clock().now(), {.kind = "test.note"});
        throw std::runtime_error("no");
    }), std::runtime_error);
    EXPECT_TRUE(rows().empty());
}

TEST_F(Jobs, OneKeyWaitsOnce)
{
    int runs = 0;
    runner.on("test.note", [&](Context&) {
        ++runs;
        if (runs == 1) add({.kind = "test.note", .key = "sanne"});  // asked for while it runs: work of its own
    });
    for (int i = 0; i < 3; ++i) add({.kind = "test.note", .key = "sanne"});
    add({.kind = "test.note", .key = "mark"});
    EXPECT_EQ(rows().size(), 2U);
    EXPECT_EQ(runner.run_due(), 3U);
}

TEST_F(Jobs, TheLastWordIsHeardOnceWithACodeAndNoServersWords)
{
    std::vector<std::string> words;
    auto const hear = [&](db::Tx&, Context const&, std::string const& code) { words.push_back(code); };
    runner.on("test.refused", [](Context&) { throw GiveUp("mail_refused"); }, hear);
    runner.on("test.unknown", [](Context&) { throw GiveUp("the server said: 550 go away"); }, hear);
    runner.on("test.broken", [](Context&) { throw Problem(Fault::unavailable, "mail_failed", "connect: no route to host"); }, hear);
    for (auto const* kind : {"test.refused", "test.unknown", "test.broken"}) add({.kind = kind});
    runner.run_due();
    EXPECT_EQ(words, (std::vector<std::string>{"mail_refused", "internal"})) << "the third is tried again";
    for (std::int64_t attempt = 1; attempt < 8; ++attempt) {
        app.clock().advance(back_off(attempt));
        runner.run_due();
    }
    EXPECT_EQ(words, (std::vector<std::string>{"mail_refused", "internal", "mail_failed"}));
}

TEST_F(Jobs, AFailedJobIsTriedAgainLaterAndLater)
{
    int runs = 0;
    runner.on("test.fail", [&](Context& job) {
        EXPECT_EQ(job.attempt, ++runs);
        throw std::runtime_error("the server does not answer");
    });
    add({.kind = "test.fail"});
    auto expected = app.clock().now();
    for (std::int64_t attempt = 1; attempt < 8; ++attempt) {
        EXPECT_EQ(runner.run_due(), 1U);
        auto const row = rows().at(0);
        EXPECT_EQ(row.state, "waiting");
        EXPECT_EQ(row.last_error, "the server does not answer");
        EXPECT_EQ(row.run_at, expected + back_off(attempt));
        EXPECT_EQ(runner.run_due(), 0U) << "not before its time";
        app.clock().advance(back_off(attempt));
        expected = app.clock().now();
    }
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_EQ(rows().at(0).state, "dead");
    app.clock().advance(std::chrono::hours(100));
    EXPECT_EQ(runner.run_due(), 0U);
}

TEST_F(Jobs, BackOffGrowsToAnHour)
{
    EXPECT_EQ(back_off(1), std::chrono::seconds(5));
    EXPECT_EQ(back_off(2), std::chrono::seconds(25));
    EXPECT_EQ(back_off(5), std::chrono::seconds(3125));
    EXPECT_EQ(back_off(6), std::chrono::hours(1));
    EXPECT_EQ(back_off(1000), std::chrono::hours(1));
}

TEST_F(Jobs, WhatIsHopelessDiesAtOnce)
{
    runner.on("test.hopeless", [](Context&) { throw GiveUp("the address does not exist"); });
    add({.kind = "test.hopeless"});
    add({.kind = "test.nobody_handles_this"});
    EXPECT_EQ(runner.run_due(), 2U);
    EXPECT_EQ(rows().at(0).state, "dead");
    EXPECT_EQ(rows().at(0).last_error, "the address does not exist");
    EXPECT_EQ(rows().at(1).last_error, "nothing here handles test.nobody_handles_this");
}

TEST_F(Jobs, AnyTextOfAFailureIsKept)
{
    runner.on("test.fail", [](Context&) { throw std::runtime_error("550 J\xE1n " + std::string(490, 'x') + "áááá"); });
    add({.kind = "test.fail"});
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_EQ(rows().at(0).last_error->substr(0, 9), "550 J?n x");
    EXPECT_LE(rows().at(0).last_error->size(), 500U);
    runner.on("test.fail", [](Context&) { throw 5; });
    app.clock().advance(std::chrono::minutes(1));
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_EQ(rows().at(0).last_error, "unknown");
}

// What a process leaves that was killed while it ran a job.
TEST_F(Jobs, AJobWhoseProcessDiedRunsAgainAfterItsLease)
{
    int attempt = 0;
    runner.on("test.note", [&](Context& job) { attempt = static_cast<int>(job.attempt); });
    add({.kind = "test.note"});
    app.database().write([&](db::Tx& tx) { tx.run("UPDATE jobs SET state = 'running', attempts = 1, leased_until = $1", app.clock().now() + std::chrono::minutes(5)); });
    EXPECT_EQ(runner.run_due(), 0U);
    app.clock().advance(std::chrono::minutes(5));
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_EQ(attempt, 2);
    EXPECT_TRUE(rows().empty());
}

TEST_F(Jobs, AJobThatEndsEveryProcessIsGivenUp)
{
    bool ran = false;
    runner.on("test.note", [&](Context&) { ran = true; });
    add({.kind = "test.note"});
    app.sql("UPDATE jobs SET state = 'running', attempts = 8");
    EXPECT_EQ(runner.run_due(), 1U);
    EXPECT_FALSE(ran);
    EXPECT_EQ(rows().at(0).state, "dead");
}

TEST_F(Jobs, AnAttemptThatLostItsLeaseDecidesNothing)
{
    Runner other(app.database(), app.clock());
    other.on("test.slow", [](Context&) { throw std::runtime_error("second attempt"); });
    runner.on("test.slow", [&](Context&) {
        app.clock().advance(std::chrono::minutes(6));
        EXPECT_EQ(other.run_due(), 1U);
    });
    add({.kind = "test.slow"});
    EXPECT_EQ(runner.run_due(), 1U);
    ASSERT_EQ(rows().size(), 1U) << "the first attempt came too late to finish the job";
    EXPECT_EQ(rows().at(0).attempts, 2);
    EXPECT_EQ(rows().at(0).last_error, "second attempt");
}

TEST_F(Jobs, TwoRunnersShareTheWork)
{
    constexpr int many = 40;
    std::atomic<int> runs = 0;
    std::latch done(many);
    Runner other(app.database(), app.clock());
    for (auto* each : {&runner, &other}) {
        each->on("test.note", [&](Context& job) {
            EXPECT_EQ(job.attempt, 1);
            if (++runs <= many) done.count_down();
        });
        each->start();
    }
    app.database().write([&](db::Tx& tx) {
        for (int i = 0; i < many; ++i) enqueue(tx, app.clock().now(), {.kind = "test.note"});
    });
    runner.wake();
    done.wait();
    runner.stop();
    other.stop();
    EXPECT_EQ(runs, many);
    EXPECT_TRUE(rows().empty());
}

TEST_F(Jobs, AJobThatCanRunAtOnceIsToldOf)
{
    std::promise<void> last;
    std::vector<std::string> notices;
    app.database().listen([&](std::string const& payload) {
        notices.push_back(payload);
        if (payload == "the last") last.set_value();
    });
    add({.kind = "test.note", .delay = std::chrono::hours(1)});
    add({.kind = "test.note"});
    app.database().write([](db::Tx& tx) { tx.notify("the last"); });
    last.get_future().wait();
    app.database().listen([](std::string const&) {});
    EXPECT_EQ(notices, (std::vector<std::string>{std::string(notice), "the last"}));
}

TEST_F(Jobs, APeriodicTaskRunsWhenItsTimeHasCome)
{
    std::latch first(1);
    std::atomic<int> runs = 0;
    runner.every(std::chrono::hours(1), [&](Timestamp) {
        if (++runs == 1) first.count_down();
    });
    runner.start();
    first.wait();
    runner.stop();
    EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace loggia::jobs
