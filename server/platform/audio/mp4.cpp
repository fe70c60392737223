// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "platform/audio/audio.hpp"
#include "platform/audio/bytes.hpp"

namespace loggia::audio {

namespace {

struct Box {
    std::string_view type;
    std::string_view body;
    std::uint8_t version = 0; // of a full box, likewise the flags
    std::uint32_t flags = 0;
};

// Takes a box off the front (ISO/IEC 14496-12, section 4.2). Absent at the end; one that is cut off has what there is.
std::optional<Box> take_box(std::string_view& left)
{
    if (left.size() < 8) return std::nullopt;
    auto size = big_endian(left, 0, 4);
    std::size_t header = 8;
    if (size == 1) {
        size = big_endian(left, 8, 8);
        header = 16;
    } else if (size == 0) {
        size = left.size(); // to the end of the file
    }
    if (size < header || left.size() < header) return std::nullopt;
    auto const whole = part_of(left, 0, size);
    Box const box{whole.substr(4, 4), whole.substr(header), byte_at(whole, header),
                  static_cast<std::uint32_t>(big_endian(whole, header + 1, 3))};
    left.remove_prefix(whole.size());
    return box;
}

// A length and its scale, as mvhd and mdhd tell them (sections 8.2.2 and 8.4.2).
struct Times {
    std::uint64_t scale = 0;
    std::uint64_t length = 0;
};

Times times_in(Box const& box)
{
    Times times;
    if (box.version == 1) {
        times = {big_endian(box.body, 20, 4), big_endian(box.body, 24, 8)};
        if (times.length == ~std::uint64_t{0}) times.length = 0; // not known
    } else {
        times = {big_endian(box.body, 12, 4), big_endian(box.body, 16, 4)};
        if (times.length == 0xFFFFFFFF) times.length = 0;
    }
    return times;
}

struct Found {
    Times movie;
    Times media;
    std::uint64_t declared = 0;     // of all fragments, in the movie's scale
    std::uint64_t usual_length = 0; // of a sample in the media's scale
    std::uint64_t fragments_end = 0;
    std::size_t sounds = 0;
    std::size_t others = 0;
};

// A run of samples within a fragment (section 8.8.8): how long they last together.
std::uint64_t length_of_run(Box const& run, std::uint64_t usual)
{
    auto const count = big_endian(run.body, 4, 4);
    if (!(run.flags & 0x100)) return usual * std::min<std::uint64_t>(count, 100'000'000);
    std::size_t place = 8U + ((run.flags & 1) ? 4U : 0U) + ((run.flags & 4) ? 4U : 0U);
    std::size_t entry = 0;
    for (auto const flag : {0x100U, 0x200U, 0x400U, 0x800U}) entry += (run.flags & flag) ? 4 : 0;
    std::uint64_t length = 0;
    for (std::uint64_t i = 0; i < count && place + entry <= run.body.size(); ++i, place += entry) length += big_endian(run.body, place, 4);
    return length;
}

void read_fragment(std::string_view left, Found& found)
{
    auto usual = found.usual_length;
    auto end = found.fragments_end;
    while (auto const box = take_box(left)) {
        if (box->type == "tfhd" && (box->flags & 8)) {
            auto const place = 8U + ((box->flags & 1) ? 8U : 0U) + ((box->flags & 2) ? 4U : 0U);
            usual = big_endian(box->body, place, 4);
        } else if (box->type == "tfdt") {
            end = big_endian(box->body, 4, box->version == 1 ? 8 : 4);
        } else if (box->type == "trun") {
            end += length_of_run(*box, usual);
        }
    }
    found.fragments_end = std::max(found.fragments_end, end);
}

void read_boxes(std::string_view left, Found& found, int depth)
{
    static constexpr int deepest = 4; // moov, trak, mdia
    while (auto const box = take_box(left)) {
        auto const& type = box->type;
        if (type == "mvhd") {
            found.movie = times_in(*box);
        } else if (type == "mdhd") {
            found.media = times_in(*box);
        } else if (type == "hdlr") {
            ++(box->body.substr(0, 12).ends_with("soun") ? found.sounds : found.others);
        } else if (type == "mehd") {
            found.declared = big_endian(box->body, 4, box->version == 1 ? 8 : 4);
        } else if (type == "trex") {
            found.usual_length = big_endian(box->body, 12, 4);
        } else if (type == "traf") {
            read_fragment(box->body, found);
        } else if (depth < deepest && (type == "moov" || type == "trak" || type == "mdia" || type == "mvex" || type == "moof")) {
            read_boxes(box->body, found, depth + 1);
        }
    }
}

double in_seconds(std::uint64_t length, std::uint64_t scale)
{
    return scale == 0 ? 0 : static_cast<double>(length) / static_cast<double>(scale);
}

} // namespace

std::optional<Recording> inspect_mp4(std::string_view bytes)
{
    auto left = bytes;
    auto const first = take_box(left);
    if (!first || first->type != "ftyp") return std::nullopt;
    Found found;
    read_boxes(left, found, 0);
    if (found.sounds != 1 || found.others != 0) return std::nullopt;
    auto const seconds = std::max({in_seconds(found.movie.length, found.movie.scale), in_seconds(found.media.length, found.media.scale),
                                   in_seconds(found.declared, found.movie.scale), in_seconds(found.fragments_end, found.media.scale)});
    return Recording{"audio/mp4", to_duration(seconds)};
}

} // namespace loggia::audio
