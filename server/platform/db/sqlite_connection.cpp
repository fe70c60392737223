// SPDX-License-Identifier: Apache-2.0
#include "platform/db/sqlite.hpp"

#include <cstring>

namespace loggia::db {

static void check(int code, sqlite3* db)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    std::string const message = sqlite3_errmsg(db);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT: throw ConstraintViolation(message);
    case SQLITE_FULL: throw Problem(Fault::unavailable, "storage_full", "The disk is full. Nothing was changed.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        throw Problem(Fault::unavailable, "storage_unavailable", "The database cannot be written now. Nothing was changed.");
    default: throw std::runtime_error("sqlite: " + message);
    }
}

// SQLite counts what it allocates behind one lock of the whole process, for figures that nobody asks for.
// Refused once the library is in use, which harms nothing.
static void configure_library()
{
    [[maybe_unused]] static int const answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

SqliteConnection::SqliteConnection(std::filesystem::path const& file, Mode mode)
{
    configure_library();
    auto const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Mode::write ? SQLITE_OPEN_CREATE : 0);
    auto const code = sqlite3_open_v2(file.c_str(), &db_, flags, nullptr);
    if (code != SQLITE_OK) {
        std::string const message = db_ ? sqlite3_errmsg(db_) : "out of memory";
        sqlite3_close(db_);
        throw std::runtime_error("cannot open " + file.string() + ": " + message);
    }
    sqlite3_extended_result_codes(db_, 1);
    script("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
           "PRAGMA cache_size = -8000; PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY;"
           "PRAGMA journal_size_limit = 67108864;");
    if (mode == Mode::read) script("PRAGMA query_only = ON;");
}

SqliteConnection::~SqliteConnection()
{
    for (auto& [sql, prepared] : statements_) sqlite3_finalize(prepared.statement);
    sqlite3_close(db_);
}

SqliteConnection::Prepared& SqliteConnection::prepare(std::string_view sql)
{
    if (auto const found = statements_.find(sql); found != statements_.end()) return found->second;

    Prepared prepared;
    prepared.sql = std::make_unique<char[]>(sql.size() + 1);
    std::memcpy(prepared.sql.get(), sql.data(), sql.size());
    check(sqlite3_prepare_v3(db_, prepared.sql.get(), static_cast<int>(sql.size()) + 1, SQLITE_PREPARE_PERSISTENT,
                             &prepared.statement, nullptr), db_);
    std::string_view const key(prepared.sql.get(), sql.size());
    return statements_.emplace(key, std::move(prepared)).first->second;
}

Cursor& SqliteConnection::execute(std::string_view sql, std::span<Value const> values)
{
    reset();
    auto& prepared = prepare(sql);
    while (prepared.parameters.size() < values.size()) {
        auto const name = "$" + std::to_string(prepared.parameters.size() + 1);
        prepared.parameters.push_back(sqlite3_bind_parameter_index(prepared.statement, name.c_str()));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const index = prepared.parameters[i];
        if (index == 0) throw std::logic_error("no $" + std::to_string(i + 1) + " in: " + std::string(sql));
        auto const bind = [&](auto const& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>) return sqlite3_bind_null(prepared.statement, index);
            else if constexpr (std::is_same_v<T, std::int64_t>) return sqlite3_bind_int64(prepared.statement, index, value);
            else if constexpr (std::is_same_v<T, double>) return sqlite3_bind_double(prepared.statement, index, value);
            else return sqlite3_bind_text64(prepared.statement, index, value.data() ? value.data() : "", value.size(),
                                            SQLITE_STATIC, SQLITE_UTF8);
        };
        check(std::visit(bind, values[i]), db_);
    }
    current_ = prepared.statement;
    prepared_ = &prepared;
    return *this;
}

bool SqliteConnection::next()
{
    fetched_ = -1;
    auto const code = sqlite3_step(current_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
        auto* const failed = current_;
        current_ = nullptr;
        try {
            check(code, db_);
        } catch (...) {
            sqlite3_reset(failed);
            throw;
        }
    }
    sqlite3_reset(current_);
    return false;
}

sqlite3_value* SqliteConnection::value(int column) const
{
    if (column == fetched_) return value_;
    fetched_ = column;
    return value_ = sqlite3_column_value(current_, column);
}

std::string_view SqliteConnection::text(int column) const
{
    auto const* text = reinterpret_cast<char const*>(sqlite3_value_text(value(column)));
    if (!text) return {};
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value(column)))};
}

void SqliteConnection::reset()
{
    if (current_) sqlite3_reset(current_);
    current_ = nullptr;
}

void SqliteConnection::script(std::string const& sql)
{
    reset();
    check(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr), db_);
}

}  // namespace loggia::db
