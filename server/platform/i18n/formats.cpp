// SPDX-License-Identifier: Apache-2.0
#include "platform/i18n/formats.hpp"

#include <unicode/basictz.h>
#include <unicode/dtfmtsym.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/ucurr.h>

#include <memory>
#include <stdexcept>

#include "platform/i18n/icu_text.hpp"

namespace loggia::i18n {
namespace {

using icu::number::LocalizedNumberFormatter;
using icu::number::NumberFormatter;
using icu::number::Precision;

void require(UErrorCode status)
{
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

template <class Number>
std::string format(LocalizedNumberFormatter const& formatter, Number number)
{
    auto status = U_ZERO_ERROR;
    icu::number::FormattedNumber formatted;
    if constexpr (std::is_same_v<Number, double>) formatted = formatter.formatDouble(number, status);
    else formatted = formatter.formatInt(number, status);
    auto const text = formatted.toString(status);
    require(status);
    return from_icu(text);
}

icu::DateFormat::EStyle icu_style(DateStyle style)
{
    switch (style) {
        case DateStyle::number: return icu::DateFormat::kShort;
        case DateStyle::medium: return icu::DateFormat::kMedium;
        case DateStyle::spelled: return icu::DateFormat::kLong;
        case DateStyle::full: return icu::DateFormat::kFull;
    }
    return icu::DateFormat::kLong;
}

std::string format(std::unique_ptr<icu::DateFormat> formatter, Timestamp moment, std::string_view time_zone)
{
    if (!formatter) throw std::runtime_error("ICU has no date format");
    formatter->adoptTimeZone(icu_time_zone(time_zone).release());
    icu::UnicodeString text;
    formatter->format(static_cast<UDate>(moment.milliseconds), text);
    return from_icu(text);
}

std::unique_ptr<icu::DateFormat> date_formatter(std::string_view locale, DateStyle style)
{
    return std::unique_ptr<icu::DateFormat>(icu::DateFormat::createDateInstance(icu_style(style), icu_locale(locale)));
}

}  // namespace

std::string format_number(std::string_view locale, std::int64_t number)
{
    return format(NumberFormatter::withLocale(icu_locale(locale)), number);
}

std::string format_number(std::string_view locale, double number, int most_decimals)
{
    return format(NumberFormatter::withLocale(icu_locale(locale)).precision(Precision::maxFraction(most_decimals)), number);
}

std::string format_money(std::string_view locale, std::int64_t minor_units, std::string_view currency, Decimals decimals)
{
    auto status = U_ZERO_ERROR;
    icu::CurrencyUnit const unit(icu::StringPiece(currency.data(), static_cast<std::int32_t>(currency.size())), status);
    auto const digits = ucurr_getDefaultFractionDigits(unit.getISOCurrency(), &status);
    require(status);
    auto const rounding = decimals == Decimals::when_not_whole
        ? Precision::fixedFraction(digits).trailingZeroDisplay(UNUM_TRAILING_ZERO_HIDE_IF_WHOLE)
        : Precision::fixedFraction(digits);
    return format(NumberFormatter::withLocale(icu_locale(locale))
                      .unit(unit)
                      .precision(rounding)
                      .grouping(UNUM_GROUPING_ON_ALIGNED)  // "1.500 €" in Spanish too, as in the web apps
                      .scale(icu::number::Scale::powerOfTen(-digits)),
                  minor_units);
}

std::string format_date(std::string_view locale, Date day, DateStyle style)
{
    return format_date(locale, start_of(day), "UTC", style);
}

std::string format_date(std::string_view locale, Timestamp moment, std::string_view time_zone, DateStyle style)
{
    return format(date_formatter(locale, style), moment, time_zone);
}

std::string format_time(std::string_view locale, Timestamp moment, std::string_view time_zone)
{
    std::unique_ptr<icu::DateFormat> formatter(
        icu::DateFormat::createTimeInstance(icu::DateFormat::kShort, icu_locale(locale)));
    return format(std::move(formatter), moment, time_zone);
}

std::string format_date_time(std::string_view locale, Timestamp moment, std::string_view time_zone, DateStyle style)
{
    std::unique_ptr<icu::DateFormat> formatter(
        icu::DateFormat::createDateTimeInstance(icu_style(style), icu::DateFormat::kShort, icu_locale(locale)));
    return format(std::move(formatter), moment, time_zone);
}

std::string format_time_zone(std::string_view locale, Timestamp moment, std::string_view time_zone)
{
    auto const zone = icu_time_zone(time_zone);
    auto status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    zone->getOffset(static_cast<UDate>(moment.milliseconds), false, raw, summer, status);
    require(status);
    icu::UnicodeString text;
    zone->getDisplayName(summer != 0, icu::TimeZone::LONG, icu_locale(locale), text);
    return from_icu(text);
}

bool is_time_zone(std::string_view name)
{
    std::unique_ptr<icu::TimeZone> const zone(icu::TimeZone::createTimeZone(to_icu(name)));
    return *zone != icu::TimeZone::getUnknown();
}

Date local_date(Timestamp moment, std::string_view time_zone)
{
    auto const zone = icu_time_zone(time_zone);
    auto status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    zone->getOffset(static_cast<UDate>(moment.milliseconds), false, raw, summer, status);
    require(status);
    auto const there = std::chrono::milliseconds(moment.milliseconds + raw + summer);
    return {static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(there).count())};
}

Timestamp start_of_day(Date day, std::string_view time_zone)
{
    auto const zone = icu_time_zone(time_zone);
    // Every zone ICU makes from a name is a BasicTimeZone.
    auto const& rules = dynamic_cast<icu::BasicTimeZone const&>(*zone);
    auto const midnight = start_of(day).milliseconds;
    auto status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    // By the offset before the change: a midnight that is left out becomes the moment of the change, one that comes twice
    // its first time.
    rules.getOffsetFromLocal(static_cast<UDate>(midnight), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, summer, status);
    require(status);
    return {midnight - raw - summer};
}

}  // namespace loggia::i18n
