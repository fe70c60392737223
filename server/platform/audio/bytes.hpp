// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

// Small readers for the files of this folder. None reads beyond its end: what is not there reads as nothing, or as 0.
namespace loggia::audio {

inline std::uint8_t byte_at(std::string_view bytes, std::size_t place)
{
    return place < bytes.size() ? static_cast<std::uint8_t>(bytes[place]) : std::uint8_t{0};
}

// `count` of at most 8 bytes, the most significant first.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t place, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, place + i);
    return value;
}

inline std::uint64_t little_endian(std::string_view bytes, std::size_t place, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = count; i > 0; --i) value = value << 8 | byte_at(bytes, place + i - 1);
    return value;
}

// As much as there is.
inline std::string_view part_of(std::string_view bytes, std::size_t place, std::uint64_t count)
{
    if (place >= bytes.size()) return {};
    return bytes.substr(place, count > bytes.size() ? bytes.size() : static_cast<std::size_t>(count));
}

// A file that claims to last longer than a day tells nothing.
inline std::optional<std::chrono::milliseconds> to_duration(double seconds)
{
    if (!(seconds > 0) || seconds > 86'400) return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

} // namespace loggia::audio
