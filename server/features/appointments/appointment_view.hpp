// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment_store.hpp"

// From rows to what staff or a client are shown, with what they may do.
namespace loggia::appointments {

struct Asker {
    std::optional<http::Viewer> client; // absent: staff
    Timestamp now;
    std::string time_zone; // the organization's
};
Asker asker_of(http::Request const& request);

May may_of(store::Row const& row, Asker const& asker, std::optional<feedback::Feedback> const& feedback);

std::vector<Appointment> to_appointments(db::Tx& tx, OrganizationId organization, std::vector<store::Row> rows, Asker const& asker);

// As it stands now, for the one who asks. Throws Problem(not_found, appointment_not_found).
Appointment show(http::Request const& request, AppointmentId appointment);

// The row, or the same Problem: for staff any of the organization, for a client what it may see.
store::Row row_or_404(http::Request const& request, AppointmentId appointment);

} // namespace loggia::appointments
