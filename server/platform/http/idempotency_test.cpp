// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>

#include "test/test_app.hpp"

namespace loggia::test {
namespace {

std::string const company = R"({"name": "Notaría Roig"})";

class Idempotency : public testing::Test {
protected:
    Reply add(Caller& caller, std::string const& key, std::string const& body = company) { return caller.post("/api/v1/companies", body, {{"Idempotency-Key", key}}); }
    std::int64_t companies() { return app.count("SELECT COUNT(*) FROM companies WHERE name = 'Notaría Roig'"); }

    TestApp app;
    Caller marit = app.marit();
};

TEST_F(Idempotency, ARepeatedRequestIsAnsweredAsTheFirstAndDoneOnce)
{
    auto const first = add(marit, "key-1");
    auto const again = add(marit, "key-1");
    EXPECT_EQ(first.status, 201U);
    EXPECT_EQ(again.status, 201U);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("content-type"), "application/json");
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(first.headers.count("idempotency-replayed"), 0U);
    EXPECT_EQ(companies(), 1);
    EXPECT_EQ(add(marit, "key-2").status, 201U) << "another key is another request";
    EXPECT_EQ(companies(), 2);
}

TEST_F(Idempotency, AKeyServesOneRequestOnly)
{
    ASSERT_EQ(add(marit, "key-1").status, 201U);
    auto const other = add(marit, "key-1", R"({"name": "Other"})");
    EXPECT_EQ(other.status, 422U);
    EXPECT_EQ(other.code(), "idempotency_key_reused");
    auto const elsewhere = marit.post("/api/v1/contacts", company, {{"Idempotency-Key", "key-1"}});
    EXPECT_EQ(elsewhere.code(), "idempotency_key_reused");
}

TEST_F(Idempotency, AKeyIsItsOwnersAlone)
{
    auto lucia = app.lucia();
    auto rival = app.rival();
    ASSERT_EQ(add(marit, "key-1").status, 201U);
    EXPECT_EQ(add(lucia, "key-1", R"({"name": "Lucía's"})").text("/name"), "Lucía's");
    EXPECT_EQ(add(rival, "key-1", R"({"name": "Ruben's"})").text("/name"), "Ruben's");
}

TEST_F(Idempotency, ARefusedRequestMayBeRepairedUnderTheSameKey)
{
    EXPECT_EQ(add(marit, "key-1", R"({"name": ""})").status, 422U);
    EXPECT_EQ(add(marit, "key-1").status, 201U);
}

TEST_F(Idempotency, AKeyIsForgottenAfterADay)
{
    ASSERT_EQ(add(marit, "key-1").status, 201U);
    app.clock().advance(std::chrono::hours(25));
    EXPECT_EQ(add(marit, "key-1").headers.count("idempotency-replayed"), 0U);
    EXPECT_EQ(companies(), 2);
}

TEST_F(Idempotency, AnUnreadableKeyIsRefused)
{
    for (auto const& key : {std::string(201, 'k'), std::string("two words"), std::string("k\xFF")})
        EXPECT_EQ(add(marit, key).code(), "idempotency_key_unreadable") << key;
    EXPECT_EQ(companies(), 0);
}

TEST_F(Idempotency, RequestsAtTheSameTimeAreDoneOnce)
{
    std::vector<std::jthread> threads;
    std::vector<Reply> replies(8);
    for (auto& reply : replies)
        threads.emplace_back([&reply, this, caller = marit]() mutable { reply = add(caller, "key-1"); });
    threads.clear();
    for (auto const& reply : replies) {
        EXPECT_EQ(reply.status, 201U) << reply.body;
        EXPECT_EQ(reply.body, replies.front().body);
    }
    EXPECT_EQ(companies(), 1);
}

}  // namespace
}  // namespace loggia::test
