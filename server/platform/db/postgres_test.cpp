// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "platform/db/postgres_connection.hpp"
#include "platform/db/test_engines.hpp"

// What PostgreSQL alone does: the wall between organizations, and going on after a lost connection.
namespace loggia::db {
namespace {

constexpr OrganizationId vesper{4'611'686'018'427'387'904};
constexpr OrganizationId noordzee{2};

std::vector<MigrationFile> const migrations = {{"0001_notes.sql", R"sql(
CREATE TABLE notes (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    text            TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
)sql"}};

class PostgresTest : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override
    {
        database = std::make_unique<EmptyDatabase>(Engine::postgresql);
        (*database)->migrate(migrations);
    }

    static void put(Tx& tx, OrganizationId organization, std::int64_t id)
    {
        tx.run("INSERT INTO notes (organization_id, id, text) VALUES ($1, $2, 'text')", organization, id);
    }

    static std::int64_t count(Tx& tx) { return *tx.number("SELECT COUNT(*) FROM notes"); }

    void end_all_connections()
    {
        PostgresConnection((*database).config().address)
            .script("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    std::unique_ptr<EmptyDatabase> database;
};

INSTANTIATE_TEST_SUITE_P(Server, PostgresTest, testing::ValuesIn(server_engines()), [](auto const& parameter) { return engine_name(parameter.param); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresTest);

TEST_P(PostgresTest, ANarrowedTransactionSeesNothingOfAnotherOrganization)
{
    (*database)->write([](Tx& tx) {
        put(tx, vesper, 1);
        put(tx, noordzee, 2);
    });
    (*database)->read([](Tx& tx) {
        EXPECT_EQ(count(tx), 2);
        tx.narrow_to(vesper);
        EXPECT_EQ(count(tx), 1);
        EXPECT_EQ(tx.number("SELECT id FROM notes"), 1);
    });
    (*database)->read([](Tx& tx) { EXPECT_EQ(count(tx), 2); });
}

TEST_P(PostgresTest, ANarrowedTransactionWritesNothingOfAnotherOrganization)
{
    (*database)->write([](Tx& tx) { put(tx, noordzee, 2); });
    EXPECT_ANY_THROW((*database)->write([](Tx& tx) {
        tx.narrow_to(vesper);
        put(tx, noordzee, 3);
    }));
    (*database)->write([](Tx& tx) {
        tx.narrow_to(vesper);
        EXPECT_EQ(tx.run("UPDATE notes SET text = 'stolen' WHERE organization_id = $1", noordzee), 0);
        EXPECT_EQ(tx.run("DELETE FROM notes WHERE organization_id = $1", noordzee), 0);
        put(tx, vesper, 4);
    });
    EXPECT_ANY_THROW((*database)->write([](Tx& tx) {
        tx.narrow_to(vesper);
        tx.run("UPDATE notes SET organization_id = $1 WHERE id = 4", noordzee);
    }));
    (*database)->read([](Tx& tx) {
        EXPECT_EQ(tx.number("SELECT COUNT(*) FROM notes WHERE text = 'text'"), 2);
    });
}

TEST_P(PostgresTest, AScopeThatIsNoNumberSeesNothingAndFailsNothing)
{
    (*database)->write([](Tx& tx) { put(tx, vesper, 1); });
    for (auto const* scope : {"", "x", "4611686018427387904 OR true", "99999999999999999999", "9999999999999999999", "-1", "1e3"})
        (*database)->read([&](Tx& tx) {
            tx.number("SELECT 1 FROM (SELECT set_config('loggia.organization', $1, true)) AS scope", scope);
            EXPECT_EQ(count(tx), 0) << scope;
        });
}

TEST_P(PostgresTest, ATableAddedLaterGetsItsWallToo)
{
    auto more = migrations;
    more.push_back({"0002_photos.sql", "CREATE TABLE photos (\n    organization_id BIGINT NOT NULL PRIMARY KEY\n);\n"});
    (*database)->migrate(more);
    (*database)->write([](Tx& tx) { tx.run("INSERT INTO photos (organization_id) VALUES ($1)", noordzee); });
    (*database)->read([](Tx& tx) {
        tx.narrow_to(vesper);
        EXPECT_EQ(tx.number("SELECT COUNT(*) FROM photos"), 0);
    });
    EXPECT_TRUE((*database)->check().empty());
}

TEST_P(PostgresTest, ATableWithoutItsWallIsFound)
{
    (*database)->write([](Tx& tx) { tx.connection().script("ALTER TABLE notes NO FORCE ROW LEVEL SECURITY"); });
    auto const findings = (*database)->check();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_NE(findings[0].find("notes"), std::string::npos);
}

TEST_P(PostgresTest, WorkGoesOnAfterTheServerDroppedItsConnections)
{
    (*database)->write([](Tx& tx) { put(tx, vesper, 1); });
    (*database)->read([](Tx& tx) { EXPECT_EQ(count(tx), 1); });
    end_all_connections();
    (*database)->read([](Tx& tx) { EXPECT_EQ(count(tx), 1); });
    end_all_connections();
    (*database)->write([](Tx& tx) { put(tx, vesper, 2); });
    (*database)->read([](Tx& tx) { EXPECT_EQ(count(tx), 2); });
}

TEST_P(PostgresTest, ATransactionThatLosesItsConnectionRunsAgainFromTheStart)
{
    int runs = 0, announced = 0;
    (*database)->write([&](Tx& tx) {
        ++runs;
        tx.after_commit([&] { ++announced; });
        put(tx, vesper, 1);
        if (runs == 1) end_all_connections();
        put(tx, vesper, 2);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(announced, 1);
    (*database)->read([](Tx& tx) { EXPECT_EQ(count(tx), 2); });
}

TEST_P(PostgresTest, TheListenerComesBackAndSaysThatItMayHaveMissedSomething)
{
    std::promise<void> back, heard;
    (*database)->listen([&](std::string const& payload) {
        if (payload.empty()) back.set_value();
        else heard.set_value();
    });
    end_all_connections();
    back.get_future().get();
    (*database)->write([&](Tx& tx) { tx.notify("again"); });
    heard.get_future().get();
}

TEST_P(PostgresTest, TwoThatReadWhatTheOtherWritesAreBothRight)
{
    (*database)->write([](Tx& tx) { put(tx, vesper, 1); });
    // Each adds one more than it counted: without serializable isolation both would write the same id or lose one.
    constexpr int threads = 4, rounds = 5;
    std::atomic<int> written = 0;
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&] {
                for (int round = 0; round < rounds; ++round)
                    try {
                        (*database)->write([](Tx& tx) { put(tx, vesper, count(tx) + 1); });
                        ++written;
                    } catch (Problem const& problem) {
                        EXPECT_EQ(problem.code, "busy");
                    } catch (ConstraintViolation const&) {
                        // PostgreSQL reports a race for a unique key as the violation it would have become.
                    }
            });
    }
    (*database)->read([&](Tx& tx) {
        EXPECT_EQ(count(tx), written + 1);
        EXPECT_EQ(tx.number("SELECT MAX(id) FROM notes"), written + 1);
    });
}

TEST_P(PostgresTest, TextThatPostgresqlCannotHoldIsRefusedAndTheConnectionGoesOn)
{
    using namespace std::string_literals;
    for (auto const& text : {"a\0b"s, "\xff\xfe"s})
        EXPECT_THROW((*database)->write([&](Tx& tx) {
            tx.run("INSERT INTO notes (organization_id, id, text) VALUES ($1, 1, $2)", vesper, text);
        }), Problem);
    (*database)->write([](Tx& tx) { put(tx, vesper, 1); });
}

TEST_P(PostgresTest, AStatementThatIsNoSqlFailsAloneEachTime)
{
    for (int i = 0; i < 2; ++i)
        EXPECT_THROW((*database)->read([](Tx& tx) { tx.number("SELECT nonsense FROM notes"); }), std::runtime_error);
    (*database)->read([](Tx& tx) { EXPECT_EQ(count(tx), 0); });
}

TEST_P(PostgresTest, MoreStatementsThanTheCacheHoldsAllRun)
{
    (*database)->read([](Tx& tx) {
        for (int i = 0; i < 1200; ++i) EXPECT_EQ(tx.number("SELECT " + std::to_string(i)), i);
        EXPECT_EQ(tx.number("SELECT 0"), 0);
    });
}

TEST_P(PostgresTest, ABackupNeedsAServerItCanReach)
{
    auto const file = (*database).config().data / "copy";
    auto const lost = std::filesystem::temp_directory_path() / "loggia-no-such-socket";
    EXPECT_THROW(Database::open({"postgresql://loggia@/loggia?host=" + lost.string(), {}, 2}), Problem);
    EXPECT_NO_THROW((*database)->backup(file));
    EXPECT_ANY_THROW((*database)->backup(file / "below-a-file"));
}

}  // namespace
}  // namespace loggia::db
