// SPDX-License-Identifier: Apache-2.0
#include "platform/audio/audio.hpp"
#include "platform/audio/bytes.hpp"

namespace loggia::audio {

namespace {

constexpr std::size_t page_header = 27; // bytes before the table of segments (RFC 3533, section 6)
constexpr std::uint64_t no_position = ~std::uint64_t{0};

struct Page {
    bool begins_stream = false;
    std::uint64_t position = no_position; // of its last sample; counted at `Codec::rate`
    std::string_view body;
};

std::optional<Page> take_page(std::string_view& left)
{
    if (!left.starts_with("OggS") || left.size() < page_header) return std::nullopt;
    auto const segments = std::size_t{byte_at(left, 26)};
    std::size_t length = 0;
    for (std::size_t i = 0; i < segments; ++i) length += byte_at(left, page_header + i);
    auto const start = page_header + segments;
    if (left.size() < start + length) return std::nullopt;
    Page const page{(byte_at(left, 5) & 2) != 0, little_endian(left, 6, 8), left.substr(start, length)};
    left.remove_prefix(start + length);
    return page;
}

struct Codec {
    double rate = 0;
    std::uint64_t skipped = 0; // samples at the start that are not heard
};

std::optional<Codec> codec_of(std::string_view first_packet)
{
    // Opus always counts at 48 kHz (RFC 7845, section 4).
    if (first_packet.starts_with("OpusHead")) return Codec{48'000, little_endian(first_packet, 10, 2)};
    if (first_packet.starts_with("\x01vorbis")) {
        auto const rate = little_endian(first_packet, 12, 4);
        if (rate > 0) return Codec{static_cast<double>(rate), 0};
    }
    return std::nullopt;
}

} // namespace

std::optional<Recording> inspect_ogg(std::string_view left)
{
    auto page = take_page(left);
    if (!page || !page->begins_stream) return std::nullopt;
    auto const codec = codec_of(page->body);
    if (!codec) return std::nullopt;
    std::uint64_t last = 0;
    while ((page = take_page(left))) {
        if (page->begins_stream) return std::nullopt; // a second one: no recorder makes that
        if (page->position != no_position) last = page->position;
    }
    auto const heard = last > codec->skipped ? last - codec->skipped : 0;
    return Recording{"audio/ogg", to_duration(static_cast<double>(heard) / codec->rate)};
}

} // namespace loggia::audio
