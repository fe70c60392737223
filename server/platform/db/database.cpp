// SPDX-License-Identifier: Apache-2.0
#include "platform/db/database.hpp"

#include "platform/db/postgres.hpp"
#include "platform/db/sqlite.hpp"

namespace loggia::db {

int column_named(Cursor const& cursor, std::string_view name, int hint)
{
    auto const count = cursor.columns();
    if (hint < count && cursor.name(hint) == name) return hint;
    for (int column = 0; column < count; ++column)
        if (cursor.name(column) == name) return column;
    throw std::logic_error("column " + std::string(name) + " is not selected");
}

std::unique_ptr<Database> Database::open(DatabaseConfig const& config)
{
    if (config.address.starts_with("postgres")) return open_postgres(config);
    return open_sqlite(config);
}

}  // namespace loggia::db
