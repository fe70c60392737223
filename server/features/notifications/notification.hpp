// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/notifiable.hpp"
#include "platform/http/message.hpp"

// What somebody is told of (PRODUCT 9.3): always in the app, and by mail and push as they chose.
namespace loggia::notifications {

using activities::NotificationKind;

// The sentence is locales' notification.<action with "_" for ".">; `detail` holds the texts it needs beyond the names.
struct Notification {
    NotificationId id;
    Timestamp at;
    std::optional<Timestamp> seen_at;
    NotificationKind kind = NotificationKind::messages;
    std::string action;
    std::string actor_name;
    std::optional<ContactId> contact_id; // clients are told of their own only
    std::optional<std::string> contact_name;
    std::optional<DealId> deal_id;
    std::optional<std::string> deal_title;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<ConversationId> conversation_id;
    std::optional<AppointmentId> appointment_id;
    std::map<std::string, std::string> detail;
};
BOOST_DESCRIBE_STRUCT(Notification, (),
                      (id, at, seen_at, kind, action, actor_name, contact_id, contact_name, deal_id, deal_title, property_id,
                       property_title, conversation_id, appointment_id, detail))

struct NotificationPage {
    std::vector<Notification> items; // the newest first
    std::optional<std::string> next;
    std::int64_t unseen = 0; // of all
};
BOOST_DESCRIBE_STRUCT(NotificationPage, (), (items, next, unseen))

struct NotificationQuery {
    std::optional<NotificationId> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(NotificationQuery, (), (after, limit))
LOGGIA_LIMITS(NotificationQuery, {"limit", 1, 100})

struct SightUpTo {
    NotificationId up_to;
};
BOOST_DESCRIBE_STRUCT(SightUpTo, (), (up_to))

struct Sight {}; // takes nothing
BOOST_DESCRIBE_STRUCT(Sight, (), ())

// What waits for a client, for the marks in the navigation.
struct News {
    std::int64_t unread_messages = 0;
    std::int64_t unseen_notifications = 0;
};
BOOST_DESCRIBE_STRUCT(News, (), (unread_messages, unseen_notifications))

enum class MailPace { hourly, daily, never };
BOOST_DESCRIBE_ENUM(MailPace, hourly, daily, never)

struct ChannelChoice {
    NotificationKind kind = NotificationKind::messages;
    bool mail = true;
    bool push = true;
};
BOOST_DESCRIBE_STRUCT(ChannelChoice, (), (kind, mail, push))

struct Settings {
    MailPace mail_pace = MailPace::hourly;
    std::vector<ChannelChoice> kinds; // a request may leave some out: they stay as they are
};
BOOST_DESCRIBE_STRUCT(Settings, (), (mail_pace, kinds))
LOGGIA_LIMITS(Settings, {"kinds", 0, 20})

// Whose notifications.
enum class Audience { staff, contact };
BOOST_DESCRIBE_ENUM(Audience, staff, contact)
struct Recipient {
    Audience audience = Audience::staff;
    std::int64_t id = 0; // of a user or a contact
};

// What other features may ask and say. All in the caller's transaction; open pages of the recipient hear when something changed.

std::int64_t unseen_of_user(db::Tx& tx, OrganizationId organization, UserId user);

// The recipient has looked at it, so that what told of it is seen.
void see_property(db::Tx& tx, OrganizationId organization, Recipient const& recipient, PropertyId property, Timestamp now);
void see_messages(db::Tx& tx, OrganizationId organization, Recipient const& recipient, ConversationId conversation, MessageId up_to,
                  Timestamp now);

// Makes the rows of one activity without mail or push, as if they had gone out; for data that is filled in. Safe to repeat.
void spread_quietly(db::Tx& tx, OrganizationId organization, ActivityId activity);

// Drops what is older than a year. In system scope; safe to repeat.
void remove_old(db::Tx& tx, Timestamp now);

} // namespace loggia::notifications
