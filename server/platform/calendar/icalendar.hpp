// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/clock.hpp"

// Writes iCalendar: RFC 5545, with the methods of RFC 5546 and the properties of a published calendar of RFC 7986. Moments
// stand in UTC, so that a file needs no rules of time zones and stays right when they change.
namespace loggia::calendar {

enum class EventStatus { tentative, confirmed, cancelled };

struct Person {
    std::string address; // e-mail
    std::string name;
};

// Coordinates in degrees of WGS 84.
struct Position {
    double latitude = 0;
    double longitude = 0;
};

// One VEVENT. Texts are plain, of any length and with line breaks; what is empty is left out.
struct Event {
    std::string uid;           // the same for ever, across all changes
    std::int64_t sequence = 0; // rises with each change of time or place, and when it is cancelled
    EventStatus status = EventStatus::confirmed;
    Timestamp stamped_at; // when this state was written down: the same state must give the same file
    Timestamp starts_at;
    std::optional<Timestamp> ends_at; // absent: a moment without length
    std::string summary;
    std::string description{};
    std::string location{};
    std::string url{};
    std::optional<Position> position{};
    std::optional<Person> organizer{}; // both are needed for an invitation (RFC 5546, section 3.2.2)
    std::optional<Person> attendee{};
};

enum class Method { none, request, cancel };
std::string to_text(Method method); // "REQUEST"; empty for none

struct Calendar {
    Method method = Method::none; // none: a calendar to subscribe to
    std::string name{};           // of such a one
    std::vector<Event> events{};
};

// CRLF line ends, lines of at most 75 bytes.
std::string write(Calendar const& calendar);

} // namespace loggia::calendar
