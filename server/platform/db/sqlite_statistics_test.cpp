// SPDX-License-Identifier: Apache-2.0
#include "platform/db/sqlite_statistics.hpp"

#include <gtest/gtest.h>

#include "platform/files/temporary_directory.hpp"

namespace loggia::db {
namespace {

// The plan of `sql`, each step on a line.
std::string plan_of(Database& database, std::string const& sql)
{
    std::string plan;
    database.read([&](Tx& tx) {
        plan.clear();
        auto& cursor = tx.connection().execute("EXPLAIN QUERY PLAN " + sql, {});
        while (cursor.next()) plan += std::string(cursor.text(3)) + "\n";
    });
    return plan;
}

TEST(SqliteStatistics, AnEmptyDatabaseIsPlannedAsAFullOne)
{
    files::TemporaryDirectory const folder;
    auto const database = Database::open({"sqlite", folder.path(), 2});
    database->migrate({{"0001_deals.sql", R"(
CREATE TABLE deals (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE TABLE deal_contacts (
    organization_id BIGINT NOT NULL,
    deal_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    PRIMARY KEY (organization_id, deal_id, contact_id)
);
CREATE INDEX deal_contacts_by_contact ON deal_contacts (organization_id, contact_id, deal_id);
)"}});
    auto const plan = plan_of(*database, R"(
        SELECT   deals.title
        FROM     deals
        JOIN     deal_contacts ON deal_contacts.organization_id = deals.organization_id AND deal_contacts.deal_id = deals.id
        WHERE    deals.organization_id = 1 AND deal_contacts.contact_id = 2
        ORDER BY deals.id DESC
    )");
    EXPECT_NE(plan.find("deal_contacts USING COVERING INDEX deal_contacts_by_contact (organization_id=? AND contact_id=?)"), std::string::npos) << plan;
    EXPECT_NE(plan.find("deals USING PRIMARY KEY (organization_id=? AND id=?)"), std::string::npos) << plan;
}

}  // namespace
}  // namespace loggia::db
