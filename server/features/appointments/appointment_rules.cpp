// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_rules.hpp"

#include <algorithm>

namespace loggia::appointments {

Tab tab_of(Appointment const& appointment, Timestamp now)
{
    if (appointment.status == AppointmentStatus::pending) return Tab::unconfirmed;
    if (appointment.status != AppointmentStatus::confirmed) return Tab::recent;
    // One without an end is over when it starts.
    auto const end = appointment.ends_at ? appointment.ends_at : appointment.starts_at;
    return end && *end > now ? Tab::upcoming : Tab::recent;
}

// When it is, or was proposed to be, over.
static std::optional<Timestamp> end_of(Appointment const& appointment)
{
    if (appointment.ends_at) return appointment.ends_at;
    if (appointment.starts_at) return appointment.starts_at;
    if (appointment.preferred.empty()) return std::nullopt;
    return std::ranges::max(appointment.preferred);
}

std::vector<Appointment> shown_to(http::Viewer const& viewer, std::vector<Appointment> appointments)
{
    std::erase_if(appointments, [&](Appointment const& appointment) {
        auto const end = end_of(appointment);
        return viewer.since && end && *end < *viewer.since;
    });
    for (auto& appointment : appointments) {
        if (appointment.contact_id != viewer.contact && !viewer.rights.has(auth::Right::other_contacts)) {
            appointment.contact_id.reset();
            appointment.contact_name.reset();
        }
        if (!viewer.rights.has(auth::Right::properties)) {
            appointment.property_id.reset();
            appointment.photo.reset();
        }
    }
    return appointments;
}

PortalAppointments into_tabs(std::vector<Appointment> appointments, Timestamp now)
{
    PortalAppointments tabs;
    for (auto& appointment : appointments) {
        switch (tab_of(appointment, now)) {
        case Tab::upcoming: tabs.upcoming.push_back(std::move(appointment)); break;
        case Tab::recent: tabs.recent.push_back(std::move(appointment)); break;
        case Tab::unconfirmed: tabs.unconfirmed.push_back(std::move(appointment)); break;
        }
    }
    auto const time = [](Appointment const& appointment) { return std::pair(appointment.starts_at, appointment.id); };
    std::ranges::sort(tabs.upcoming, std::less(), time);
    std::ranges::sort(tabs.recent, std::greater(), time);
    std::ranges::sort(tabs.unconfirmed, std::greater(), &Appointment::id);
    return tabs;
}

}  // namespace loggia::appointments
