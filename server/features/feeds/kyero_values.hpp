// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.hpp"

// The lenient readings of single values in a Kyero feed. All take text that is already clean and trimmed.
namespace loggia::feeds {

// A decimal number in thousandths. Thousands may be parted by dot, comma, space or apostrophe; a lone separator before exactly
// three digits parts thousands ("450.000"), else it is the decimal sign ("450.5"). Nothing when it is no such number, is
// negative, or has more than twelve digits before the decimal sign.
std::optional<std::int64_t> parse_thousandths(std::string_view text);

struct AskedPrice {
    enum class Kind { amount, on_request, unreadable } kind = Kind::unreadable;
    std::int64_t minor_units = 0;
    std::string currency;  // when the price itself carries one ("€ 450.000"), else empty
};
AskedPrice parse_price(std::string_view text);

// ISO 4217 of a currency's code, sign or common name; only currencies with two decimals. Nothing when unknown.
std::optional<std::string> parse_currency(std::string_view text);

// Whole square metres; a trailing "m2" or "m²" is allowed. 0 means unknown. Nothing when unreadable.
std::optional<std::int32_t> parse_area(std::string_view text);

// Whole and at most 999; "3.0" is 3. Nothing when unreadable.
std::optional<std::int32_t> parse_room_count(std::string_view text);

// 0, 1, yes, no, true, false, sí, empty. Nothing for others.
std::optional<bool> parse_switch(std::string_view text);

// Degrees with a decimal dot or comma, within ±bound.
std::optional<double> parse_degrees(std::string_view text, double bound);

// "2024-09-03 12:30:00"; also with T, a fraction, an offset, without time, and "03/09/2024 12:30".
std::optional<Timestamp> parse_feed_time(std::string_view text);
std::string write_feed_time(Timestamp);

// An http or https address of at most 2048 bytes with spaces and non-ASCII bytes percent-encoded; a bare "www." gets a scheme.
std::optional<std::string> parse_web_address(std::string_view text);

// BCP 47 case ("EN_gb" is "en-GB"); nothing when it cannot be a language ("property", "br" of HTML can: see the reader).
std::optional<std::string> parse_language(std::string_view name);

std::string lower_ascii(std::string_view text);

}  // namespace loggia::feeds
