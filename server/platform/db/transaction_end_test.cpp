// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <future>

#include "platform/db/test_engines.hpp"

// Tx::at_end.
namespace loggia::db {
namespace {

class TransactionEnd : public testing::TestWithParam<Engine> {
protected:
    TransactionEnd() { database->migrate({{"0001_words.sql", "CREATE TABLE words (\n    id BIGINT NOT NULL PRIMARY KEY\n);\n"}}); }

    static std::int64_t count(Tx& tx) { return *tx.number("SELECT COUNT(*) FROM words"); }
    static void put(Tx& tx, std::int64_t id) { tx.run("INSERT INTO words (id) VALUES ($1)", id); }
    bool has(std::int64_t id)
    {
        bool found = false;
        database->read([&](Tx& tx) { found = tx.number("SELECT id FROM words WHERE id = $1", id).has_value(); });
        return found;
    }

    EmptyDatabase database{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, TransactionEnd, testing::ValuesIn(test_engines()),
                         [](auto const& parameter) { return engine_name(parameter.param); });

} // namespace

TEST_P(TransactionEnd, WhatIsPutOffComesAfterAllElseInItsOrder)
{
    database->write([](Tx& tx) {
        tx.at_end([](Tx& end) { put(end, 100 + count(end)); });
        tx.at_end([](Tx& end) { put(end, 200 + count(end)); });
        put(tx, 1);
        EXPECT_EQ(count(tx), 1);
    });
    EXPECT_TRUE(has(101));
    EXPECT_TRUE(has(202));
}

TEST_P(TransactionEnd, WhatFailsThereFailsTheWrite)
{
    EXPECT_ANY_THROW(database->write([](Tx& tx) {
        put(tx, 1);
        tx.at_end([](Tx&) { throw std::runtime_error("no"); });
    }));
    EXPECT_FALSE(has(1));
}

TEST_P(TransactionEnd, AFailedWriteTakesItsOwnAlongAndNoOther)
{
    // They wait behind the first, so that on SQLite they share a commit.
    std::promise<void> others_wait;
    auto const gate = others_wait.get_future().share();
    std::promise<void> done[3];
    auto const submit = [&](int number, Job job) {
        database->submit_write(std::move(job), [&, number](std::exception_ptr failure) {
            EXPECT_EQ(failure != nullptr, number == 1) << number;
            done[number].set_value();
        });
    };
    submit(0, [gate](Tx& tx) {
        gate.wait();
        tx.at_end([](Tx& end) { put(end, 10); });
    });
    submit(1, [](Tx& tx) {
        tx.at_end([](Tx& end) { put(end, 11); });
        throw std::runtime_error("no");
    });
    submit(2, [](Tx& tx) { tx.at_end([](Tx& end) { put(end, 12); }); });
    others_wait.set_value();
    for (auto& each : done) each.get_future().wait();
    EXPECT_TRUE(has(10));
    EXPECT_FALSE(has(11));
    EXPECT_TRUE(has(12));
}

} // namespace loggia::db
