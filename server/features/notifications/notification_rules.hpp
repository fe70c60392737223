// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification.hpp"

// Who is told, and when it is mailed. Pure functions.
namespace loggia::notifications {

using activities::NotificationKinds;

// On whose side an activity was done.
enum class Doer { staff, contact, nobody };

// Which kind the audience hears of it as; nothing when it is not told. Nobody is told by his own side.
std::optional<NotificationKind> kind_for(activities::Notifiable const& notifiable, Audience audience, Doer doer);

// Who of the staff could be told: the one who looks after the thing, after the contact, or the administrators.
struct Chain {
    std::optional<UserId> owner; // each only while active
    std::optional<UserId> contact_owner;
    std::vector<UserId> admins;
};
// The first of the chain there is, without the one who did it.
std::vector<UserId> staff_to_tell(Chain const& chain, std::optional<UserId> doer);

// The right without which a client does not hear of this kind.
std::optional<auth::Right> right_for(NotificationKind kind);
NotificationKinds kinds_shown(Audience audience, auth::Rights rights);

// What a client may read of an activity's detail. Staff read all of it.
std::map<std::string, std::string> detail_for_client(std::map<std::string, std::string> detail);

// What somebody chose, as it is stored.
struct Choices {
    MailPace mail_pace = MailPace::hourly;
    NotificationKinds mail_off;
    NotificationKinds push_off;
    std::optional<Timestamp> last_mail_at;
};
Settings settings_of(Choices const& choices, NotificationKinds kinds);
// Problem: invalid kind_not_yours for a kind that is not among `kinds`.
Choices with_settings(Choices choices, Settings const& settings, NotificationKinds kinds);

bool is_mailed(Choices const& choices, NotificationKind kind, activities::OwnMail own_mail);
bool is_pushed(Choices const& choices, NotificationKind kind);

inline constexpr std::chrono::minutes first_mail_after{10};
inline constexpr std::chrono::hours between_mails{1};
inline constexpr std::chrono::hours daily_at{8}; // on the clocks of the organization

// When the bundle goes that a notification of now begins; nothing for who wants none. Hourly: after ten minutes, and an hour after
// the last one. Daily: the next time it is eight o'clock there.
std::optional<Timestamp> next_mail(Choices const& choices, Timestamp now, std::string_view time_zone);
// Whether a bundle may go now: what was planned under other choices waits for its time.
bool is_mail_due(Choices const& choices, Timestamp now, std::string_view time_zone);

// What a push is about: a later one of the same replaces it on the device. At most 32 letters of base64url (RFC 8030, section 5.4).
std::string tag_of(Notification const& notification);
// Where it leads, below the portal's or the CRM's address.
std::string path_of(Notification const& notification, Audience audience);
bool is_urgent(NotificationKind kind);

} // namespace loggia::notifications
