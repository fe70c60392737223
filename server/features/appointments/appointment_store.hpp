// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"

// Every statement on appointments. Each takes the organization first and filters by it.
namespace loggia::appointments::store {

void insert_appointment(db::Tx& tx, OrganizationId organization, AppointmentId appointment, Timestamp now, NewAppointment const& input);

// The latest 200, by their time or, without one, by the time they were asked for.
std::vector<Appointment> of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

// The same with those of the company's other people, where the viewer may see them.
std::vector<Appointment> seen_by(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer);

// Confirmed and not over, the next one first, at most 100.
std::vector<Appointment> upcoming_of(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now);

}  // namespace loggia::appointments::store
