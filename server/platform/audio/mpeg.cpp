// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "platform/audio/audio.hpp"
#include "platform/audio/bytes.hpp"

namespace loggia::audio {

namespace {

constexpr std::size_t fewest_frames = 3; // a single one is found by chance in many files

struct Frame {
    std::size_t length = 0; // bytes
    double seconds = 0;
};

// Of layer III; nothing for any other four bytes.
std::optional<Frame> frame_at(std::string_view bytes)
{
    static constexpr std::array<unsigned, 16> version_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    static constexpr std::array<unsigned, 16> version_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    static constexpr std::array<unsigned, 4> rates = {44'100, 48'000, 32'000, 0};
    auto const header = big_endian(bytes, 0, 4);
    auto const version = header >> 19 & 3; // 0: 2.5, 2: 2, 3: 1
    bool const is_first = version == 3;
    if (header >> 21 != 0x7FF || version == 1 || (header >> 17 & 3) != 1) return std::nullopt;
    auto const kilobits = (is_first ? version_1 : version_2)[header >> 12 & 15];
    auto const rate = rates[header >> 10 & 3] >> (is_first ? 0U : version == 2 ? 1U : 2U);
    if (kilobits == 0 || rate == 0) return std::nullopt;
    std::size_t const samples = is_first ? 1152 : 576;
    auto const padding = static_cast<std::size_t>(header >> 9 & 1);
    return Frame{samples / 8 * kilobits * 1000 / rate + padding, static_cast<double>(samples) / rate};
}

// https://id3.org/id3v2.4.0-structure, section 3.1: seven bits of each byte count.
std::size_t length_of_tag(std::string_view bytes)
{
    if (!bytes.starts_with("ID3") || bytes.size() < 10) return 0;
    std::size_t size = 0;
    for (std::size_t i = 6; i < 10; ++i) size = size << 7 | (byte_at(bytes, i) & 0x7FU);
    return size + 10;
}

} // namespace

std::optional<Recording> inspect_mpeg(std::string_view bytes)
{
    auto left = part_of(bytes, length_of_tag(bytes), bytes.size());
    std::size_t frames = 0;
    double seconds = 0;
    while (auto const frame = frame_at(left)) {
        ++frames;
        seconds += frame->seconds;
        if (frame->length >= left.size()) break;
        left.remove_prefix(frame->length);
    }
    if (frames < fewest_frames) return std::nullopt;
    return Recording{"audio/mpeg", to_duration(seconds)};
}

} // namespace loggia::audio
