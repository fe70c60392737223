// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "platform/db/value.hpp"

// One interface, two engines. SQL is written once in the subset both speak, with $1 … $n bound by number.
namespace loggia::db {

enum class Engine { sqlite, postgresql };

// A statement broke a constraint. Routes that expect one use ON CONFLICT instead; an unexpected one answers 409.
class ConstraintViolation : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A connection that runs cached prepared statements; each engine has one.
class Connection {
public:
    virtual ~Connection() = default;
    // The cursor is valid until the next execute() on this connection. `sql` is cached by its text.
    virtual Cursor& execute(std::string_view sql, std::span<Value const> values) = 0;
    virtual void script(std::string const& sql) = 0;  // several statements, without parameters
    virtual Engine engine() const = 0;
    virtual void narrow_to(OrganizationId) {}  // where the engine has a wall of its own
};

// A transaction as a handler sees it. It is opened, committed and rolled back by Database alone.
class Tx {
public:
    explicit Tx(Connection& connection) : connection_(connection) {}
    Tx(Tx const&) = delete;
    Tx& operator=(Tx const&) = delete;

    template <class Row, class... Args>
    std::vector<Row> rows(std::string_view sql, Args const&... args)
    {
        auto& cursor = run_query(sql, args...);
        std::vector<Row> result;
        if (!cursor.next()) return result;
        RowReader<Row> const reader(cursor);
        do result.push_back(reader.read(cursor));
        while (cursor.next());
        return result;
    }

    // The first row, or nothing.
    template <class Row, class... Args>
    std::optional<Row> find(std::string_view sql, Args const&... args)
    {
        auto& cursor = run_query(sql, args...);
        if (!cursor.next()) return std::nullopt;
        auto row = std::optional<Row>(RowReader<Row>(cursor).read(cursor));
        while (cursor.next()) {}
        return row;
    }

    // The first column of the first row as a whole number (COUNT, MAX, an id); nothing without a row or when NULL.
    template <class... Args>
    std::optional<std::int64_t> number(std::string_view sql, Args const&... args)
    {
        auto& cursor = run_query(sql, args...);
        std::optional<std::int64_t> result;
        if (cursor.next() && !cursor.is_null(0)) result = cursor.integer(0);
        while (cursor.next()) {}
        return result;
    }

    // Gives the number of rows changed.
    template <class... Args>
    std::int64_t run(std::string_view sql, Args const&... args)
    {
        auto& cursor = run_query(sql, args...);
        while (cursor.next()) {}
        return cursor.affected();
    }

    // Row-level security on PostgreSQL admits rows of this organization only, until the transaction ends. A transaction
    // starts in system scope, which the session check, sign-in and the job runner need.
    void narrow_to(OrganizationId organization) { connection_.narrow_to(organization); }

    // Runs `action` in this transaction when all else in it is done; what it throws fails the transaction. SQLite: after all of the
    // writes that share the commit, which then fail together, so it must do nothing that input can make fail.
    void at_end(std::function<void(Tx&)> action) { at_end_.push_back(std::move(action)); }
    std::vector<std::function<void(Tx&)>> take_at_end() { return std::move(at_end_); }

    // Runs after the transaction is durable, never when it rolled back. Must not throw.
    void after_commit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }
    std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

    // Tells every node (this one included) `payload` (1 to 7000 bytes) once the transaction has committed; each hears of it
    // through Database::listen().
    void notify(std::string payload) { notices_.push_back(std::move(payload)); }
    std::vector<std::string> take_notices() { return std::move(notices_); }

    Connection& connection() { return connection_; }
    Engine engine() const { return connection_.engine(); }

private:
    template <class... Args>
    Cursor& run_query(std::string_view sql, Args const&... args)
    {
        std::array<Value, sizeof...(Args)> const values{to_value(args)...};
        return connection_.execute(sql, values);
    }

    Connection& connection_;
    std::vector<std::function<void(Tx&)>> at_end_;
    std::vector<std::function<void()>> after_commit_;
    std::vector<std::string> notices_;
};

using Job = std::function<void(Tx&)>;

struct DatabaseConfig {
    std::string address;             // "sqlite" or a postgresql:// URL
    std::filesystem::path data;      // SQLite keeps loggia.db here
    unsigned connections = 8;        // readers (SQLite), or all connections (PostgreSQL)
};

struct MigrationFile {
    std::string name;  // "0001_organizations.sql"
    std::string sql;
};

class Database {
public:
    virtual ~Database() = default;
    static std::unique_ptr<Database> open(DatabaseConfig const&);

    // Runs `job` on a consistent snapshot, on the calling thread. Writing throws. The job may run again from the start
    // (PostgreSQL: the connection was lost).
    virtual void read(Job const& job) = 0;

    // Runs `job` in a transaction and returns once it is durable; throws what the job threw, after rolling back. The
    // job may run again from the start (PostgreSQL: serialization failure), so it must have no effect but on `tx`.
    virtual void write(Job const& job) = 0;

    // The same without waiting: `done` gets null, or what the job threw. SQLite: jobs that wait together share one
    // commit, each in a savepoint of its own. `done` is called on a database thread and must be quick.
    virtual void submit_write(Job job, std::function<void(std::exception_ptr)> done) = 0;

    virtual Engine engine() const = 0;
    virtual void migrate(std::vector<MigrationFile> const&) = 0;
    virtual bool is_current(std::vector<MigrationFile> const&) = 0;  // all of them applied
    virtual std::vector<std::string> check() = 0;                    // what the engine's own checks find wrong
    virtual void backup(std::filesystem::path const& file) = 0;      // a consistent copy while writing goes on

    // Runs `action` after a commit of any node whose transaction called Tx::notify(); with an empty payload when notices may
    // have been missed (PostgreSQL: the connection was lost for a while).
    virtual void listen(std::function<void(std::string const& payload)> action) = 0;
};

}  // namespace loggia::db
