// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_calendar.hpp"

#include "features/appointments/appointment_store.hpp"

namespace loggia::appointments {

namespace {

constexpr std::chrono::hours feed_reaches_back{24 * 90};

std::string said(CalendarWords const& words, std::string_view key, i18n::Arguments const& arguments)
{
    auto const locale = words.locale.empty() ? english() : words.locale;
    return words.catalogue.format(locale.text(), "mail.appointment." + std::string(key), arguments);
}

std::string summary_of(store::Row const& row, CalendarWords const& words)
{
    auto const what = row.type == AppointmentType::viewing ? row.property_title.value_or(row.title) : row.title;
    return said(words, "summary", {{"type", json::enum_name(row.type)}, {"what", what}});
}

std::string place_of(store::Row const& row)
{
    if (row.location) return *row.location;
    std::string place = row.property_street.value_or("");
    if (row.property_town && !row.property_town->empty()) place += (place.empty() ? "" : ", ") + *row.property_town;
    return place;
}

calendar::Event event_of(store::Row const& row, CalendarWords const& words)
{
    calendar::Event event;
    event.uid = "appointment-" + row.id.text() + "@loggia";
    event.sequence = row.sequence;
    event.stamped_at = row.changed_at;
    if (row.status == AppointmentStatus::cancelled) event.status = calendar::EventStatus::cancelled;
    event.starts_at = row.starts_at.value_or(row.sort_at);
    event.ends_at = row.ends_at;
    event.summary = summary_of(row, words);
    event.description = row.description.value_or("");
    event.location = place_of(row);
    if (row.latitude && row.longitude && !row.location) event.position = calendar::Position{*row.latitude, *row.longitude};
    event.url = words.url;
    return event;
}

// With whom, for the agent's own calendar.
void name_contact(calendar::Event& event, store::Row const& row)
{
    if (row.contact_name) event.summary += " · " + *row.contact_name;
}

// Each moment of a request is held in the agent's calendar until it is answered.
void add_held(std::vector<calendar::Event>& events, store::Row const& row, CalendarWords const& words)
{
    for (std::size_t i = 0; i < row.preferred.size(); ++i) {
        auto event = event_of(row, words);
        event.uid = "appointment-" + row.id.text() + "-" + std::to_string(i + 1) + "@loggia";
        event.status = calendar::EventStatus::tentative;
        event.starts_at = row.preferred[i];
        event.ends_at = row.preferred[i] + usual_length;
        event.description = row.note.value_or("");
        name_contact(event, row);
        event.summary = said(words, "held", {{"summary", event.summary}});
        events.push_back(std::move(event));
    }
}

} // namespace

calendar::Event event_for_contact(store::Row const& row, CalendarWords const& words)
{
    return event_of(row, words);
}

std::vector<calendar::Event> events_of_user(db::Tx& tx, OrganizationId organization, UserId user, Timestamp now, CalendarWords const& words)
{
    std::vector<calendar::Event> events;
    for (auto const& row : store::for_calendar_of_user(tx, organization, user, now - feed_reaches_back)) {
        if (row.status == AppointmentStatus::pending) {
            add_held(events, row, words);
            continue;
        }
        events.push_back(event_of(row, words));
        name_contact(events.back(), row);
    }
    return events;
}

std::vector<calendar::Event> events_of_contact(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now,
                                               CalendarWords const& words)
{
    std::vector<calendar::Event> events;
    for (auto const& row : store::for_calendar_of_contact(tx, organization, viewer, now - feed_reaches_back))
        events.push_back(event_of(row, words));
    return events;
}

} // namespace loggia::appointments
