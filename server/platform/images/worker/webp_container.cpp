// SPDX-License-Identifier: Apache-2.0
#include "platform/images/worker/webp_container.hpp"

#include <cstdint>

namespace loggia::images {
namespace {

constexpr std::size_t file_header = 12;  // "RIFF", length, "WEBP"
constexpr std::size_t chunk_header = 8;  // name, length
constexpr unsigned char metadata_flags = 0x20U | 0x08U | 0x04U;  // ICC, EXIF, XMP in the first byte of VP8X

std::uint32_t read_length(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

bool is_metadata(std::string_view name) { return name == "EXIF" || name == "XMP " || name == "ICCP"; }

}  // namespace

std::string without_metadata(std::string_view webp)
{
    if (webp.size() < file_header || !webp.starts_with("RIFF") || webp.substr(8, 4) != "WEBP") return std::string(webp);
    std::string kept(webp.substr(0, file_header));
    for (auto rest = webp.substr(file_header); rest.size() >= chunk_header;) {
        auto const name = rest.substr(0, 4);
        auto const length = read_length(rest, 4);
        auto const whole = chunk_header + length + (length & 1U);  // chunks are padded to an even length
        auto const chunk = rest.substr(0, whole);
        if (!is_metadata(name)) {
            auto const start = kept.size();
            kept += chunk;
            if (name == "VP8X" && length > 0) {
                auto& flags = kept[start + chunk_header];
                flags = static_cast<char>(static_cast<unsigned char>(flags) & ~metadata_flags);
            }
        }
        rest.remove_prefix(chunk.size());
    }
    auto const length = kept.size() - chunk_header;
    for (std::size_t i = 0; i < 4; ++i) kept[4 + i] = static_cast<char>(length >> (8 * i) & 255U);
    return kept;
}

}  // namespace loggia::images
