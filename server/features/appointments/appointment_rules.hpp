// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "features/appointments/appointment.hpp"

// What may become of an appointment, by whom and when (PRODUCT 8). Pure functions.
//
//   pending ──> confirmed   staff confirm a moment, or the contact accepts one that staff proposed
//       │ └──> pending      staff propose other moments; the contact, to whom they do not suit, asks for others again
//       ├────> declined     staff
//       ├────> cancelled    either
//       └────> expired      the clock, when the last moment has passed
//   confirmed ──> completed the contact starts the viewing, or staff say that it took place
//           ├──> confirmed  staff move it
//           └──> cancelled  either
namespace loggia::appointments {

enum class Party { contact, staff, clock };
BOOST_DESCRIBE_ENUM(Party, contact, staff, clock)

enum class Step { confirm, propose, decline, accept, prefer, cancel, start, complete, move, edit, expire };
BOOST_DESCRIBE_ENUM(Step, confirm, propose, decline, accept, prefer, cancel, start, complete, move, edit, expire)

struct State {
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    Side proposed_by = Side::contact;
    std::vector<Timestamp> preferred{};
    std::optional<Timestamp> starts_at{};
    std::optional<Timestamp> ends_at{};
};

// Where a step leads by the table above, whatever the time; nothing when it is not there.
std::optional<AppointmentStatus> status_after(Party party, Step step, State const& state);

enum class Refused { no, not_possible, too_early, over };
Refused refusal_of(Party party, Step step, State const& state, Timestamp now, std::string_view time_zone);

// Throws Problem: conflict appointment_not_possible, too_early_to_start, appointment_over. Gives the new status.
AppointmentStatus check_step(Party party, Step step, State const& state, Timestamp now, std::string_view time_zone);

// When a viewing may be started: on its day in the organization's time zone, from two hours before it on.
struct Window {
    Timestamp opens;
    Timestamp closes; // the first moment of the next day
};
Window start_window(Timestamp starts_at, std::string_view time_zone);

bool is_over(State const& state, Timestamp now);        // confirmed, and past its end
bool has_directions(State const& state, Timestamp now); // confirmed, from 48 hours before it to its end

// To whole minutes, in the order given. Throws Problem(invalid) naming "/<field>/<place>": moment_past, moments_equal,
// moment_too_far (beyond 365 days).
std::vector<Timestamp> check_moments(std::vector<Timestamp> const& moments, Timestamp now, std::string_view field);

struct Span {
    Timestamp starts_at;
    std::optional<Timestamp> ends_at;
};
inline constexpr std::chrono::hours usual_length{1};
inline constexpr std::chrono::hours longest_length{24 * 31};

// What staff agreed: an hour when no end is said, and no length for a deadline. Throws Problem(invalid): ends_before_start,
// appointment_too_long (/ends_at), moment_too_far (/starts_at; beyond five years either way).
Span span_of(AppointmentType type, Timestamp starts_at, std::optional<Timestamp> ends_at, Timestamp now);

// The next time to remind of it after `now`: 24 hours and one hour before. Nothing when both have passed.
std::optional<Timestamp> next_reminder(Timestamp starts_at, Timestamp now);

enum class Tab { upcoming, recent, unconfirmed };
Tab tab_of(Appointment const& appointment, Timestamp now);

// What the viewer is shown of these: nothing that was over before his retention began, nobody else's name unless he may see
// other contacts, and no way to a property unless he may see those. Where and when an appointment is stays.
std::vector<Appointment> shown_to(http::Viewer const& viewer, std::vector<Appointment> appointments);

// Sorts each tab as it is shown.
PortalAppointments into_tabs(std::vector<Appointment> appointments, Timestamp now);

} // namespace loggia::appointments
