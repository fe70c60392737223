// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "platform/db/database.hpp"

namespace loggia::db {

std::unique_ptr<Database> open_sqlite(DatabaseConfig const&);

// A thin wrapper of one sqlite3 handle with its statement cache.
class SqliteConnection final : public Connection, private Cursor {
public:
    enum class Mode { read, write };
    SqliteConnection(std::filesystem::path const& file, Mode mode);
    ~SqliteConnection() override;

    Cursor& execute(std::string_view sql, std::span<Value const> values) override;
    void script(std::string const& sql) override;
    Engine engine() const override { return Engine::sqlite; }
    void reset();  // ends the running statement, so that no read lock is left behind
    sqlite3* handle() { return db_; }

private:
    bool next() override;
    Layout& layout() override { return prepared_->layout; }
    int columns() const override { return sqlite3_column_count(current_); }
    std::string_view name(int column) const override { return sqlite3_column_name(current_, column); }
    bool is_null(int column) const override { return sqlite3_value_type(value(column)) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_value_int64(value(column)); }
    double real(int column) const override { return sqlite3_value_double(value(column)); }
    std::string_view text(int column) const override;
    std::int64_t affected() const override { return sqlite3_changes64(db_); }
    sqlite3_value* value(int column) const;

    struct Prepared {
        std::unique_ptr<char[]> sql;
        sqlite3_stmt* statement = nullptr;
        std::vector<int> parameters;  // index of $1, $2, … (SQLite numbers "$2" by first appearance)
        Layout layout;
    };
    Prepared& prepare(std::string_view sql);

    sqlite3* db_ = nullptr;
    sqlite3_stmt* current_ = nullptr;
    Prepared* prepared_ = nullptr;  // what current_ belongs to
    // A column is asked for twice mostly, whether it is there and what it says: it is fetched once.
    mutable int fetched_ = -1;
    mutable sqlite3_value* value_ = nullptr;
    std::unordered_map<std::string_view, Prepared> statements_;
};

// One writer thread with group commit, a pool of readers.
class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(DatabaseConfig const&);
    ~SqliteDatabase() override;

    void read(Job const& job) override;
    void write(Job const& job) override;
    void submit_write(Job job, std::function<void(std::exception_ptr)> done) override;
    Engine engine() const override { return Engine::sqlite; }
    void migrate(std::vector<MigrationFile> const&) override;
    bool is_current(std::vector<MigrationFile> const&) override;
    std::vector<std::string> check() override;
    void backup(std::filesystem::path const& file) override;
    void listen(std::function<void(std::string const&)> action) override;

private:
    struct Write {
        Job job;
        std::function<void(std::exception_ptr)> done;
        std::vector<std::function<void(Tx&)>> at_end;
        std::vector<std::function<void()>> after_commit;
        std::vector<std::string> notices;
        std::exception_ptr failure;
    };
    void tell(std::vector<std::string> const& notices);
    void write_loop();
    void run_batch(std::vector<Write>& batch);
    void run_one(Write& write);
    void run_ends(std::vector<Write>& batch);
    std::unique_ptr<SqliteConnection> borrow_reader();

    std::filesystem::path file_;
    unsigned reader_limit_;
    SqliteConnection writer_;

    std::mutex readers_mutex_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
    unsigned readers_ = 0;

    std::mutex queue_mutex_;
    std::condition_variable queued_;
    std::deque<Write> queue_;
    bool stopping_ = false;
    std::function<void(std::string const&)> listener_;
    std::jthread thread_;
};

}  // namespace loggia::db
