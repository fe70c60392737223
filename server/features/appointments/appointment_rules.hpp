// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"

// PRODUCT 8.3. Pure functions.
namespace loggia::appointments {

enum class Tab { upcoming, recent, unconfirmed };
Tab tab_of(Appointment const& appointment, Timestamp now);

// Sorts each tab as it is shown.
PortalAppointments into_tabs(std::vector<Appointment> appointments, Timestamp now);

}  // namespace loggia::appointments
