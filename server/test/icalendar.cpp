// SPDX-License-Identifier: Apache-2.0
#include "test/icalendar.hpp"

#include <libical/ical.h>

#include <stdexcept>

namespace loggia::test {

static std::string owned(char* text)
{
    std::unique_ptr<char, decltype(&icalmemory_free_buffer)> const held(text, &icalmemory_free_buffer);
    return text ? std::string(text) : std::string();
}

static std::string plain(char const* text)
{
    return text ? text : "";
}

static icalcomponent* event_at(icalcomponent* calendar, std::size_t event)
{
    auto* found = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; found && event > 0; --event) found = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
    if (!found) throw std::runtime_error("the calendar has no such event");
    return found;
}

static icalproperty* property_of(icalcomponent* component, std::string const& name)
{
    return icalcomponent_get_first_property(component, icalproperty_string_to_kind(name.c_str()));
}

// Of the component and all within.
static std::string complaints(icalcomponent* component)
{
    std::string text;
    for (auto* property = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); property;
         property = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        text += plain(icalproperty_get_xlicerror(property)) + "\n";
    for (auto* inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner;
         inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        text += complaints(inner);
    return text;
}

void ParsedCalendar::Free::operator()(icalcomponent_impl* component) const
{
    icalcomponent_free(component);
}

ParsedCalendar::ParsedCalendar(std::string const& text) : calendar_(icalparser_parse_string(text.c_str()))
{
    if (!calendar_ || icalcomponent_isa(calendar_.get()) != ICAL_VCALENDAR_COMPONENT) throw std::runtime_error("no calendar: " + text);
}

std::string ParsedCalendar::errors() const
{
    return complaints(calendar_.get());
}

std::string ParsedCalendar::violations() const
{
    std::unique_ptr<icalcomponent_impl, Free> const copy(icalcomponent_new_clone(calendar_.get()));
    return icalrestriction_check(copy.get()) ? complaints(copy.get()) : "refused\n" + complaints(copy.get());
}

std::string ParsedCalendar::method() const
{
    auto* const property = icalcomponent_get_first_property(calendar_.get(), ICAL_METHOD_PROPERTY);
    return property ? plain(icalproperty_get_value_as_string(property)) : "";
}

std::string ParsedCalendar::name() const
{
    auto* const property = icalcomponent_get_first_property(calendar_.get(), ICAL_NAME_PROPERTY);
    return property ? plain(icalproperty_get_name(property)) : "";
}

std::size_t ParsedCalendar::events() const
{
    return static_cast<std::size_t>(icalcomponent_count_components(calendar_.get(), ICAL_VEVENT_COMPONENT));
}

std::string ParsedCalendar::value(std::size_t event, std::string const& property) const
{
    auto* const found = property_of(event_at(calendar_.get(), event), property);
    return found ? owned(icalproperty_get_value_as_string_r(found)) : "";
}

std::string ParsedCalendar::text(std::size_t event, std::string const& property) const
{
    auto* const found = property_of(event_at(calendar_.get(), event), property);
    return found ? plain(icalvalue_get_text(icalproperty_get_value(found))) : "";
}

std::string ParsedCalendar::parameter(std::size_t event, std::string const& property, std::string const& parameter) const
{
    auto* const found = property_of(event_at(calendar_.get(), event), property);
    return found ? owned(icalproperty_get_parameter_as_string_r(found, parameter.c_str())) : "";
}

Timestamp ParsedCalendar::starts_at(std::size_t event) const
{
    return {icaltime_as_timet(icalcomponent_get_dtstart(event_at(calendar_.get(), event))) * 1000};
}

Timestamp ParsedCalendar::ends_at(std::size_t event) const
{
    return {icaltime_as_timet(icalcomponent_get_dtend(event_at(calendar_.get(), event))) * 1000};
}

std::string ParsedCalendar::local_start(std::size_t event, std::string const& zone) const
{
    auto* const known = icaltimezone_get_builtin_timezone(zone.c_str());
    if (!known) throw std::runtime_error("libical knows no zone " + zone);
    auto const start = icaltime_convert_to_zone(icalcomponent_get_dtstart(event_at(calendar_.get(), event)), known);
    return owned(icaltime_as_ical_string_r(start));
}

} // namespace loggia::test
