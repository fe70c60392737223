// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/message.hpp"

// Private addresses from which a calendar program fetches appointments: one for each staff member, one for each client and
// contact it acts for (PRODUCT 8.6).
namespace loggia::calendars {

// Who knows the address sees the calendar, so only its hash is kept: it is told once, when it is made.
struct CalendarFeed {
    bool active = false;
    std::optional<Timestamp> created_at;
    std::optional<std::string> address; // in the answer that makes it
};
BOOST_DESCRIBE_STRUCT(CalendarFeed, (), (active, created_at, address))

} // namespace loggia::calendars
