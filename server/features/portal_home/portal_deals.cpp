// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/portal_deals.hpp"

#include <algorithm>

#include "features/portal_home/portal_home_store.hpp"
#include "platform/i18n/formats.hpp"

namespace loggia::portal_home {

namespace {

using appointments::Appointment, appointments::AppointmentStatus, appointments::AppointmentType;

constexpr std::size_t most_to_come = 20;
constexpr std::size_t most_past = 5;

KeyDateKind kind_of(AppointmentType type)
{
    switch (type) {
    case AppointmentType::viewing:
        return KeyDateKind::viewing;
    case AppointmentType::meeting:
        return KeyDateKind::meeting;
    case AppointmentType::deadline:
        return KeyDateKind::deadline;
    }
    return KeyDateKind::meeting;
}

KeyDate date_of(Appointment const& appointment, bool past)
{
    KeyDate date;
    date.kind = kind_of(appointment.type);
    date.at = appointment.starts_at;
    date.ends_at = appointment.ends_at;
    date.title = appointment.type == AppointmentType::viewing ? appointment.property_title.value_or(appointment.title) : appointment.title;
    date.appointment_id = appointment.id;
    date.past = past;
    return date;
}

// What has a place in time, and whether that has passed; nothing for a viewing that was agreed and that nobody started.
std::optional<bool> is_past(Appointment const& appointment, Timestamp now)
{
    if (!appointment.starts_at) return std::nullopt;
    if (appointment.status == AppointmentStatus::completed) return true;
    if (appointment.status != AppointmentStatus::confirmed) return std::nullopt;
    bool const over = appointment.ends_at.value_or(*appointment.starts_at) <= now;
    if (over && appointment.type == AppointmentType::viewing) return std::nullopt;
    return over;
}

// The nearest to now first: of viewings one, of the rest `most`.
void keep_nearest(std::vector<KeyDate>& dates, std::size_t most)
{
    bool has_viewing = false;
    std::size_t others = 0;
    std::erase_if(dates, [&](KeyDate const& date) {
        if (date.kind == KeyDateKind::viewing) return std::exchange(has_viewing, true);
        return ++others > most;
    });
}

} // namespace

std::vector<KeyDate> key_dates(deals::ContactDeal const& deal, std::vector<Appointment> const& appointments, Timestamp now,
                               std::string_view time_zone)
{
    std::vector<KeyDate> past, to_come;
    for (auto const& appointment : appointments) {
        if (appointment.deal_id != deal.progress.id) continue;
        if (auto const is_over = is_past(appointment, now)) (*is_over ? past : to_come).push_back(date_of(appointment, *is_over));
    }
    auto const place = [](KeyDate const& date) { return std::pair(date.at, date.appointment_id); };
    std::ranges::sort(past, std::greater(), place);
    std::ranges::sort(to_come, std::less(), place);
    keep_nearest(past, most_past);
    keep_nearest(to_come, most_to_come);

    std::vector<KeyDate> dates(past.rbegin(), past.rend());
    dates.insert(dates.end(), to_come.begin(), to_come.end());
    if (deal.ending || !deal.progress.expected_on) return dates;
    KeyDate expected;
    expected.on = deal.progress.expected_on;
    expected.past = expected.on->days < i18n::local_date(now, time_zone).days;
    // Behind what happens on that day.
    auto const day_ends = i18n::start_of_day({expected.on->days + 1}, time_zone);
    auto const after = std::ranges::find_if(dates, [&](KeyDate const& date) { return *date.at >= day_ends; });
    dates.insert(after, std::move(expected));
    return dates;
}

PortalDeals deals_of(http::Request& request)
{
    auto const& actor = request.actor;
    auto const zone = store::organization_time_zone(request.tx(), request.organization());
    auto const appointments = appointments::all_of_client(request);
    PortalDeals result;
    for (auto& deal : deals::deals_of_contact(request.tx(), request.organization(), actor.contact, actor.visible_since)) {
        auto dates = key_dates(deal, appointments, request.now, zone);
        auto& progress = deal.progress;
        result.items.push_back({progress.id, std::move(progress.title), progress.expected_on, std::move(progress.stages), deal.ending,
                                deal.ended_at, std::move(dates)});
    }
    return result;
}

} // namespace loggia::portal_home
