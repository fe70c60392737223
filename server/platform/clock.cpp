// SPDX-License-Identifier: Apache-2.0
#include "platform/clock.hpp"

#include <array>
#include <cstdio>

namespace loggia {
namespace {

constexpr std::int64_t milliseconds_per_day = 86'400'000;

// Eats exactly `digits` decimal digits from the front of `text`; nothing when they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (auto const character : text.substr(0, digits)) {
        if (character < '0' || character > '9') return std::nullopt;
        value = value * 10 + (character - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char expected)
{
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> take_date(std::string_view& text)
{
    auto const year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    auto const month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    auto const day = take_number(text, 2);
    if (!day) return std::nullopt;
    auto const date = std::chrono::year_month_day(std::chrono::year(*year),
                                                  std::chrono::month(static_cast<unsigned>(*month)),
                                                  std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

// A fraction of any length; what is finer than a millisecond is cut off.
std::optional<int> take_fraction(std::string_view& text)
{
    if (!take(text, '.')) return 0;
    int value = 0;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 3) value = value * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0) return std::nullopt;
    for (auto i = digits; i < 3; ++i) value *= 10;
    return value;
}

// Minutes east of Greenwich.
std::optional<int> take_offset(std::string_view& text)
{
    if (take(text, 'Z') || take(text, 'z')) return 0;
    int const sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
    if (sign == 0) return std::nullopt;
    auto const hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    auto const minutes = take_number(text, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

std::chrono::year_month_day calendar(std::int64_t days)
{
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

void put_digits(char* end, int count, unsigned value)
{
    for (; count > 0; --count, value /= 10) *--end = static_cast<char>('0' + value % 10);
}

}  // namespace

void append_text(std::string& out, Timestamp moment)
{
    auto days = moment.milliseconds / milliseconds_per_day;
    auto rest = moment.milliseconds % milliseconds_per_day;
    if (rest < 0) {
        rest += milliseconds_per_day;
        --days;
    }
    auto const date = calendar(days);
    auto const year = static_cast<int>(date.year());
    auto const within = static_cast<unsigned>(rest);
    // Every list of the API is full of these, so the digits are put in place by hand.
    char text[] = "0000-00-00T00:00:00.000Z";
    put_digits(text + 4, 4, static_cast<unsigned>(std::abs(year)));
    put_digits(text + 7, 2, static_cast<unsigned>(date.month()));
    put_digits(text + 10, 2, static_cast<unsigned>(date.day()));
    put_digits(text + 13, 2, within / 3'600'000);
    put_digits(text + 16, 2, within / 60'000 % 60);
    put_digits(text + 19, 2, within / 1000 % 60);
    put_digits(text + 23, 3, within % 1000);
    bool const is_usual = year >= 0 && year <= 9999;
    if (!is_usual) out += std::to_string(year);
    out.append(is_usual ? text : text + 4);
}

std::string to_string(Timestamp moment)
{
    std::string text;
    append_text(text, moment);
    return text;
}

std::optional<Timestamp> parse_timestamp(std::string_view text)
{
    auto const date = take_date(text);
    if (!date || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return std::nullopt;
    auto const hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    auto const minute = take_number(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    auto const second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;  // 60: a leap second is the first moment of the next minute
    auto const fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    auto const offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    auto const seconds = (*hour * 60 + *minute - *offset) * 60 + *second;
    return start_of(*date) + std::chrono::milliseconds(std::int64_t{seconds} * 1000 + *fraction);
}

std::string to_string(Date day)
{
    auto const date = calendar(day.days);
    std::array<char, 32> buffer{};
    auto const length =
        std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {buffer.data(), static_cast<std::size_t>(length)};
}

std::optional<Date> parse_date(std::string_view text)
{
    auto const date = take_date(text);
    return text.empty() ? date : std::nullopt;
}

Timestamp start_of(Date day) { return {day.days * milliseconds_per_day}; }

Timestamp SystemClock::now() const
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace loggia
