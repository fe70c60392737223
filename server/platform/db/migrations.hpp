// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"

namespace loggia::db {

// Migrations are written with BIGINT, TEXT and DOUBLE PRECISION. SQLite gets INTEGER and REAL, and its tables are STRICT
// and clustered on their key (WITHOUT ROWID). A block between `-- sqlite:` or `-- postgresql:` and `-- end` is for one engine.
std::string sqlite_dialect(std::string const& sql);
std::string postgres_dialect(std::string const& sql);

// Applies `file` unless its name is recorded. `sql` is its text in the engine's dialect.
void apply_migration(Tx& tx, MigrationFile const& file, std::string const& sql);
bool all_applied(Tx& tx, std::vector<MigrationFile> const& files);

}  // namespace loggia::db
