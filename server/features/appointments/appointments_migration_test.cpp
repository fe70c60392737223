// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/app.hpp"
#include "features/appointments/appointment_store.hpp"
#include "platform/db/test_engines.hpp"

namespace loggia::appointments {
namespace {

class AppointmentsMigration : public testing::TestWithParam<db::Engine> {};

// What was asked for and agreed before the calendar came keeps its place in it, and expires in its time.
TEST_P(AppointmentsMigration, EarlierAppointmentsHaveTheirPlaceInTheCalendar)
{
    db::EmptyDatabase database(GetParam());
    auto const all = app::embedded_migrations();
    std::vector<db::MigrationFile> before;
    for (auto const& file : all)
        if (file.name < "0009") before.push_back(file);
    ASSERT_LT(before.size(), all.size());
    database->migrate(before);
    database->write([](db::Tx& tx) {
        tx.connection().script(R"(
            INSERT INTO organizations (id, name, time_zone, currency, locale, created_at) VALUES (1, 'Vesper', 'Europe/Amsterdam', 'EUR', 'nl', 0);
            INSERT INTO appointments (organization_id, id, type, status, title, preferred, starts_at, created_at)
            VALUES (1, 2, 'viewing', 'pending', 'Asked', '["2026-06-21T09:00:00.000Z","2026-06-20T16:30:00.000Z"]', NULL, 5),
                   (1, 3, 'meeting', 'confirmed', 'Agreed', '[]', 1781776800000, 5),
                   (1, 4, 'viewing', 'cancelled', 'Neither', '[]', NULL, 5);
        )");
    });
    database->migrate(all);
    database->read([](db::Tx& tx) {
        OrganizationId const organization{1};
        EXPECT_EQ(store::find(tx, organization, {2})->sort_at, *parse_timestamp("2026-06-20T16:30:00Z"));
        EXPECT_EQ(store::find(tx, organization, {3})->sort_at, Timestamp{1'781'776'800'000});
        EXPECT_EQ(store::find(tx, organization, {4})->sort_at, Timestamp{5});
        EXPECT_TRUE(store::find(tx, organization, {3})->visible_to_contact);
        EXPECT_TRUE(store::to_expire(tx, *parse_timestamp("2026-06-21T08:59:59Z")).empty());
        ASSERT_EQ(store::to_expire(tx, *parse_timestamp("2026-06-21T09:00:00Z")).size(), 1U);
    });
}

INSTANTIATE_TEST_SUITE_P(Engines, AppointmentsMigration, testing::ValuesIn(db::test_engines()),
                         [](auto const& engine) { return db::engine_name(engine.param); });

} // namespace
} // namespace loggia::appointments
