// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/db/database.hpp"

namespace loggia::db {

// One libpq connection in pipeline mode with its prepared statements. What opens a transaction travels together with
// its first statement, so that it costs no round trip of its own.
class PostgresConnection final : public Connection, private Cursor {
public:
    enum class Isolation { committed, snapshot_read_only, serializable };

    // Throws Problem(unavailable) when the server cannot be reached.
    explicit PostgresConnection(std::string const& address);
    ~PostgresConnection() override;

    Cursor& execute(std::string_view sql, std::span<Value const> values) override;
    void script(std::string const& sql) override;
    Engine engine() const override { return Engine::postgresql; }
    void narrow_to(OrganizationId organization) override;

    void begin(Isolation isolation);  // in system scope
    void commit();                    // throws the first failure when the transaction had one
    void finish_read();               // ends the transaction without waiting for the answer
    void rollback();                  // never throws; a connection that is lost says so by is_usable()

    bool is_usable() const;  // false: throw it away
    bool may_retry() const;  // the transaction failed by a race or a lost connection, and surely left nothing behind
    PGconn* handle() { return connection_.get(); }

private:
    struct Finish { void operator()(PGconn* connection) const { PQfinish(connection); } };
    struct Clear { void operator()(PGresult* result) const { PQclear(result); } };
    using Result = std::unique_ptr<PGresult, Clear>;

    struct Prepared {
        std::string name;  // on the server
        Layout layout;
    };

    Layout& layout() override { return prepared_->layout; }
    bool next() override { return ++row_ < PQntuples(result_.get()); }
    int columns() const override { return PQnfields(result_.get()); }
    std::string_view name(int column) const override { return PQfname(result_.get(), column); }
    bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) == 1; }
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    std::string_view text(int column) const override;
    std::int64_t affected() const override;

    void send_waiting();
    void send(int accepted);
    std::vector<char const*> bind(std::span<Value const> values);
    Result receive_all();        // up to the sync: the last result, or throws the first failure
    void skip_unread();          // the answers finish_read() did not wait for
    void run_alone(char const* command);
    [[noreturn]] void fail(PGresult const* result);
    [[noreturn]] void fail_lost();

    std::unique_ptr<PGconn, Finish> connection_;
    Result result_;
    int row_ = -1;
    std::unordered_map<std::string, Prepared> statements_;  // by their SQL
    Prepared* prepared_ = nullptr;                          // of the running statement
    std::uint64_t named_ = 0;
    std::vector<std::string> waiting_;  // commands that go out before the next statement
    std::vector<std::string> texts_;    // parameters of the running statement
    std::size_t accepted_ = 0;          // commands that succeeded, of those last sent together
    int unread_ = 0;                    // transactions whose end nobody waited for
    bool open_ = false;    // BEGIN was sent
    bool stale_ = false;   // its prepared statements no longer fit the schema
    bool retry_ = false;
    bool committing_ = false;
    std::exception_ptr failure_;
};

}  // namespace loggia::db
