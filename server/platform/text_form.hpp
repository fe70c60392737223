// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "platform/clock.hpp"
#include "platform/id.hpp"
#include "platform/values.hpp"

namespace loggia {

// How a value type is written as one JSON string and read back. JSON, query parameters and OpenAPI all follow from it. Those that
// lists are full of have append() besides: as write(), without a string of their own, and never with a byte to escape.
template <class T>
struct TextForm;

template <class T>
concept HasTextForm = requires(T const& value, std::string_view text) {
    { TextForm<T>::write(value) } -> std::convertible_to<std::string>;
    { TextForm<T>::read(text) } -> std::same_as<std::optional<T>>;
    { TextForm<T>::wanted } -> std::convertible_to<std::string_view>;  // completes "must be …"
    { TextForm<T>::format } -> std::convertible_to<std::string_view>;  // OpenAPI `format`
};

template <class Tag>
struct TextForm<Id<Tag>> {
    static constexpr std::string_view wanted = "an id of 13 characters";
    static constexpr std::string_view format = "id";
    static std::string write(Id<Tag> const& id) { return id.text(); }
    static void append(std::string& out, Id<Tag> const& id) { append_id(out, id.value); }
    static std::optional<Id<Tag>> read(std::string_view text) { return Id<Tag>::parse(text); }
};

template <>
struct TextForm<Timestamp> {
    static constexpr std::string_view wanted = "a moment like 2026-06-18T11:30:00Z";
    static constexpr std::string_view format = "date-time";
    static std::string write(Timestamp value) { return to_string(value); }
    static void append(std::string& out, Timestamp value) { append_text(out, value); }
    static std::optional<Timestamp> read(std::string_view text) { return parse_timestamp(text); }
};

template <>
struct TextForm<Date> {
    static constexpr std::string_view wanted = "a date like 2026-06-18";
    static constexpr std::string_view format = "date";
    static std::string write(Date value) { return to_string(value); }
    static std::optional<Date> read(std::string_view text) { return parse_date(text); }
};

template <class Tag> struct CheckedTextNames;
#define LOGGIA_CHECKED_TEXT(Tag, wanted_, format_)                   \
    template <> struct CheckedTextNames<Tag> {                       \
        static constexpr std::string_view wanted = wanted_;          \
        static constexpr std::string_view format = format_;          \
    };
LOGGIA_CHECKED_TEXT(EmailTag, "an e-mail address", "email")
LOGGIA_CHECKED_TEXT(PhoneTag, "a phone number with its country code, like +31612345678", "phone")
LOGGIA_CHECKED_TEXT(LocaleTag, "one of en, nl, de, fr, es, pt, it, pl, sv, no", "language")
LOGGIA_CHECKED_TEXT(CountryTag, "a country code of two letters, like NL", "country")
LOGGIA_CHECKED_TEXT(TimeZoneTag, "a time zone like Europe/Amsterdam", "time-zone")
LOGGIA_CHECKED_TEXT(ColourTag, "a colour like #1e5240", "colour")
LOGGIA_CHECKED_TEXT(SlugTag, "2 to 60 small letters, digits and dashes, and not a reserved word", "slug")
LOGGIA_CHECKED_TEXT(WebAddressTag, "an address that starts with https:// or http://", "uri")
LOGGIA_CHECKED_TEXT(UuidTag, "a UUID of 36 characters", "uuid")
#undef LOGGIA_CHECKED_TEXT

template <class Tag>
struct TextForm<CheckedText<Tag>> {
    static constexpr std::string_view wanted = CheckedTextNames<Tag>::wanted;
    static constexpr std::string_view format = CheckedTextNames<Tag>::format;
    static std::string write(CheckedText<Tag> const& value) { return value.text(); }
    static std::optional<CheckedText<Tag>> read(std::string_view text) { return CheckedText<Tag>::parse(text); }
};

// Type questions that JSON, rows and schemas share.
template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;

}  // namespace loggia
