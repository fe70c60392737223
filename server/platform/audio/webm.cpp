// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "platform/audio/audio.hpp"
#include "platform/audio/bytes.hpp"

namespace loggia::audio {

namespace {

// Element ids with their length marker (RFC 9559, section 5.1).
namespace id {
constexpr std::uint32_t ebml_header = 0x1A45DFA3;
constexpr std::uint32_t doc_type = 0x4282;
constexpr std::uint32_t segment = 0x18538067;
constexpr std::uint32_t info = 0x1549A966;
constexpr std::uint32_t timestamp_scale = 0x2AD7B1;
constexpr std::uint32_t duration = 0x4489;
constexpr std::uint32_t tracks = 0x1654AE6B;
constexpr std::uint32_t track_entry = 0xAE;
constexpr std::uint32_t track_type = 0x83;
constexpr std::uint32_t cluster = 0x1F43B675;
constexpr std::uint32_t cluster_timestamp = 0xE7;
constexpr std::uint32_t simple_block = 0xA3;
constexpr std::uint32_t block_group = 0xA0;
constexpr std::uint32_t block = 0xA1;
} // namespace id

struct Element {
    std::uint32_t id = 0;
    std::optional<std::uint64_t> size; // absent: unknown, as while recording
};

enum class Marker { kept, dropped };

// Takes a variable-length number off the front (RFC 8794, section 4). Absent at the end, or when it is too long.
std::optional<std::uint64_t> take_number(std::string_view& left, std::size_t most, Marker marker)
{
    auto const first = byte_at(left, 0);
    auto const length = static_cast<std::size_t>(std::countl_zero(first)) + 1;
    if (length > most || left.size() < length) return std::nullopt;
    auto value = big_endian(left, 0, length);
    if (marker == Marker::dropped) value &= (std::uint64_t{1} << (7 * length)) - 1;
    left.remove_prefix(length);
    return value;
}

std::optional<Element> take_element(std::string_view& left)
{
    auto const id = take_number(left, 4, Marker::kept);
    if (!id || left.empty()) return std::nullopt;
    auto const length = static_cast<std::size_t>(std::countl_zero(byte_at(left, 0))) + 1;
    auto const size = take_number(left, 8, Marker::dropped);
    if (!size) return std::nullopt;
    bool const unknown = *size == (std::uint64_t{1} << (7 * length)) - 1;
    return Element{static_cast<std::uint32_t>(*id), unknown ? std::nullopt : size};
}

std::uint64_t number_in(std::string_view body)
{
    return big_endian(body, 0, std::min<std::size_t>(body.size(), 8));
}

double real_in(std::string_view body)
{
    if (body.size() == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(body, 0, 4)));
    return body.size() == 8 ? std::bit_cast<double>(big_endian(body, 0, 8)) : 0;
}

// What was found so far. Clusters and their groups are entered as if their elements stood in the segment itself: ids are
// unique, and while recording their sizes are not known.
struct Found {
    double scale = 1'000'000; // nanoseconds
    double length = 0;        // as declared, in scales
    double last = 0;          // the last block, in scales
    double cluster = 0;
    std::size_t sounds = 0;
    std::size_t others = 0;

    void block(std::string_view body)
    {
        if (!take_number(body, 8, Marker::dropped) || body.size() < 2) return;
        auto const relative = static_cast<std::int16_t>(big_endian(body, 0, 2));
        last = std::max(last, cluster + relative);
    }
    void element(std::uint32_t kind, std::string_view body)
    {
        switch (kind) {
        case id::timestamp_scale:
            scale = static_cast<double>(number_in(body));
            break;
        case id::duration:
            length = real_in(body);
            break;
        case id::track_type:
            ++(number_in(body) == 2 ? sounds : others);
            break;
        case id::cluster_timestamp:
            cluster = static_cast<double>(number_in(body));
            break;
        case id::simple_block:
        case id::block:
            return block(body);
        default:
            break;
        }
    }
};

bool is_container(std::uint32_t kind)
{
    return kind == id::segment || kind == id::info || kind == id::tracks || kind == id::track_entry || kind == id::cluster ||
           kind == id::block_group;
}

bool is_webm(std::string_view header)
{
    while (auto const element = take_element(header)) {
        auto const body = part_of(header, 0, element->size.value_or(header.size()));
        if (element->id == id::doc_type) return body.substr(0, body.find('\0')) == "webm";
        header.remove_prefix(body.size());
    }
    return false;
}

} // namespace

std::optional<Recording> inspect_webm(std::string_view left)
{
    auto const header = take_element(left);
    if (!header || header->id != id::ebml_header || !header->size || *header->size > left.size()) return std::nullopt;
    if (!is_webm(left.substr(0, static_cast<std::size_t>(*header->size)))) return std::nullopt;
    left.remove_prefix(static_cast<std::size_t>(*header->size));

    Found found;
    while (auto const element = take_element(left)) {
        if (is_container(element->id)) continue;
        if (!element->size || *element->size > left.size()) break; // cut off: what came before it counts
        auto const body = left.substr(0, static_cast<std::size_t>(*element->size));
        found.element(element->id, body);
        left.remove_prefix(body.size());
    }
    if (found.sounds != 1 || found.others != 0) return std::nullopt;
    return Recording{"audio/webm", to_duration(std::max(found.length, found.last) * found.scale / 1e9)};
}

} // namespace loggia::audio
