// SPDX-License-Identifier: Apache-2.0
#include "platform/db/sqlite_statistics.hpp"

#include <algorithm>

namespace loggia::db {

namespace {

struct TenantIndex {
    std::string table_name;
    std::string index_name;
    bool is_unique = false;
    std::int64_t columns = 0;
};
BOOST_DESCRIBE_STRUCT(TenantIndex, (), (table_name, index_name, is_unique, columns))

// The `stat` text of https://www.sqlite.org/fileformat2.html#stat1tab: rows of the table, then how many of them share the
// first column, the first two, and so on. Two organizations; each further column narrows strongly.
std::string statistics_of(TenantIndex const& index)
{
    static constexpr std::int64_t all_rows = 1'000'000, rows_of_organization = 500'000, rows_of_second_column = 100;
    std::string text = std::to_string(all_rows) + " " + std::to_string(rows_of_organization);
    std::int64_t rows = rows_of_second_column;
    for (std::int64_t column = 1; column < index.columns; ++column) {
        bool const is_last = column + 1 == index.columns;
        text += " " + std::to_string(is_last && index.is_unique ? 1 : rows);
        rows = std::max<std::int64_t>(2, rows / 4);
    }
    return text;
}

}  // namespace

void teach_planner(Tx& tx)
{
    tx.run("ANALYZE migrations");  // makes the table sqlite_stat1
    tx.run("DELETE FROM sqlite_stat1");
    auto const indexes = tx.rows<TenantIndex>(R"(
        SELECT   entry.name AS table_name, listed.name AS index_name, listed."unique" AS is_unique,
                 (SELECT COUNT(*) FROM pragma_index_info(listed.name)) AS columns
        FROM     sqlite_schema AS entry, pragma_index_list(entry.name) AS listed
        WHERE    entry.type = 'table'
          AND    EXISTS (SELECT 1 FROM pragma_index_info(listed.name) WHERE seqno = 0 AND name = 'organization_id')
        ORDER BY listed.name
    )");
    for (auto const& index : indexes)
        tx.run("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)", index.table_name, index.index_name, statistics_of(index));
    tx.run("ANALYZE sqlite_schema");  // reads them; measures nothing
}

}  // namespace loggia::db
