// SPDX-License-Identifier: Apache-2.0
#include "platform/calendar/icalendar.hpp"

#include <array>
#include <cstdio>

#include "platform/utf8.hpp"

namespace loggia::calendar {

namespace {

constexpr std::size_t longest_line = 75; // bytes, without the line end (RFC 5545, section 3.1)

bool is_control(char c)
{
    auto const byte = static_cast<unsigned char>(c);
    return byte < 32 || byte == 127;
}

// TEXT (section 3.3.11). Control characters may not occur, not even escaped.
std::string escaped(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        if (c == '\n')
            result += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            result += {'\\', c};
        else if (!is_control(c) || c == '\t')
            result += c;
    }
    return result;
}

// A parameter's value (section 3.2): a quoted string cannot hold a quote.
std::string parameter_value(std::string_view text)
{
    std::string result = "\"";
    for (char const c : text) {
        if (c == '"')
            result += '\'';
        else if (!is_control(c))
            result += c;
    }
    return result + '"';
}

// RFC 6068: what would read as something else in a mailto address is percent-encoded.
std::string mailto(std::string_view address)
{
    static constexpr std::string_view special = "%?#&\"<>[]\\^`{|} ";
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result = "mailto:";
    for (char const c : address) {
        auto const byte = static_cast<unsigned char>(c);
        if (is_control(c) || special.find(c) != std::string_view::npos)
            result += {'%', digits[byte >> 4], digits[byte & 15]};
        else
            result += c;
    }
    return result;
}

std::string without_controls(std::string_view text)
{
    std::string result(text);
    std::erase_if(result, is_control);
    return result;
}

// DATE-TIME in UTC (section 3.3.5): 20260329T013000Z.
std::string date_time(Timestamp moment)
{
    auto const text = to_string(moment); // 2026-03-29T01:30:00.000Z
    std::string result;
    for (char const c : text.substr(0, 19))
        if (c != '-' && c != ':') result += c;
    return result + 'Z';
}

std::string_view status_text(EventStatus status)
{
    switch (status) {
    case EventStatus::tentative:
        return "TENTATIVE";
    case EventStatus::confirmed:
        return "CONFIRMED";
    case EventStatus::cancelled:
        return "CANCELLED";
    }
    return "";
}

class Lines {
public:
    // Folded so that no character is cut in two.
    void add(std::string_view name, std::string_view value)
    {
        auto const line = std::string(name) + std::string(value);
        std::string_view rest(line);
        auto part = front_of(rest, longest_line);
        for (;;) {
            text_ += part;
            text_ += "\r\n";
            rest.remove_prefix(part.size());
            if (rest.empty()) return;
            text_ += ' ';
            part = front_of(rest, longest_line - 1);
        }
    }
    void add_text(std::string_view name, std::string_view text)
    {
        if (auto const value = escaped(text); !value.empty()) add(std::string(name) + ":", value);
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void add_people(Lines& lines, Event const& event)
{
    if (event.organizer) lines.add("ORGANIZER;CN=", parameter_value(event.organizer->name) + ":" + mailto(event.organizer->address));
    // Answers are given in the portal, not by mail.
    if (event.attendee)
        lines.add("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=",
                  parameter_value(event.attendee->name) + ":" + mailto(event.attendee->address));
}

void add_event(Lines& lines, Event const& event)
{
    lines.add("BEGIN:", "VEVENT");
    lines.add("UID:", escaped(event.uid));
    lines.add("DTSTAMP:", date_time(event.stamped_at));
    lines.add("LAST-MODIFIED:", date_time(event.stamped_at));
    lines.add("SEQUENCE:", std::to_string(event.sequence));
    lines.add("STATUS:", status_text(event.status));
    lines.add("DTSTART:", date_time(event.starts_at));
    if (event.ends_at) lines.add("DTEND:", date_time(*event.ends_at));
    lines.add_text("SUMMARY", event.summary);
    lines.add_text("DESCRIPTION", event.description);
    lines.add_text("LOCATION", event.location);
    if (event.position) {
        std::array<char, 64> geo{};
        auto const length = std::snprintf(geo.data(), geo.size(), "%.6f;%.6f", event.position->latitude, event.position->longitude);
        lines.add("GEO:", {geo.data(), static_cast<std::size_t>(length)});
    }
    if (!event.url.empty()) lines.add("URL:", without_controls(event.url));
    add_people(lines, event);
    lines.add("END:", "VEVENT");
}

} // namespace

std::string to_text(Method method)
{
    switch (method) {
    case Method::none:
        return "";
    case Method::request:
        return "REQUEST";
    case Method::cancel:
        return "CANCEL";
    }
    return "";
}

std::string write(Calendar const& calendar)
{
    Lines lines;
    lines.add("BEGIN:", "VCALENDAR");
    lines.add("VERSION:", "2.0");
    lines.add("PRODID:", "-//Loggia//Loggia " LOGGIA_VERSION "//EN");
    lines.add("CALSCALE:", "GREGORIAN");
    if (calendar.method != Method::none) lines.add("METHOD:", to_text(calendar.method));
    if (!calendar.name.empty()) {
        lines.add_text("NAME", calendar.name);
        lines.add_text("X-WR-CALNAME", calendar.name); // the same for older programs, likewise below
        lines.add("REFRESH-INTERVAL;VALUE=DURATION:", "PT1H");
        lines.add("X-PUBLISHED-TTL:", "PT1H");
    }
    for (auto const& event : calendar.events) add_event(lines, event);
    lines.add("END:", "VCALENDAR");
    return lines.take();
}

} // namespace loggia::calendar
