// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_rules.hpp"

#include <algorithm>
#include <array>

#include "platform/i18n/formats.hpp"

namespace loggia::notifications {

std::optional<NotificationKind> kind_for(activities::Notifiable const& notifiable, Audience audience, Doer doer)
{
    if (audience == Audience::contact) return doer == Doer::contact ? std::nullopt : notifiable.for_clients;
    return doer == Doer::staff ? std::nullopt : notifiable.for_staff;
}

std::vector<UserId> staff_to_tell(Chain const& chain, std::optional<UserId> doer)
{
    std::vector<UserId> told = chain.admins;
    if (chain.contact_owner) told = {*chain.contact_owner};
    if (chain.owner) told = {*chain.owner};
    if (doer) std::erase(told, *doer);
    return told;
}

std::optional<auth::Right> right_for(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::properties:
        return auth::Right::properties;
    case NotificationKind::appointments:
        return auth::Right::appointments;
    case NotificationKind::messages:
        return auth::Right::messages;
    case NotificationKind::progress:
    case NotificationKind::verdicts:
    case NotificationKind::feedback:
    case NotificationKind::registrations:
        break;
    }
    return std::nullopt;
}

NotificationKinds kinds_shown(Audience audience, auth::Rights rights)
{
    if (audience == Audience::staff) return activities::kinds_of_staff;
    NotificationKinds shown;
    for (auto const kind : activities::kinds_of_clients.members()) {
        auto const right = right_for(kind);
        if (!right || rights.has(*right)) shown = shown.with({kind});
    }
    return shown;
}

std::map<std::string, std::string> detail_for_client(std::map<std::string, std::string> detail)
{
    static constexpr std::array<std::string_view, 16> told = {
        "excerpt", "attachments", "subject",     "type",          "title",     "starts_at",   "comment", "from",
        "to",      "from_key",    "from_amount", "from_currency", "to_amount", "to_currency", "to_key",  "kind"};
    std::erase_if(detail, [](auto const& entry) { return std::ranges::find(told, entry.first) == told.end(); });
    return detail;
}

Settings settings_of(Choices const& choices, NotificationKinds kinds)
{
    Settings settings{choices.mail_pace, {}};
    for (auto const kind : kinds.members()) settings.kinds.push_back({kind, !choices.mail_off.has(kind), !choices.push_off.has(kind)});
    return settings;
}

Choices with_settings(Choices choices, Settings const& settings, NotificationKinds kinds)
{
    choices.mail_pace = settings.mail_pace;
    for (std::size_t i = 0; i < settings.kinds.size(); ++i) {
        auto const& choice = settings.kinds[i];
        if (!kinds.has(choice.kind))
            throw Problem(Fault::invalid, "kind_not_yours", "You are not told of this kind.", "/kinds/" + std::to_string(i) + "/kind");
        NotificationKinds const one{choice.kind};
        choices.mail_off = choice.mail ? choices.mail_off.without(one) : choices.mail_off.with(one);
        choices.push_off = choice.push ? choices.push_off.without(one) : choices.push_off.with(one);
    }
    return choices;
}

bool is_mailed(Choices const& choices, NotificationKind kind, activities::OwnMail own_mail)
{
    return choices.mail_pace != MailPace::never && own_mail == activities::OwnMail::no && !choices.mail_off.has(kind);
}

bool is_pushed(Choices const& choices, NotificationKind kind)
{
    return !choices.push_off.has(kind);
}

// Eight o'clock of that day there, also of one that is an hour shorter or longer: clocks change before it.
static Timestamp morning_of(Date day, std::string_view time_zone)
{
    auto const start = i18n::start_of_day(day, time_zone);
    auto const length = i18n::start_of_day(Date{day.days + 1}, time_zone) - start;
    return start + (daily_at + (length - std::chrono::hours(24)));
}

std::optional<Timestamp> next_mail(Choices const& choices, Timestamp now, std::string_view time_zone)
{
    if (choices.mail_pace == MailPace::never) return std::nullopt;
    if (choices.mail_pace == MailPace::daily) {
        auto const today = i18n::local_date(now, time_zone);
        auto const morning = morning_of(today, time_zone);
        return now < morning ? morning : morning_of(Date{today.days + 1}, time_zone);
    }
    auto const soon = now + first_mail_after;
    return choices.last_mail_at ? std::max(soon, *choices.last_mail_at + between_mails) : soon;
}

bool is_mail_due(Choices const& choices, Timestamp now, std::string_view time_zone)
{
    if (choices.mail_pace == MailPace::never) return false;
    if (choices.last_mail_at && now < *choices.last_mail_at + between_mails) return false;
    if (choices.mail_pace == MailPace::hourly) return true;
    auto const morning = morning_of(i18n::local_date(now, time_zone), time_zone);
    return now >= morning && (!choices.last_mail_at || *choices.last_mail_at < morning);
}

std::string tag_of(Notification const& notification)
{
    if (notification.conversation_id) return "conversation-" + notification.conversation_id->text();
    if (notification.appointment_id) return "appointment-" + notification.appointment_id->text();
    if (notification.property_id) return "property-" + notification.property_id->text();
    if (notification.deal_id) return "deal-" + notification.deal_id->text();
    return "notification-" + notification.id.text();
}

std::string path_of(Notification const& notification, Audience audience)
{
    if (audience == Audience::contact) {
        if (notification.conversation_id) return "messages/" + notification.conversation_id->text();
        if (notification.kind == NotificationKind::appointments) return "appointments";
        return notification.property_id ? "properties/" + notification.property_id->text() : std::string();
    }
    if (notification.conversation_id) return "inbox/" + notification.conversation_id->text();
    if (notification.deal_id) return "deals/" + notification.deal_id->text();
    return notification.contact_id ? "contacts/" + notification.contact_id->text() : "notifications";
}

bool is_urgent(NotificationKind kind)
{
    return kind == NotificationKind::messages || kind == NotificationKind::appointments;
}

} // namespace loggia::notifications
