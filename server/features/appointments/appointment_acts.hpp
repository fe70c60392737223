// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/record.hpp"
#include "features/appointments/appointment_view.hpp"

// What both sides do with appointments. Each act checks, writes, records and tells in the request's transaction.
namespace loggia::appointments {

// On the timelines of the appointment, its contact, deal and property; its contact hears of it at once, if it may see it.
activities::Act act_on(store::Row const& row, std::string action);

// Throws Problem as check_step does.
AppointmentStatus allow(http::Request const& request, Party party, Step step, store::Row const& row);

// Throws Problem(conflict, changed_meanwhile).
void save(http::Request const& request, store::Row const& row);

// Sets when it takes place, and when its contact is reminded. Nobody is reminded of what is nearer than that.
void set_span(store::Row& row, Span const& span, Timestamp now);

void cancel(http::Request const& request, store::Row row, Party party, std::optional<std::string> const& reason);

// A completed viewing makes the offer of its property viewed.
void complete(http::Request const& request, store::Row row, Party party, Step step);

// Where an offer of this property to this contact stands; nothing when there is none.
std::optional<DealId> deal_of_offer(http::Request const& request, std::optional<ContactId> contact, std::optional<PropertyId> property);

} // namespace loggia::appointments
