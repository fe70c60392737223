// SPDX-License-Identifier: Apache-2.0
#include "platform/db/postgres.hpp"

#include <algorithm>
#include <future>
#include <random>

#include "platform/db/migrations.hpp"
#include "platform/db/postgres_database.hpp"
#include "platform/log/log.hpp"

namespace loggia::db {

static constexpr int most_attempts = 5;

// Nodes that start together migrate one after the other.
static constexpr std::int64_t migration_lock = 0x4c4f47474941;  // "LOGGIA"

std::unique_ptr<Database> open_postgres(DatabaseConfig const& config) { return std::make_unique<PostgresDatabase>(config); }

PostgresDatabase::PostgresDatabase(DatabaseConfig const& config)
    : address_(config.address), pool_(config.address, std::max(2U, config.connections))
{
    pool_.borrow();
    auto const writers = std::max(2U, config.connections / 2);
    for (unsigned i = 0; i < writers; ++i) threads_.emplace_back([this] { write_loop(); });
}

PostgresDatabase::~PostgresDatabase()
{
    {
        std::lock_guard const lock(queue_mutex_);
        stopping_ = true;
    }
    queued_.notify_all();
    threads_.clear();
}

// A short random wait, longer with each attempt, so that two that met do not meet again.
static void back_off(int attempt)
{
    std::random_device source;
    std::uniform_int_distribution<int> span(1, 4 << attempt);
    std::this_thread::sleep_for(std::chrono::milliseconds(span(source)));
}

// Gives false when the job should run again.
bool PostgresDatabase::attempt(PostgresConnection::Isolation isolation, Job const& job, bool is_last)
{
    std::vector<std::function<void()>> actions;
    {
        auto connection = pool_.borrow();
        connection->begin(isolation);
        try {
            Tx tx(*connection);
            job(tx);
            if (isolation == PostgresConnection::Isolation::snapshot_read_only) {
                connection->finish_read();
                return true;
            }
            for (auto const& action : tx.take_at_end()) action(tx);
            for (auto const& notice : tx.take_notices()) tx.run("SELECT pg_notify('loggia', $1)", notice);
            connection->commit();
            actions = tx.take_after_commit();
        } catch (...) {
            connection->rollback();
            if (!connection->may_retry() || is_last) throw;
            return false;
        }
    }
    for (auto const& action : actions) action();
    return true;
}

void PostgresDatabase::read(Job const& job)
{
    for (int number = 1; !attempt(PostgresConnection::Isolation::snapshot_read_only, job, number == most_attempts); ++number)
        back_off(number);
}

void PostgresDatabase::write(Job const& job)
{
    for (int number = 1; !attempt(PostgresConnection::Isolation::serializable, job, number == most_attempts); ++number)
        back_off(number);
}

void PostgresDatabase::submit_write(Job job, std::function<void(std::exception_ptr)> done)
{
    {
        std::lock_guard const lock(queue_mutex_);
        queue_.push_back({std::move(job), std::move(done)});
    }
    queued_.notify_one();
}

void PostgresDatabase::write_loop()
{
    for (;;) {
        Write next;
        {
            std::unique_lock lock(queue_mutex_);
            queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            next = std::move(queue_.front());
            queue_.pop_front();
        }
        std::exception_ptr failure;
        try {
            write(next.job);
        } catch (...) {
            failure = std::current_exception();
        }
        next.done(failure);
    }
}

void PostgresDatabase::migrate(std::vector<MigrationFile> const& files)
{
    // Not from the pool: no time limit, and the lock falls with the connection whatever happens.
    PostgresConnection connection(address_);
    connection.execute("SELECT pg_advisory_lock($1)", std::array<Value, 1>{migration_lock});
    auto const in_transaction = [&](Job const& job) {
        connection.begin(PostgresConnection::Isolation::committed);
        try {
            Tx tx(connection);
            job(tx);
            connection.commit();
        } catch (...) {
            connection.rollback();
            throw;
        }
    };
    for (auto const& file : files)
        in_transaction([&](Tx& tx) { apply_migration(tx, file, postgres_dialect(file.sql)); });
    in_transaction(protect_tenant_tables);
}

bool PostgresDatabase::is_current(std::vector<MigrationFile> const& files)
{
    bool current = false;
    read([&](Tx& tx) {
        auto const known = tx.number("SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('migrations')");
        current = known == 1 && all_applied(tx, files);
    });
    return current;
}

void PostgresDatabase::backup(std::filesystem::path const& file) { dump_postgres(address_, file); }

void PostgresDatabase::listen(std::function<void(std::string const&)> action)
{
    listener_.reset();
    listener_ = std::make_unique<PostgresListener>(address_, std::move(action));
}

}  // namespace loggia::db
