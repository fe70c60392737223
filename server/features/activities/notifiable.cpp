// SPDX-License-Identifier: Apache-2.0
#include "features/activities/notifiable.hpp"

#include <algorithm>
#include <array>

namespace loggia::activities {

namespace {

using enum NotificationKind;

constexpr std::array actions = {
    Notifiable{"deal.property_offered", properties, {}, OwnMail::yes},
    Notifiable{"property.price_changed", properties, {}},
    Notifiable{"property.status_changed", properties, {}},
    Notifiable{"deal.stage_changed", progress, {}},
    Notifiable{"deal.property_interested", {}, verdicts},
    Notifiable{"deal.property_rejected", {}, verdicts},
    Notifiable{"deal.property_approved", {}, verdicts},
    Notifiable{"conversation.started", messages, messages},
    Notifiable{"conversation.message_sent", messages, messages},
    Notifiable{"appointment.created", appointments, {}, OwnMail::yes},
    Notifiable{"appointment.confirmed", appointments, {}, OwnMail::yes},
    Notifiable{"appointment.proposed", appointments, {}, OwnMail::yes},
    Notifiable{"appointment.rescheduled", appointments, {}, OwnMail::yes},
    Notifiable{"appointment.declined", appointments, {}, OwnMail::yes},
    Notifiable{"appointment.cancelled", appointments, appointments, OwnMail::yes},
    Notifiable{"appointment.expired", appointments, appointments, OwnMail::yes},
    Notifiable{"appointment.requested", {}, appointments, OwnMail::yes},
    Notifiable{"appointment.accepted", {}, appointments, OwnMail::yes},
    Notifiable{"feedback.given", {}, feedback},
    Notifiable{"feedback.changed", {}, feedback},
    Notifiable{"access.requested", {}, registrations, OwnMail::yes},
    Notifiable{"access.registered", {}, registrations, OwnMail::yes},
};

} // namespace

std::span<Notifiable const> notifiable_actions()
{
    return actions;
}

Notifiable const* find_notifiable(std::string_view action)
{
    auto const* const found = std::ranges::find(actions, action, &Notifiable::action);
    return found == actions.end() ? nullptr : found;
}

} // namespace loggia::activities
