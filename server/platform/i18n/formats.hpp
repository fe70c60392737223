// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/clock.hpp"

// Numbers, amounts, dates and times as a language writes them (CLDR). `locale` is one of supported_locales().
namespace loggia::i18n {

enum class Decimals { always, when_not_whole };
enum class DateStyle { number, medium, spelled, full };  // 18/06/2026 · 18 Jun 2026 · 18 June 2026 · Thursday, 18 June 2026

std::string format_number(std::string_view locale, std::int64_t number);
std::string format_number(std::string_view locale, double number, int most_decimals);

// `minor_units`: cents and the like, as many as the ISO 4217 currency has. "€ 450.000" or "€ 450.000,00".
std::string format_money(std::string_view locale, std::int64_t minor_units, std::string_view currency,
                         Decimals decimals = Decimals::when_not_whole);

// `time_zone` is an IANA name ("Europe/Amsterdam"); an unknown one is UTC.
std::string format_date(std::string_view locale, Date day, DateStyle style = DateStyle::spelled);
std::string format_date(std::string_view locale, Timestamp moment, std::string_view time_zone,
                        DateStyle style = DateStyle::spelled);
std::string format_time(std::string_view locale, Timestamp moment, std::string_view time_zone);  // hours and minutes
std::string format_date_time(std::string_view locale, Timestamp moment, std::string_view time_zone,
                             DateStyle style = DateStyle::spelled);

// What the clocks there show then, in words: "Central European Summer Time".
std::string format_time_zone(std::string_view locale, Timestamp moment, std::string_view time_zone);

bool is_time_zone(std::string_view name);
Date local_date(Timestamp moment, std::string_view time_zone);  // the calendar day there

// The first moment of a day there. A day lasts from its own to that of the next: 23 or 25 hours when clocks change. Where
// clocks go forward at midnight it begins at one o'clock; where they go back over it, at the earlier of the two.
Timestamp start_of_day(Date day, std::string_view time_zone);

// A key for searching and comparing without accents, case or script: "Łódź" → "lodz", "Müller" → "muller",
// "Straße" → "strasse". The transform is ICU's "Any-Latin; Latin-ASCII; Lower".
std::string fold(std::string_view text);

}  // namespace loggia::i18n
