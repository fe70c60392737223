// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/app.hpp"
#include "features/conversations/message_store.hpp"
#include "platform/db/test_engines.hpp"

namespace loggia::conversations {
namespace {

class ConversationsMigration : public testing::TestWithParam<db::Engine> {};

constexpr auto earlier = R"(
    INSERT INTO organizations (id, name, time_zone, currency, locale, created_at) VALUES (1, 'Vesper', 'Europe/Amsterdam', 'EUR', 'nl', 0);
    INSERT INTO users (organization_id, id, name, email, email_folded, role, locale, password_hash, created_at)
    VALUES (1, 11, 'Marit', 'm@x.example', 'm@x.example', 'admin', 'en', 'x', 0);
    INSERT INTO contacts (organization_id, id, kind, status, first_name, last_name, name_folded, locale, owner_id, tags, addresses, created_at)
    VALUES (1, 21, 'client', 'active', 'Sanne', 'de Wit', 'x', 'nl', 11, '[]', '[]', 0);
    INSERT INTO properties (organization_id, id, reference, title, type, purpose, price_currency, status, street, postcode, town, province,
                            country, features, created_at, updated_at)
    VALUES (1, 31, 'V1', 'Villa', 'villa', 'sale', 'EUR', 'available', '', '', 'X', '', 'ES', '[]', 0, 0);
    INSERT INTO conversations (organization_id, id, contact_id, property_id, subject, last_message_at)
    VALUES (1, 41, 21, 31, 'Older', 100), (1, 42, 21, 31, 'Newer', 200), (1, 43, 21, NULL, 'Empty', 300);
    INSERT INTO messages (organization_id, id, conversation_id, author_kind, author_id, text, at)
    VALUES (1, 51, 41, 'staff', 11, 'A', 100), (1, 52, 42, 'contact', 21, 'B', 150), (1, 53, 42, 'staff', 11, 'C', 200);
)";

TEST_P(ConversationsMigration, EarlierConversationsGoOn)
{
    db::EmptyDatabase database(GetParam());
    auto const all = app::embedded_migrations();
    std::vector<db::MigrationFile> before;
    for (auto const& file : all)
        if (file.name < "0011") before.push_back(file);
    ASSERT_LT(before.size(), all.size());
    database->migrate(before);
    database->write([](db::Tx& tx) { tx.connection().script(earlier); });
    database->migrate(all);
    database->read([](db::Tx& tx) {
        OrganizationId const organization{1};
        store::Reader const marit{Side::staff, 11, {}, {}};
        store::Reader const sanne{Side::contact, 21, {}, {}};
        auto const older = store::find(tx, organization, marit, {41});
        ASSERT_TRUE(older);
        EXPECT_EQ(older->property_id, std::nullopt) << "one about each property";
        EXPECT_EQ(older->subject, "Older");
        auto const newer = store::find(tx, organization, sanne, {42});
        ASSERT_TRUE(newer);
        EXPECT_EQ(newer->property_id, PropertyId{31});
        EXPECT_EQ(newer->owner_name, "Marit");
        EXPECT_EQ(newer->text, "C");
        EXPECT_EQ(newer->author_name, "Marit");
        EXPECT_EQ(newer->created_at, Timestamp{150});
        EXPECT_EQ(newer->state, ConversationState::open);
        EXPECT_EQ(newer->unread, 0) << "what was written before is news to nobody";
        EXPECT_EQ(store::count_unread(tx, organization, marit), 0);
        auto const messages = store::messages_before(tx, organization, {42}, {99}, {}, 10);
        ASSERT_EQ(messages.size(), 2U);
        EXPECT_EQ(messages[1].author_name, "Sanne de Wit");
        EXPECT_EQ(messages[1].side, Side::contact);
        EXPECT_EQ(messages[1].read_at, Timestamp{150});
        EXPECT_TRUE(store::find(tx, organization, marit, {43})) << "without a message it is the staff's";
        EXPECT_FALSE(store::find(tx, organization, sanne, {43}));
    });
}

INSTANTIATE_TEST_SUITE_P(Engines, ConversationsMigration, testing::ValuesIn(db::test_engines()),
                         [](auto const& engine) { return db::engine_name(engine.param); });

} // namespace
} // namespace loggia::conversations
