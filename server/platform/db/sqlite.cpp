// SPDX-License-Identifier: Apache-2.0
#include "platform/db/sqlite.hpp"

#include <future>

#include "platform/db/migrations.hpp"
#include "platform/db/sqlite_statistics.hpp"
#include "platform/log/log.hpp"

namespace loggia::db {

// A batch ends when nothing waits or after this many writes, so that the first of them is not kept waiting.
static constexpr std::size_t largest_batch = 256;

std::unique_ptr<Database> open_sqlite(DatabaseConfig const& config) { return std::make_unique<SqliteDatabase>(config); }

static std::filesystem::path database_file(DatabaseConfig const& config)
{
    std::filesystem::create_directories(config.data);
    return config.data / "loggia.db";
}

SqliteDatabase::SqliteDatabase(DatabaseConfig const& config)
    : file_(database_file(config)),
      reader_limit_(std::max(1U, config.connections)),
      writer_(file_, SqliteConnection::Mode::write),
      thread_([this] { write_loop(); })
{
}

SqliteDatabase::~SqliteDatabase()
{
    {
        std::lock_guard const lock(queue_mutex_);
        stopping_ = true;
    }
    queued_.notify_all();
    thread_.join();
}

std::unique_ptr<SqliteConnection> SqliteDatabase::borrow_reader()
{
    std::unique_lock lock(readers_mutex_);
    reader_free_.wait(lock, [this] { return !idle_readers_.empty() || readers_ < reader_limit_; });
    if (!idle_readers_.empty()) {
        auto reader = std::move(idle_readers_.back());
        idle_readers_.pop_back();
        return reader;
    }
    ++readers_;
    lock.unlock();
    try {
        return std::make_unique<SqliteConnection>(file_, SqliteConnection::Mode::read);
    } catch (...) {
        lock.lock();
        --readers_;
        throw;
    }
}

void SqliteDatabase::read(Job const& job)
{
    auto reader = borrow_reader();
    auto const give_back = [&] {
        {
            std::lock_guard const lock(readers_mutex_);
            idle_readers_.push_back(std::move(reader));
        }
        reader_free_.notify_one();
    };
    try {
        reader->execute("BEGIN", {}).next();
        Tx tx(*reader);
        job(tx);
        reader->execute("COMMIT", {}).next();
        reader->reset();
    } catch (...) {
        try {
            reader->execute("ROLLBACK", {}).next();
        } catch (std::exception const& error) {
            log::warning("db.rollback_failed", {{"error", error.what()}});
        }
        reader->reset();
        give_back();
        throw;
    }
    give_back();
}

void SqliteDatabase::write(Job const& job)
{
    std::promise<void> durable;
    submit_write(job, [&durable](std::exception_ptr failure) {
        if (failure) durable.set_exception(failure);
        else durable.set_value();
    });
    durable.get_future().get();
}

void SqliteDatabase::submit_write(Job job, std::function<void(std::exception_ptr)> done)
{
    {
        std::lock_guard const lock(queue_mutex_);
        queue_.push_back({std::move(job), std::move(done), {}, {}, {}, nullptr});
    }
    queued_.notify_one();
}

void SqliteDatabase::write_loop()
{
    for (;;) {
        std::vector<Write> batch;
        {
            std::unique_lock lock(queue_mutex_);
            queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
        }
        run_batch(batch);
    }
}

void SqliteDatabase::run_one(Write& write)
{
    writer_.execute("SAVEPOINT request", {}).next();
    try {
        Tx tx(writer_);
        write.job(tx);
        write.at_end = tx.take_at_end();
        write.after_commit = tx.take_after_commit();
        write.notices = tx.take_notices();
        writer_.execute("RELEASE request", {}).next();
    } catch (...) {
        write.failure = std::current_exception();
        // A full disk may have rolled the whole transaction back already.
        if (sqlite3_get_autocommit(writer_.handle())) throw;
        writer_.execute("ROLLBACK TO request", {}).next();
        writer_.execute("RELEASE request", {}).next();
    }
}

// Outside the savepoints of the writes: FTS5 brings all it holds to its tables at the end of each savepoint, which takes as long as
// the rest of a write.
void SqliteDatabase::run_ends(std::vector<Write>& batch)
{
    Tx tx(writer_);
    for (auto const& write : batch)
        for (auto const& action : write.at_end) action(tx);
}

void SqliteDatabase::run_batch(std::vector<Write>& batch)
{
    std::exception_ptr lost;
    try {
        writer_.execute("BEGIN IMMEDIATE", {}).next();
        while (batch.size() < largest_batch) {
            {
                std::lock_guard const lock(queue_mutex_);
                if (queue_.empty()) break;
                batch.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
            run_one(batch.back());
        }
        run_ends(batch);
        writer_.execute("COMMIT", {}).next();
    } catch (...) {
        lost = std::current_exception();
        if (!sqlite3_get_autocommit(writer_.handle())) {
            try {
                writer_.execute("ROLLBACK", {}).next();
            } catch (std::exception const& error) {
                log::error("db.rollback_failed", {{"error", error.what()}});
            }
        }
    }
    writer_.reset();
    if (lost && batch.empty()) {
        // BEGIN itself failed: whoever waits must hear of it.
        std::lock_guard const lock(queue_mutex_);
        for (auto& write : queue_) batch.push_back(std::move(write));
        queue_.clear();
    }
    for (auto& write : batch) {
        auto const failure = lost && !write.failure ? lost : write.failure;
        if (!failure) {
            tell(write.notices);
            for (auto const& action : write.after_commit) action();
        }
        write.done(failure);
    }
}

void SqliteDatabase::migrate(std::vector<MigrationFile> const& files)
{
    for (auto const& file : files) write([&](Tx& tx) { apply_migration(tx, file, sqlite_dialect(file.sql)); });
    write(teach_planner);
}

bool SqliteDatabase::is_current(std::vector<MigrationFile> const& files)
{
    bool current = false;
    read([&](Tx& tx) { current = all_applied(tx, files); });
    return current;
}

std::vector<std::string> SqliteDatabase::check()
{
    std::vector<std::string> findings;
    read([&](Tx& tx) {
        auto& integrity = tx.connection().execute("PRAGMA integrity_check", {});
        while (integrity.next())
            if (integrity.text(0) != "ok") findings.emplace_back(integrity.text(0));
        auto& foreign = tx.connection().execute("PRAGMA foreign_key_check", {});
        while (foreign.next()) findings.push_back("a row of " + std::string(foreign.text(0)) + " refers to a missing " + std::string(foreign.text(2)));
    });
    return findings;
}

void SqliteDatabase::backup(std::filesystem::path const& file)
{
    SqliteConnection source(file_, SqliteConnection::Mode::read);
    sqlite3* target = nullptr;
    if (sqlite3_open(file.c_str(), &target) != SQLITE_OK) {
        sqlite3_close(target);
        throw std::runtime_error("cannot write " + file.string());
    }
    auto* const copy = sqlite3_backup_init(target, "main", source.handle(), "main");
    // All pages in one step: in WAL mode this is one snapshot, and writers are not held up.
    auto const code = copy ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
    if (copy) sqlite3_backup_finish(copy);
    sqlite3_close(target);
    if (code != SQLITE_DONE) throw std::runtime_error("the copy to " + file.string() + " did not finish");
}

void SqliteDatabase::listen(std::function<void(std::string const&)> action)
{
    std::lock_guard const lock(queue_mutex_);
    listener_ = std::move(action);
}

// One process, one node: the listener is told directly.
void SqliteDatabase::tell(std::vector<std::string> const& notices)
{
    if (notices.empty()) return;
    std::function<void(std::string const&)> listener;
    {
        std::lock_guard const lock(queue_mutex_);
        listener = listener_;
    }
    if (!listener) return;
    for (auto const& notice : notices) listener(notice);
}

}  // namespace loggia::db
