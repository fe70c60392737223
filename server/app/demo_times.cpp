// SPDX-License-Identifier: Apache-2.0
#include "app/demo_times.hpp"

#include <unicode/timezone.h>

#include <cstdlib>
#include <memory>

namespace loggia::app {

static constexpr std::int64_t milliseconds_a_day = 86'400'000;

DemoTimes::DemoTimes(Timestamp now, std::string time_zone) : now_(now), time_zone_(std::move(time_zone)) {}

static std::int64_t offset_at(std::string const& time_zone, std::int64_t local_milliseconds)
{
    std::unique_ptr<icu::TimeZone> const zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone)));
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(local_milliseconds), true, raw, summer, status);
    return raw + summer;
}

Timestamp DemoTimes::moment(boost::json::value const& relative) const
{
    auto const& object = relative.as_object();
    if (auto const* minutes = object.if_contains("minutes")) return now_ + std::chrono::minutes(minutes->to_number<std::int64_t>());
    auto const time = std::string(object.at("time").as_string());
    auto const local_day = now_.milliseconds / milliseconds_a_day + object.at("days").to_number<std::int64_t>();
    auto const local = local_day * milliseconds_a_day + std::atoi(time.substr(0, 2).c_str()) * 3'600'000LL + std::atoi(time.substr(3, 2).c_str()) * 60'000LL;
    return {local - offset_at(time_zone_, local)};
}

std::optional<Timestamp> DemoTimes::moment_if(boost::json::object const& record, std::string_view member) const
{
    auto const* found = record.if_contains(member);
    if (!found || found->is_null()) return std::nullopt;
    return moment(*found);
}

Date DemoTimes::day(boost::json::value const& relative) const
{
    auto const days = now_.milliseconds / milliseconds_a_day + relative.as_object().at("days").to_number<std::int64_t>();
    return {static_cast<std::int32_t>(days)};
}

}  // namespace loggia::app
