// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"

// PRODUCT 8.3. Pure functions.
namespace loggia::appointments {

enum class Tab { upcoming, recent, unconfirmed };
Tab tab_of(Appointment const& appointment, Timestamp now);

// What the viewer is shown of these: nothing that was over before his retention began, nobody else's name unless he may see
// other contacts, and no way to a property unless he may see those. Where and when an appointment is stays.
std::vector<Appointment> shown_to(http::Viewer const& viewer, std::vector<Appointment> appointments);

// Sorts each tab as it is shown.
PortalAppointments into_tabs(std::vector<Appointment> appointments, Timestamp now);

}  // namespace loggia::appointments
