// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_rules.hpp"

#include <algorithm>
#include <array>

#include "platform/i18n/formats.hpp"

namespace loggia::appointments {

namespace {

using std::chrono::hours;

constexpr hours starts_before{2};
constexpr hours directions_before{48};
constexpr hours furthest_wish{24 * 365};
constexpr hours furthest_agreed{24 * 366 * 5};
constexpr std::array reminders_before{hours(24), hours(1)};
constexpr std::int64_t milliseconds_a_minute = 60'000;

struct Transition {
    Party party;
    Step step;
    AppointmentStatus from;
    AppointmentStatus to;
};

using enum AppointmentStatus;
constexpr std::array transitions{
    Transition{Party::staff, Step::confirm, pending, confirmed},    Transition{Party::staff, Step::propose, pending, pending},
    Transition{Party::staff, Step::decline, pending, declined},     Transition{Party::contact, Step::accept, pending, confirmed},
    Transition{Party::contact, Step::prefer, pending, pending},     Transition{Party::contact, Step::cancel, pending, cancelled},
    Transition{Party::contact, Step::cancel, confirmed, cancelled}, Transition{Party::staff, Step::cancel, pending, cancelled},
    Transition{Party::staff, Step::cancel, confirmed, cancelled},   Transition{Party::contact, Step::start, confirmed, completed},
    Transition{Party::staff, Step::complete, confirmed, completed}, Transition{Party::staff, Step::move, confirmed, confirmed},
    Transition{Party::staff, Step::edit, pending, pending},         Transition{Party::staff, Step::edit, confirmed, confirmed},
    Transition{Party::staff, Step::edit, completed, completed},     Transition{Party::clock, Step::expire, pending, expired},
};

// What the table cannot say.
bool fits(Party party, Step step, State const& state)
{
    bool const answers_staff = step == Step::accept || step == Step::prefer;
    if (answers_staff) return state.proposed_by == Side::staff;
    if (step == Step::start) return state.type == AppointmentType::viewing && state.starts_at;
    // A deadline is staff's to set.
    if (step == Step::cancel && party == Party::contact) return state.type != AppointmentType::deadline;
    return true;
}

Problem invalid_moment(char const* code, char const* message, std::string_view field, std::size_t place)
{
    return {Fault::invalid, code, message, "/" + std::string(field) + "/" + std::to_string(place)};
}

} // namespace

std::optional<AppointmentStatus> status_after(Party party, Step step, State const& state)
{
    auto const found = std::ranges::find_if(
        transitions, [&](Transition const& each) { return each.party == party && each.step == step && each.from == state.status; });
    if (found == transitions.end() || !fits(party, step, state)) return std::nullopt;
    return found->to;
}

Refused refusal_of(Party party, Step step, State const& state, Timestamp now, std::string_view time_zone)
{
    if (!status_after(party, step, state)) return Refused::not_possible;
    if (step == Step::cancel && party == Party::contact && is_over(state, now)) return Refused::over;
    if (step == Step::start) {
        auto const window = start_window(*state.starts_at, time_zone);
        return now < window.opens ? Refused::too_early : now >= window.closes ? Refused::over : Refused::no;
    }
    if (step == Step::complete && state.starts_at && now < *state.starts_at - starts_before) return Refused::too_early;
    if (step == Step::expire && (state.preferred.empty() || std::ranges::max(state.preferred) > now)) return Refused::too_early;
    return Refused::no;
}

AppointmentStatus check_step(Party party, Step step, State const& state, Timestamp now, std::string_view time_zone)
{
    switch (refusal_of(party, step, state, now, time_zone)) {
    case Refused::no:
        break;
    case Refused::not_possible:
        throw Problem(Fault::conflict, "appointment_not_possible", "This cannot be done with the appointment as it stands now.");
    case Refused::too_early:
        throw Problem(Fault::conflict, "too_early_to_start", "It is too early for that: the appointment is still to come.");
    case Refused::over:
        throw Problem(Fault::conflict, "appointment_over", "The time of this appointment has passed.");
    }
    return *status_after(party, step, state);
}

Window start_window(Timestamp starts_at, std::string_view time_zone)
{
    auto const day = i18n::local_date(starts_at, time_zone);
    return {std::max(starts_at - starts_before, i18n::start_of_day(day, time_zone)), i18n::start_of_day({day.days + 1}, time_zone)};
}

bool is_over(State const& state, Timestamp now)
{
    auto const end = state.ends_at ? state.ends_at : state.starts_at;
    return state.status == confirmed && end && *end <= now;
}

bool has_directions(State const& state, Timestamp now)
{
    return state.status == confirmed && state.starts_at && now >= *state.starts_at - directions_before && !is_over(state, now);
}

std::vector<Timestamp> check_moments(std::vector<Timestamp> const& moments, Timestamp now, std::string_view field)
{
    std::vector<Timestamp> result;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        Timestamp const moment{moments[i].milliseconds / milliseconds_a_minute * milliseconds_a_minute};
        if (moment <= now) throw invalid_moment("moment_past", "This moment has passed.", field, i);
        if (moment > now + furthest_wish) throw invalid_moment("moment_too_far", "This is more than a year ahead.", field, i);
        if (std::ranges::find(result, moment) != result.end())
            throw invalid_moment("moments_equal", "This moment is there already.", field, i);
        result.push_back(moment);
    }
    return result;
}

Span span_of(AppointmentType type, Timestamp starts_at, std::optional<Timestamp> ends_at, Timestamp now)
{
    if (starts_at > now + furthest_agreed || starts_at < now - furthest_agreed)
        throw Problem(Fault::invalid, "moment_too_far", "This is more than five years away.", "/starts_at");
    if (!ends_at && type != AppointmentType::deadline) ends_at = starts_at + usual_length;
    if (ends_at && *ends_at <= starts_at) throw Problem(Fault::invalid, "ends_before_start", "It must end after it begins.", "/ends_at");
    if (ends_at && *ends_at > starts_at + longest_length)
        throw Problem(Fault::invalid, "appointment_too_long", "An appointment lasts at most 31 days.", "/ends_at");
    return {starts_at, ends_at};
}

std::optional<Timestamp> next_reminder(Timestamp starts_at, Timestamp now)
{
    for (auto const before : reminders_before)
        if (starts_at - before > now) return starts_at - before;
    return std::nullopt;
}

Tab tab_of(Appointment const& appointment, Timestamp now)
{
    if (appointment.status == pending) return Tab::unconfirmed;
    if (appointment.status != confirmed) return Tab::recent;
    // One without an end is over when it starts.
    auto const end = appointment.ends_at ? appointment.ends_at : appointment.starts_at;
    return end && *end > now ? Tab::upcoming : Tab::recent;
}

// When it is, or was proposed to be, over.
static std::optional<Timestamp> end_of(Appointment const& appointment)
{
    if (appointment.ends_at) return appointment.ends_at;
    if (appointment.starts_at) return appointment.starts_at;
    if (appointment.preferred.empty()) return std::nullopt;
    return std::ranges::max(appointment.preferred);
}

std::vector<Appointment> shown_to(http::Viewer const& viewer, std::vector<Appointment> appointments)
{
    std::erase_if(appointments, [&](Appointment const& appointment) {
        auto const end = end_of(appointment);
        return viewer.since && end && *end < *viewer.since;
    });
    for (auto& appointment : appointments) {
        if (appointment.contact_id != viewer.contact && !viewer.rights.has(auth::Right::other_contacts)) {
            appointment.contact_id.reset();
            appointment.contact_name.reset();
        }
        if (!viewer.rights.has(auth::Right::properties)) {
            appointment.property_id.reset();
            appointment.property_price.reset();
            appointment.photo.reset();
        }
    }
    return appointments;
}

PortalAppointments into_tabs(std::vector<Appointment> appointments, Timestamp now)
{
    PortalAppointments tabs;
    for (auto& appointment : appointments) {
        switch (tab_of(appointment, now)) {
        case Tab::upcoming:
            tabs.upcoming.push_back(std::move(appointment));
            break;
        case Tab::recent:
            tabs.recent.push_back(std::move(appointment));
            break;
        case Tab::unconfirmed:
            tabs.unconfirmed.push_back(std::move(appointment));
            break;
        }
    }
    auto const time = [](Appointment const& appointment) { return std::pair(appointment.starts_at, appointment.id); };
    std::ranges::sort(tabs.upcoming, std::less(), time);
    std::ranges::sort(tabs.recent, std::greater(), time);
    std::ranges::sort(tabs.unconfirmed, std::greater(), &Appointment::id);
    return tabs;
}

} // namespace loggia::appointments
