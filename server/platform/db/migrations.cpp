// SPDX-License-Identifier: Apache-2.0
#include "platform/db/migrations.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

namespace loggia::db {

// Keeps common lines and the blocks of `engine`.
static std::string lines_for(std::string const& sql, std::string_view engine)
{
    std::istringstream in(sql);
    std::string result, line, block;
    while (std::getline(in, line)) {
        if (line == "-- sqlite:" || line == "-- postgresql:") block = line.substr(3, line.size() - 4);
        else if (line == "-- end") block.clear();
        else if (block.empty() || block == engine) result += line + '\n';
    }
    return result;
}

std::string sqlite_dialect(std::string const& sql)
{
    auto text = lines_for(sql, "sqlite");
    text = std::regex_replace(text, std::regex(R"(\bBIGINT\b)"), "INTEGER");
    text = std::regex_replace(text, std::regex(R"(\bDOUBLE PRECISION\b)"), "REAL");
    // A table's definition ends with ");" on a line of its own.
    return std::regex_replace(text, std::regex(R"(\n\);)"), "\n) STRICT, WITHOUT ROWID;");
}

std::string postgres_dialect(std::string const& sql) { return lines_for(sql, "postgresql"); }

void apply_migration(Tx& tx, MigrationFile const& file, std::string const& sql)
{
    tx.run("CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY)");
    if (tx.number("SELECT COUNT(*) FROM migrations WHERE name = $1", file.name) != 0) return;
    tx.connection().script(sql);
    tx.run("INSERT INTO migrations (name) VALUES ($1)", file.name);
}

struct AppliedMigration {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AppliedMigration, (), (name))

bool all_applied(Tx& tx, std::vector<MigrationFile> const& files)
{
    try {
        auto const applied = tx.rows<AppliedMigration>("SELECT name FROM migrations ORDER BY name");
        // A newer release may have added some: nodes of both serve side by side while one is upgraded.
        return std::ranges::includes(applied, files, {}, &AppliedMigration::name, &MigrationFile::name);
    } catch (std::exception const&) {
        return false;  // no such table: nothing was ever applied
    }
}

}  // namespace loggia::db
