// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"
#include "platform/calendar/icalendar.hpp"
#include "platform/i18n/messages.hpp"

// Appointments as calendar programs know them.
namespace loggia::appointments {

namespace store {
struct Row;
}

struct CalendarWords {
    i18n::Catalogue const& catalogue;
    Locale locale;   // of who reads it
    std::string url; // where the reader finds the appointments
};

// Of a confirmed or ended one, for its contact. The uid is the same in mails and feeds, for ever.
calendar::Event event_for_contact(store::Row const& row, CalendarWords const& words);

// What a calendar program that subscribed is given: from 90 days ago on.
std::vector<calendar::Event> events_of_user(db::Tx& tx, OrganizationId organization, UserId user, Timestamp now,
                                            CalendarWords const& words);
std::vector<calendar::Event> events_of_contact(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now,
                                               CalendarWords const& words);

} // namespace loggia::appointments
