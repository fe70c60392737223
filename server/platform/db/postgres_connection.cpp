// SPDX-License-Identifier: Apache-2.0
#include "platform/db/postgres_connection.hpp"

#include <array>
#include <charconv>

#include "platform/log/log.hpp"

namespace loggia::db {

// SQL that is put together from filters has many texts; beyond this number the cache starts afresh.
static constexpr std::size_t most_statements = 512;

static Problem storage_unavailable()
{
    return {Fault::unavailable, "storage_unavailable", "The database cannot be reached now. Nothing was changed."};
}

static void forward_notice(void*, char const* message) { log::debug("db.notice", {{"message", message}}); }

PostgresConnection::PostgresConnection(std::string const& address)
{
    // What stands after dbname does not override the URL; what stands before it is a default.
    char const* const names[] = {"connect_timeout", "fallback_application_name", "keepalives_idle", "dbname",
                                 "client_encoding", nullptr};
    char const* const values[] = {"5", "loggia", "30", address.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(names, values, 1));
    if (PQstatus(handle()) != CONNECTION_OK) {
        log::error("db.connection_failed", {{"error", PQerrorMessage(handle())}});
        throw storage_unavailable();
    }
    PQsetNoticeProcessor(handle(), forward_notice, nullptr);
    if (PQenterPipelineMode(handle()) != 1) throw std::runtime_error("postgresql: no pipeline mode");
}

PostgresConnection::~PostgresConnection() = default;

bool PostgresConnection::is_usable() const
{
    return !stale_ && PQstatus(connection_.get()) == CONNECTION_OK;
}

bool PostgresConnection::may_retry() const { return retry_; }

void PostgresConnection::begin(Isolation isolation)
{
    waiting_.clear();
    open_ = retry_ = committing_ = false;
    failure_ = nullptr;
    switch (isolation) {
    case Isolation::committed: waiting_.emplace_back("BEGIN"); break;
    case Isolation::snapshot_read_only: waiting_.emplace_back("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); break;
    case Isolation::serializable: waiting_.emplace_back("BEGIN ISOLATION LEVEL SERIALIZABLE"); break;
    }
    waiting_.emplace_back("SET LOCAL loggia.organization = 'system'");
}

void PostgresConnection::narrow_to(OrganizationId organization)
{
    waiting_.push_back("SET LOCAL loggia.organization = '" + std::to_string(organization.value) + "'");
}

void PostgresConnection::commit()
{
    waiting_.clear();
    if (failure_) std::rethrow_exception(failure_);  // the job swallowed it, but the server did not
    if (!open_) return;                              // no statement was run
    committing_ = true;
    run_alone("COMMIT");
    open_ = false;
}

void PostgresConnection::finish_read()
{
    result_.reset();
    waiting_.clear();
    if (!open_) return;
    open_ = false;
    if (PQsendQueryParams(handle(), "COMMIT", 0, nullptr, nullptr, nullptr, nullptr, 0) == 1 && PQpipelineSync(handle()) == 1)
        ++unread_;
}

void PostgresConnection::rollback()
{
    result_.reset();
    waiting_.clear();
    if (!open_ || !is_usable()) return;
    open_ = false;
    auto const retry = retry_;
    try {
        run_alone("ROLLBACK");
    } catch (std::exception const& error) {
        log::warning("db.rollback_failed", {{"error", error.what()}});
    }
    retry_ = retry;
}

Cursor& PostgresConnection::execute(std::string_view sql, std::span<Value const> values)
{
    result_.reset();
    row_ = -1;
    auto const parameters = bind(values);
    skip_unread();
    if (statements_.size() >= most_statements) {
        waiting_.emplace_back("DEALLOCATE ALL");
        statements_.clear();
    }
    auto const before = waiting_.size();
    send_waiting();
    auto const [known, is_new] = statements_.try_emplace(std::string(sql));
    if (is_new) {
        known->second.name = "s" + std::to_string(++named_);
        send(PQsendPrepare(handle(), known->second.name.c_str(), known->first.c_str(), 0, nullptr));
    }
    send(PQsendQueryPrepared(handle(), known->second.name.c_str(), static_cast<int>(parameters.size()), parameters.data(),
                             nullptr, nullptr, 0));
    try {
        result_ = receive_all();
    } catch (...) {
        if (is_new && accepted_ <= before) statements_.erase(known);  // the server refused to prepare it
        throw;
    }
    prepared_ = &known->second;
    return *this;
}

void PostgresConnection::send(int accepted)
{
    if (accepted != 1) fail_lost();
}

void PostgresConnection::send_waiting()
{
    for (auto const& command : waiting_) {
        send(PQsendQueryParams(handle(), command.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
        if (command.starts_with("BEGIN")) open_ = true;
    }
    waiting_.clear();
}

std::vector<char const*> PostgresConnection::bind(std::span<Value const> values)
{
    texts_.resize(values.size());
    std::vector<char const*> parameters(values.size(), nullptr);
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const write_number = [&](auto number) {
            std::array<char, 32> buffer{};
            auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
            texts_[i].assign(buffer.data(), end);
        };
        if (auto const* integer = std::get_if<std::int64_t>(&values[i])) write_number(*integer);
        else if (auto const* real = std::get_if<double>(&values[i])) write_number(*real);
        else if (auto const* text = std::get_if<std::string_view>(&values[i])) texts_[i].assign(*text);
        else continue;  // NULL
        if (texts_[i].find('\0') != std::string::npos)
            throw Problem(Fault::invalid, "invalid_text", "Text must not contain the character NUL.");
        parameters[i] = texts_[i].c_str();
    }
    return parameters;
}

PostgresConnection::Result PostgresConnection::receive_all()
{
    if (PQpipelineSync(handle()) != 1) fail_lost();
    Result last, failed;
    accepted_ = 0;
    for (int ends = 0; ends < 2;) {
        // A null ends the results of one command; two of them in a row mean that the connection is gone.
        Result result(PQgetResult(handle()));
        if (!result) {
            ++ends;
            continue;
        }
        ends = 0;
        auto const status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) break;
        if (status == PGRES_FATAL_ERROR && !failed) failed = std::move(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) continue;
        ++accepted_;
        last = std::move(result);
    }
    if (failed) fail(failed.get());
    if (!last || PQstatus(handle()) != CONNECTION_OK) fail_lost();
    return last;
}

void PostgresConnection::skip_unread()
{
    while (unread_ > 0) {
        --unread_;
        if (PQstatus(handle()) != CONNECTION_OK) fail_lost();
        for (int ends = 0; ends < 2;) {
            Result const result(PQgetResult(handle()));
            if (!result) ++ends;
            else if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
            else ends = 0;
        }
    }
}

void PostgresConnection::run_alone(char const* command)
{
    result_.reset();
    skip_unread();
    send(PQsendQueryParams(handle(), command, 0, nullptr, nullptr, nullptr, nullptr, 0));
    receive_all();
}

void PostgresConnection::script(std::string const& sql)
{
    result_.reset();
    skip_unread();
    if (!waiting_.empty()) {
        send_waiting();
        receive_all();
    }
    PQexitPipelineMode(handle());
    Result const result(PQexec(handle(), sql.c_str()));
    PQenterPipelineMode(handle());
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(result.get());
}

void PostgresConnection::fail_lost()
{
    // Once COMMIT went out, nobody knows whether it arrived.
    retry_ = !committing_;
    stale_ = true;
    log::warning("db.connection_lost", {{"error", PQerrorMessage(handle())}});
    failure_ = std::make_exception_ptr(storage_unavailable());
    std::rethrow_exception(failure_);
}

void PostgresConnection::fail(PGresult const* result)
{
    auto const* const field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string_view const state = field ? field : "";
    if (state.empty() || PQstatus(handle()) != CONNECTION_OK || state.starts_with("08") || state.starts_with("57P")) fail_lost();

    auto const* const primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string const message = primary ? primary : "unknown error";
    try {
        if (state == "40001" || state == "40P01" || state == "55P03") {
            retry_ = true;
            throw Problem(Fault::unavailable, "busy", "Too many changes at the same moment. Nothing was changed.");
        }
        if (state == "0A000" && message.find("cached plan") != std::string::npos) {
            stale_ = retry_ = true;
            throw storage_unavailable();
        }
        if (state.starts_with("23")) throw ConstraintViolation(message);
        if (state == "53100") throw Problem(Fault::unavailable, "storage_full", "The disk is full. Nothing was changed.");
        if (state == "22021" || state == "22P05") throw Problem(Fault::invalid, "invalid_text", "Text must be valid UTF-8.");
        if (state == "25006" || state == "57014" || state.starts_with("53") || state.starts_with("58")) {
            log::warning("db.refused", {{"state", state}, {"error", message}});
            throw Problem(Fault::unavailable, "storage_unavailable", "The database cannot be written now. Nothing was changed.");
        }
        throw std::runtime_error("postgresql: " + message + " (" + std::string(state) + ")");
    } catch (...) {
        if (!failure_) failure_ = std::current_exception();
        throw;
    }
}

std::string_view PostgresConnection::text(int column) const
{
    return {PQgetvalue(result_.get(), row_, column), static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

std::int64_t PostgresConnection::integer(int column) const
{
    auto const digits = text(column);
    if (digits == "t") return 1;
    // "f" and NULL read as 0; SUM and AVG give a numeric, whose fraction is cut as SQLite cuts it.
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

double PostgresConnection::real(int column) const
{
    auto const digits = text(column);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::int64_t PostgresConnection::affected() const
{
    std::string_view const digits = PQcmdTuples(result_.get());
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace loggia::db
