// SPDX-License-Identifier: Apache-2.0
#include "test/recordings.hpp"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "test/paths.hpp"

namespace loggia::test {

static std::string testdata(std::string const& name)
{
    std::ifstream file(source_folder() / "server/platform/audio/testdata" / name, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + name);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

static std::string little_endian(std::uint64_t value, std::size_t bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
}

// RFC 3533, section 6.
static std::string ogg_page(int flags, std::uint64_t position, std::string const& body)
{
    return "OggS" + std::string(1, '\0') + static_cast<char>(flags) + little_endian(position, 8) + little_endian(7, 4) +
           little_endian(0, 8) + '\x01' + static_cast<char>(body.size()) + body;
}

std::string webm_recording()
{
    return testdata("chromium.webm");
}

std::string mp4_recording()
{
    return testdata("chromium.mp4");
}

std::string ogg_recording(int seconds)
{
    auto const head = "OpusHead" + std::string("\x01\x01", 2) + little_endian(312, 2) + little_endian(48'000, 4) + std::string(3, '\0');
    auto text = ogg_page(2, 0, head) + ogg_page(0, 0, "OpusTags" + std::string(8, '\0'));
    for (int second = 1; second <= seconds; ++second)
        text += ogg_page(second == seconds ? 4 : 0, static_cast<std::uint64_t>(second) * 48'000 + 312, std::string(3, '\0'));
    return text;
}

std::string mpeg_recording(int seconds)
{
    // MPEG 1, layer III, 32 kbit/s, 32 kHz, mono: frames of 144 bytes that last 36 ms.
    auto const frame = std::string("\xFF\xFB\x18\xC0", 4) + std::string(140, '\0');
    std::string text = "ID3" + std::string("\x04\0\0\0\0\0\x0A", 7) + std::string(10, '\0');
    for (int i = 0; i < seconds * 1000 / 36; ++i) text += frame;
    return text;
}

} // namespace loggia::test
