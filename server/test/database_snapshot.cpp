// SPDX-License-Identifier: Apache-2.0
#include "test/database_snapshot.hpp"

namespace loggia::test {

struct Named {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name))

static std::vector<Named> tables(db::Tx& tx)
{
    if (tx.engine() == db::Engine::sqlite)
        // The trigram indexes keep no text of their own to read back; what lies beneath them is read instead.
        return tx.rows<Named>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_grams' ORDER BY name");
    return tx.rows<Named>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
}

static std::vector<Named> columns(db::Tx& tx, std::string const& table)
{
    if (tx.engine() == db::Engine::sqlite) return tx.rows<Named>("SELECT name FROM pragma_table_info($1) ORDER BY cid", table);
    return tx.rows<Named>("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position", table);
}

std::map<std::string, std::string> snapshot(db::Database& database)
{
    std::map<std::string, std::string> content;
    database.read([&](db::Tx& tx) {
        for (auto const& [table] : tables(tx)) {
            std::string row, order;
            for (auto const& [column] : columns(tx, table)) {
                row += (row.empty() ? "" : " || '|' || ") + ("COALESCE(CAST(\"" + column + "\" AS TEXT), 'NULL')");
                order += (order.empty() ? "\"" : ", \"") + column + "\"";
            }
            auto& text = content[table];
            auto& cursor = tx.connection().execute("SELECT " + row + " FROM \"" + table + "\" ORDER BY " + order, {});
            while (cursor.next()) text += std::string(cursor.text(0)) + "\n";
        }
    });
    return content;
}

std::string difference(std::map<std::string, std::string> const& before, std::map<std::string, std::string> const& after)
{
    std::string text;
    for (auto const& [table, rows] : after) {
        auto const old = before.find(table);
        auto const was = old == before.end() ? std::string() : old->second;
        if (was != rows) text += table + ": " + std::to_string(was.size()) + " bytes, now " + std::to_string(rows.size()) + "\n";
    }
    return text;
}

}  // namespace loggia::test
