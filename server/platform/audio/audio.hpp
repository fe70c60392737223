// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// What browsers record: finds out by the content which of four kinds a file is, and how long it lasts. Nothing is decoded.
namespace loggia::audio {

struct Recording {
    std::string media_type;                            // "audio/webm", "audio/ogg", "audio/mp4" or "audio/mpeg"
    std::optional<std::chrono::milliseconds> duration; // absent where the file does not tell
};

// Nothing for what is none of the four, or holds pictures or several streams. Reads hostile input: every length is checked,
// and the work is linear in the size.
//   WebM      https://www.webmproject.org/docs/container/, RFC 8794 (EBML), RFC 9559 (Matroska)
//   Ogg       RFC 3533, with Opus (RFC 7845) or Vorbis
//   MP4       ISO/IEC 14496-12, whole or in fragments
//   MPEG      ISO/IEC 11172-3 and 13818-3, layer III
std::optional<Recording> inspect(std::string_view bytes);

// The four behind it.
std::optional<Recording> inspect_webm(std::string_view bytes);
std::optional<Recording> inspect_ogg(std::string_view bytes);
std::optional<Recording> inspect_mp4(std::string_view bytes);
std::optional<Recording> inspect_mpeg(std::string_view bytes);

} // namespace loggia::audio
