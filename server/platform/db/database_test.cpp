// SPDX-License-Identifier: Apache-2.0
#include "platform/db/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <thread>

#include "platform/db/test_engines.hpp"

namespace loggia::db {
namespace {

enum class Kind { sale, rent };
BOOST_DESCRIBE_ENUM(Kind, sale, rent)

struct Listing {
    PropertyId id;
    std::string title;
    Money price;
    std::optional<Money> deposit;
    std::optional<std::string> note;
    std::optional<EmailAddress> contact;
    Kind kind = Kind::sale;
    bool is_public = false;
    double area = 0;
    Date built;
    Timestamp changed_at;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Listing, (), (id, title, price, deposit, note, contact, kind, is_public, area, built, changed_at, tags))

constexpr OrganizationId vesper{1};
constexpr OrganizationId noordzee{2};

std::vector<MigrationFile> const migrations = {
    {"0001_listings.sql", R"sql(
CREATE TABLE listings (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    title            TEXT NOT NULL CHECK (title <> ''),
    price_amount     BIGINT NOT NULL,
    price_currency   TEXT NOT NULL,
    deposit_amount   BIGINT,
    deposit_currency TEXT,
    note             TEXT,
    contact          TEXT,
    kind             TEXT NOT NULL,
    is_public        BIGINT NOT NULL,
    area             DOUBLE PRECISION NOT NULL,
    built            BIGINT NOT NULL,
    changed_at       BIGINT NOT NULL,
    tags             TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE TABLE photos (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    listing_id      BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, listing_id) REFERENCES listings (organization_id, id)
);
)sql"},
    {"0002_counters.sql", R"sql(
CREATE TABLE counters (
    name  TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
)sql"},
};

void put(Tx& tx, OrganizationId organization, std::int64_t id, std::string const& title)
{
    tx.run("INSERT INTO listings (organization_id, id, title, price_amount, price_currency, kind, is_public, area, built, "
           "changed_at, tags) VALUES ($1, $2, $3, 100, 'EUR', 'sale', 0, 1.5, 0, 0, '[]')",
           organization, id, title);
}

std::int64_t count(Tx& tx) { return *tx.number("SELECT COUNT(*) FROM listings"); }

class DatabaseTest : public testing::TestWithParam<Engine> {
protected:
    DatabaseTest() { database->migrate(migrations); }

    std::int64_t count_listings()
    {
        std::int64_t result = 0;
        database->read([&](Tx& tx) { result = count(tx); });
        return result;
    }

    EmptyDatabase database{GetParam()};
};

// What several nodes do together: one process has an SQLite file.
class DatabaseServerTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Server, DatabaseServerTest, testing::ValuesIn(server_engines()),
                         [](auto const& parameter) { return engine_name(parameter.param); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DatabaseServerTest);

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTest, testing::ValuesIn(test_engines()),
                         [](auto const& parameter) { return engine_name(parameter.param); });

TEST_P(DatabaseTest, ACommittedRowIsReadBack)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Canal house"); });
    EXPECT_EQ(count_listings(), 1);
}

TEST_P(DatabaseTest, AThrowingJobLeavesNothingBehind)
{
    EXPECT_THROW(database->write([](Tx& tx) {
        put(tx, vesper, 1, "Canal house");
        throw Problem(Fault::conflict, "taken", "Taken.");
    }), Problem);
    EXPECT_EQ(count_listings(), 0);
}

TEST_P(DatabaseTest, EveryKindOfColumnIsMappedThereAndBack)
{
    Listing const listing{PropertyId{7}, "Casa \"Ñandú\" 🏠; DROP TABLE listings", Money{25'000'000, "EUR"}, Money{90'000, "SEK"}, std::nullopt,
                          EmailAddress::parse("sanne@example.com"), Kind::rent, true, 81.25, Date{-3}, Timestamp{1'790'000'000'123}, {"sea", "pool \\ \"x\""}};
    database->write([&](Tx& tx) {
        tx.run("INSERT INTO listings (organization_id, id, title, price_amount, price_currency, deposit_amount, deposit_currency, note, "
               "contact, kind, is_public, area, built, changed_at, tags) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
               vesper, listing.id, listing.title, listing.price.amount, listing.price.currency, listing.deposit->amount,
               listing.deposit->currency, listing.note, listing.contact, listing.kind, listing.is_public, listing.area,
               listing.built, listing.changed_at, R"(["sea","pool \\ \"x\""])");
    });
    std::optional<Listing> read;
    database->read([&](Tx& tx) {
        // Another order than the struct's, and a column it does not have: names decide.
        read = tx.find<Listing>("SELECT organization_id, tags, changed_at, id, title, price_amount, price_currency, deposit_amount, "
                                "deposit_currency, note, contact, kind, is_public, area, built FROM listings WHERE id = $1", listing.id);
    });
    ASSERT_TRUE(read);
    EXPECT_EQ(read->id, listing.id);
    EXPECT_EQ(read->title, listing.title);
    EXPECT_EQ(read->price, listing.price);
    EXPECT_EQ(read->deposit, listing.deposit);
    EXPECT_EQ(read->note, std::nullopt);
    EXPECT_EQ(read->contact, listing.contact);
    EXPECT_EQ(read->kind, Kind::rent);
    EXPECT_TRUE(read->is_public);
    EXPECT_DOUBLE_EQ(read->area, 81.25);
    EXPECT_EQ(read->built, listing.built);
    EXPECT_EQ(read->changed_at, listing.changed_at);
    EXPECT_EQ(read->tags, listing.tags);
}

TEST_P(DatabaseTest, AnAbsentNestedValueIsNothing)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Loft"); });
    database->read([](Tx& tx) {
        auto const rows = tx.rows<Listing>("SELECT id, title, price_amount, price_currency, deposit_amount, deposit_currency, note, contact, "
                                           "kind, is_public, area, built, changed_at, tags FROM listings ORDER BY id");
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_FALSE(rows[0].deposit);
        EXPECT_EQ(rows[0].price, (Money{100, "EUR"}));
    });
}

TEST_P(DatabaseTest, AMissingColumnIsAMistakeOfTheProgram)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Loft"); });
    EXPECT_THROW(database->read([](Tx& tx) { tx.find<Listing>("SELECT id, title FROM listings"); }), std::logic_error);
}

TEST_P(DatabaseTest, RunGivesTheNumberOfRowsChanged)
{
    database->write([](Tx& tx) {
        put(tx, vesper, 1, "Loft");
        put(tx, vesper, 2, "Villa");
        EXPECT_EQ(tx.run("UPDATE listings SET note = $1 WHERE organization_id = $2", "seen", vesper), 2);
        EXPECT_EQ(tx.run("DELETE FROM listings WHERE organization_id = $1 AND id = $2", vesper, 9), 0);
        EXPECT_EQ(tx.number("INSERT INTO counters (name, value) VALUES ($1, $2) RETURNING value", "n", 41), 41);
        EXPECT_EQ(tx.number("SELECT value FROM counters WHERE name = $1", "none"), std::nullopt);
        EXPECT_EQ(tx.number("SELECT SUM(value) FROM counters"), 41);
        EXPECT_EQ(tx.number("SELECT EXISTS (SELECT 1 FROM counters WHERE value = $2 AND name = $1)", "n", 41), 1);
    });
}

TEST_P(DatabaseTest, ABrokenConstraintIsNamedAsOne)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Loft"); });
    EXPECT_THROW(database->write([](Tx& tx) { put(tx, vesper, 1, "Loft again"); }), ConstraintViolation);
    EXPECT_THROW(database->write([](Tx& tx) { put(tx, vesper, 2, ""); }), ConstraintViolation);
    EXPECT_THROW(database->write([](Tx& tx) { tx.run("INSERT INTO photos (organization_id, id, listing_id) VALUES ($1, 1, 1)", noordzee); }),
                 ConstraintViolation);
    EXPECT_EQ(count_listings(), 1);
}

TEST_P(DatabaseTest, AReadSeesOneSnapshotWhileOthersWrite)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Loft"); });
    database->read([&](Tx& tx) {
        EXPECT_EQ(count(tx), 1);
        std::async(std::launch::async, [&] { database->write([](Tx& other) { put(other, vesper, 2, "Villa"); }); }).get();
        EXPECT_EQ(count(tx), 1);
    });
    EXPECT_EQ(count_listings(), 2);
}

TEST_P(DatabaseTest, AReadCannotWrite)
{
    EXPECT_ANY_THROW(database->read([](Tx& tx) { put(tx, vesper, 1, "Loft"); }));
    EXPECT_EQ(count_listings(), 0);
}

TEST_P(DatabaseTest, AFailingJobDoesNotTouchItsNeighbours)
{
    constexpr int jobs = 60;
    std::latch done(jobs);
    std::atomic<int> failures = 0;
    for (int i = 1; i <= jobs; ++i)
        database->submit_write([i](Tx& tx) {
            put(tx, vesper, i, "Loft");
            if (i % 3 == 0) put(tx, vesper, i, "the same id again");
        }, [&](std::exception_ptr failure) {
            if (failure) ++failures;
            done.count_down();
        });
    done.wait();
    EXPECT_EQ(failures, jobs / 3);
    EXPECT_EQ(count_listings(), jobs - jobs / 3);
}

TEST_P(DatabaseTest, WritesOfManyThreadsAllCount)
{
    database->write([](Tx& tx) { tx.run("INSERT INTO counters (name, value) VALUES ('visits', 0)"); });
    constexpr int threads = 8, rounds = 25;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&, i] {
                for (int round = 0; round < rounds; ++round)
                    try {
                        database->write([&](Tx& tx) {
                            put(tx, vesper, i * rounds + round + 1, "Loft");
                            if (round % 5 == 0) tx.run("UPDATE counters SET value = value + 1 WHERE name = 'visits'");
                        });
                    } catch (Problem const& problem) {
                        EXPECT_EQ(problem.code, "busy");
                        ++refused;
                    }
            });
    }
    EXPECT_EQ(count_listings(), threads * rounds - refused);
    database->read([&](Tx& tx) {
        EXPECT_LE(tx.number("SELECT value FROM counters WHERE name = 'visits'"), threads * rounds / 5);
        EXPECT_GE(tx.number("SELECT value FROM counters WHERE name = 'visits'"), threads * rounds / 5 - refused);
    });
    EXPECT_LE(refused, threads * rounds / 10);
}

TEST_P(DatabaseTest, WhatIsPlannedForAfterTheCommitRunsOnceAndOnlyThen)
{
    std::atomic<int> runs = 0;
    database->write([&](Tx& tx) {
        put(tx, vesper, 1, "Loft");
        tx.after_commit([&] {
            EXPECT_EQ(count_listings(), 1);
            ++runs;
        });
        EXPECT_EQ(runs, 0);
    });
    EXPECT_EQ(runs, 1);
    EXPECT_ANY_THROW(database->write([&](Tx& tx) {
        tx.after_commit([&] { ++runs; });
        put(tx, vesper, 1, "Loft again");
    }));
    EXPECT_EQ(runs, 1);
}

TEST_P(DatabaseTest, AFailureThatAJobHidesIsNeverTakenForSuccessOfTheStatement)
{
    try {
        database->write([](Tx& tx) {
            put(tx, vesper, 1, "Loft");
            try {
                put(tx, vesper, 1, "Loft again");
            } catch (ConstraintViolation const&) {
                tx.after_commit([] {});
            }
        });
        EXPECT_EQ(count_listings(), 1);  // SQLite undoes the statement alone
    } catch (ConstraintViolation const&) {
        EXPECT_EQ(count_listings(), 0);  // PostgreSQL has given the transaction up, and says so
    }
}

TEST_P(DatabaseTest, MigratingAgainChangesNothing)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Loft"); });
    EXPECT_TRUE(database->is_current(migrations));
    database->migrate(migrations);
    EXPECT_TRUE(database->is_current(migrations));
    EXPECT_EQ(count_listings(), 1);
    EXPECT_TRUE(database->is_current({migrations[0]}));  // an older release beside a newer one
    auto more = migrations;
    more.push_back({"0003_more.sql", "CREATE TABLE more (\n    id BIGINT NOT NULL PRIMARY KEY\n);\n"});
    EXPECT_FALSE(database->is_current(more));
}

TEST_P(DatabaseTest, AnEmptyDatabaseIsNotCurrent)
{
    EmptyDatabase empty(GetParam());
    EXPECT_FALSE(empty->is_current(migrations));
}

TEST_P(DatabaseServerTest, NodesThatStartTogetherMigrateOnce)
{
    EmptyDatabase empty(GetParam());
    auto const second = Database::open(empty.config());
    auto const other = std::async(std::launch::async, [&] { second->migrate(migrations); });
    empty->migrate(migrations);
    other.wait();
    EXPECT_TRUE(second->is_current(migrations));
}

TEST_P(DatabaseTest, AFailingMigrationLeavesNoTrace)
{
    auto more = migrations;
    more.push_back({"0003_broken.sql", "CREATE TABLE half (\n    id BIGINT NOT NULL PRIMARY KEY\n);\nCREATE NONSENSE;\n"});
    EXPECT_ANY_THROW(database->migrate(more));
    EXPECT_TRUE(database->is_current(migrations));
    EXPECT_ANY_THROW(database->read([](Tx& tx) { tx.number("SELECT COUNT(*) FROM half"); }));
}

TEST_P(DatabaseTest, ASoundDatabaseHasNoFindings)
{
    database->write([](Tx& tx) { put(tx, vesper, 1, "Loft"); });
    EXPECT_EQ(database->check(), std::vector<std::string>{});
}

TEST_P(DatabaseTest, ABackupTakenWhileWritingIsAWholeDatabase)
{
    std::atomic<bool> stop = false;
    std::promise<void> first;
    std::jthread writer([&] {
        for (std::int64_t id = 1; !stop; ++id) {
            database->write([id](Tx& tx) {
                put(tx, vesper, id, "Loft");
                tx.run("INSERT INTO photos (organization_id, id, listing_id) VALUES ($1, $2, $2)", vesper, id);
            });
            if (id == 5) first.set_value();
        }
    });
    first.get_future().get();
    auto const folder = database.config().data / "backup";
    std::filesystem::create_directories(folder);
    database->backup(folder / "loggia.db");
    stop = true;
    writer.join();

    ASSERT_GT(std::filesystem::file_size(folder / "loggia.db"), 0U);
    EmptyDatabase restored(GetParam());
    if (GetParam() == Engine::postgresql) {
        auto const command = "pg_restore --no-owner --exit-on-error --dbname='" + restored.config().address + "' '" + (folder / "loggia.db").string() + "'";
        ASSERT_EQ(std::system(command.c_str()), 0);
    }
    auto const copy = GetParam() == Engine::sqlite ? Database::open({"sqlite", folder, 1}) : Database::open(restored.config());
    EXPECT_EQ(copy->check(), std::vector<std::string>{});
    EXPECT_TRUE(copy->is_current(migrations));
    copy->read([](Tx& tx) {
        EXPECT_GE(count(tx), 5);
        EXPECT_EQ(tx.number("SELECT COUNT(*) FROM photos"), count(tx));
    });
}

TEST_P(DatabaseTest, ANoticeIsHeardAfterTheCommitAndNotAfterARollback)
{
    std::promise<std::string> heard;
    std::atomic<int> notices = 0;
    database->listen([&](std::string const& payload) {
        if (++notices == 1) heard.set_value(payload);
    });
    EXPECT_ANY_THROW(database->write([&](Tx& tx) {
        tx.notify("lost");
        throw std::runtime_error("no");
    }));
    database->write([&](Tx& tx) { tx.notify("deal \"7\" 🏠"); });
    EXPECT_EQ(heard.get_future().get(), "deal \"7\" 🏠");
    EXPECT_EQ(notices, 1);
    database->listen([](std::string const&) {});
}

}  // namespace
}  // namespace loggia::db
