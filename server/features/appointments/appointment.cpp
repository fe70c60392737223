// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment.hpp"

#include "features/appointments/appointment_rules.hpp"
#include "features/appointments/appointment_store.hpp"

// What the appointments slice offers to others.
namespace loggia::appointments {

AppointmentId add_appointment(db::Tx& tx, OrganizationId organization, Timestamp now, NewAppointment const& input)
{
    auto const appointment = new_id<AppointmentId>();
    store::insert_appointment(tx, organization, appointment, now, input);
    return appointment;
}

Upcoming upcoming_of(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now)
{
    auto appointments = shown_to(viewer, store::upcoming_of(tx, organization, viewer, now));
    Upcoming upcoming;
    upcoming.count = std::ssize(appointments);
    if (!appointments.empty()) upcoming.next = std::move(appointments.front());
    return upcoming;
}

}  // namespace loggia::appointments
