// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <span>
#include <string_view>

#include "platform/auth/rights.hpp"

// Of which activities somebody is told. The one list of them: a new one gets its text under notification.<action with "_" for
// "."> in all languages, which a test asks for.
namespace loggia::activities {

// What notifications are about, as people choose between them. The place of each is its bit in the database: new ones are added at
// the end.
enum class NotificationKind { properties, appointments, messages, progress, verdicts, feedback, registrations };
BOOST_DESCRIBE_ENUM(NotificationKind, properties, appointments, messages, progress, verdicts, feedback, registrations)
using NotificationKinds = auth::FlagSet<NotificationKind>;

// The kinds each side hears of.
inline constexpr NotificationKinds kinds_of_clients{NotificationKind::properties, NotificationKind::appointments,
                                                    NotificationKind::messages, NotificationKind::progress};
inline constexpr NotificationKinds kinds_of_staff{NotificationKind::verdicts, NotificationKind::appointments, NotificationKind::feedback,
                                                  NotificationKind::messages, NotificationKind::registrations};

// What is mailed by itself does not stand in the bundles of news as well.
enum class OwnMail { no, yes };

struct Notifiable {
    std::string_view action;
    std::optional<NotificationKind> for_clients; // when staff, or nobody, did it
    std::optional<NotificationKind> for_staff;   // when a client, or nobody, did it
    OwnMail own_mail = OwnMail::no;
};

std::span<Notifiable const> notifiable_actions();
Notifiable const* find_notifiable(std::string_view action); // nullptr: nobody is told

// The job that tells of an activity; its payload is the activity's id.
inline constexpr std::string_view spread_job = "notifications.spread";

} // namespace loggia::activities
