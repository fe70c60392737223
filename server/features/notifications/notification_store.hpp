// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification_rules.hpp"

// Every statement about notifications and what people chose. Each takes the organization first and filters by it.
namespace loggia::notifications::store {

// The activity that is to be told.
struct ActivityRow {
    ActivityId id;
    Timestamp at;
    std::string action;
    std::string actor_kind; // staff | contact | system
    std::optional<std::int64_t> actor_id;
    std::optional<ContactId> on_behalf_of_id;
    std::optional<ContactId> contact_id;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::map<std::string, std::string> detail;
};
BOOST_DESCRIBE_STRUCT(ActivityRow, (), (id, at, action, actor_kind, actor_id, on_behalf_of_id, contact_id, deal_id, property_id, detail))
std::optional<ActivityRow> find_activity(db::Tx& tx, OrganizationId organization, ActivityId activity);

struct NewRow {
    NotificationId id;
    Recipient recipient;
    NotificationKind kind = NotificationKind::messages;
    std::optional<ConversationId> conversation_id;
    std::optional<MessageId> message_id;
    std::optional<AppointmentId> appointment_id;
};
// False when the recipient was told of it before.
bool insert(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NewRow const& row);

struct Row : Notification {
    std::optional<Timestamp> mailed_at;
};
BOOST_DESCRIBE_STRUCT(Row, (Notification), (mailed_at))

// Of these kinds and not older than `since`, the newest first, all older than `before`.
struct Window {
    NotificationKinds kinds;
    Timestamp since{};
};
std::vector<Row> list(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Window const& window, NotificationId before,
                      std::int64_t limit);
std::vector<Row> list_unmailed(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Window const& window); // unseen ones
std::optional<Row> find(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId notification);
std::int64_t count_unseen(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Window const& window);
News news(db::Tx& tx, OrganizationId organization, ContactId contact, Window const& window, Timestamp messages_since);

// Each gives how many became seen.
std::int64_t see_up_to(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId up_to, Timestamp now);
std::int64_t see_one(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId notification, Timestamp now);
std::int64_t see_property(db::Tx& tx, OrganizationId organization, Recipient const& recipient, PropertyId property, Timestamp now);
std::int64_t see_messages(db::Tx& tx, OrganizationId organization, Recipient const& recipient, ConversationId conversation, MessageId up_to,
                          Timestamp now);

Choices choices_of(db::Tx& tx, OrganizationId organization, Recipient const& recipient);
void set_choices(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Choices const& choices);
void set_mailed(db::Tx& tx, OrganizationId organization, Recipient const& recipient, std::vector<NotificationId> const& notifications,
                Timestamp now);
void set_last_mail(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Timestamp now);
std::string time_zone_of(db::Tx& tx, OrganizationId organization);

// Whom something concerns.
Chain chain_for(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind);
std::vector<ContactId> contacts_concerned(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind);

// How a contact gets in: through its own accounts or those that stand for it, where they are active and the portal is on.
struct Entry {
    auth::Rights rights;
    std::optional<Timestamp> since; // what was shared before is not shown
};
std::vector<Entry> entries_of(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now);

} // namespace loggia::notifications::store
