// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment.hpp"

#include "features/appointments/appointment_view.hpp"

// What the appointments slice offers to others.
namespace loggia::appointments {

AppointmentId add_appointment(db::Tx& tx, OrganizationId organization, Timestamp now, NewAppointment const& input)
{
    auto const appointment = new_id<AppointmentId>();
    store::insert(tx, organization, appointment, now, input);
    return appointment;
}

std::int64_t count_waiting(db::Tx& tx, OrganizationId organization)
{
    return store::count_requests(tx, organization);
}

std::vector<Appointment> all_of_client(http::Request const& request)
{
    if (!request.actor.may(auth::Right::appointments)) return {};
    auto rows = store::seen(request.tx(), request.organization(), request.actor.viewer(auth::RecordKind::appointments));
    return to_appointments(request.tx(), request.organization(), std::move(rows), asker_of(request));
}

Upcoming upcoming_of(http::Request const& request)
{
    if (!request.actor.may(auth::Right::appointments)) return {};
    auto rows =
        store::upcoming_seen(request.tx(), request.organization(), request.actor.viewer(auth::RecordKind::appointments), request.now);
    Upcoming upcoming;
    upcoming.count = std::ssize(rows);
    if (rows.empty()) return upcoming;
    rows.resize(1);
    upcoming.next = std::move(to_appointments(request.tx(), request.organization(), std::move(rows), asker_of(request)).front());
    return upcoming;
}

} // namespace loggia::appointments
