// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loggia {

// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z. Shown in JSON as RFC 3339 ("2026-06-18T11:30:00.000Z").
struct Timestamp {
    std::int64_t milliseconds = 0;

    auto operator<=>(Timestamp const&) const = default;
    Timestamp operator+(std::chrono::milliseconds span) const { return {milliseconds + span.count()}; }
    Timestamp operator-(std::chrono::milliseconds span) const { return {milliseconds - span.count()}; }
    std::chrono::milliseconds operator-(Timestamp other) const
    {
        return std::chrono::milliseconds(milliseconds - other.milliseconds);
    }
};

// A day without a time ("2026-09-30"), as days since 1970-01-01.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(Date const&) const = default;
};

std::string to_string(Timestamp);                                // RFC 3339, always UTC and three decimals
void append_text(std::string& out, Timestamp);                    // the same, at the end of `out`
std::optional<Timestamp> parse_timestamp(std::string_view text);  // RFC 3339 with any offset
std::string to_string(Date);                                      // ISO 8601 calendar date
std::optional<Date> parse_date(std::string_view text);            // refuses days that do not exist
Timestamp start_of(Date);                                         // midnight UTC

// Where time comes from. Tests hold a clock of their own.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
public:
    Timestamp now() const override;
};

// A clock that stands still until it is moved. Safe to move while the server reads it.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start) : milliseconds_(start.milliseconds) {}
    Timestamp now() const override { return {milliseconds_.load()}; }
    void advance(std::chrono::milliseconds span) { milliseconds_ += span.count(); }

private:
    std::atomic<std::int64_t> milliseconds_;
};

}  // namespace loggia
