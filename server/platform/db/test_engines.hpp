// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/id.hpp"
#include "test/test_database.hpp"

// For tests of the database itself, which run on SQLite always and on PostgreSQL too when there is a server for tests.
namespace loggia::db {

inline std::vector<Engine> test_engines()
{
    if (!test::on_postgres()) return {Engine::sqlite};
    return {Engine::sqlite, Engine::postgresql};
}

// For what only a server can do: empty when there is none, so that such tests are not made at all.
inline std::vector<Engine> server_engines()
{
    if (!test::on_postgres()) return {};
    return {Engine::postgresql};
}

inline std::string engine_name(Engine engine) { return engine == Engine::sqlite ? "Sqlite" : "Postgresql"; }

// GoogleTest prints parameters with it.
inline void PrintTo(Engine engine, std::ostream* out) { *out << engine_name(engine); }

// Disappears with its object.
class EmptyDatabase {
public:
    explicit EmptyDatabase(Engine engine)
    {
        if (engine == Engine::postgresql) server_.emplace();
        config_.address = server_ ? server_->address() : "sqlite";
        config_.data = std::filesystem::temp_directory_path() / ("loggia-test-" + encode_id(next_id()));
        database_ = Database::open(config_);
        std::filesystem::create_directories(config_.data);
    }

    ~EmptyDatabase()
    {
        database_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(config_.data, ignored);
    }

    EmptyDatabase(EmptyDatabase const&) = delete;
    EmptyDatabase& operator=(EmptyDatabase const&) = delete;

    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }
    DatabaseConfig const& config() const { return config_; }

private:
    std::optional<test::TestDatabase> server_;
    DatabaseConfig config_;
    std::unique_ptr<Database> database_;
};

}  // namespace loggia::db
