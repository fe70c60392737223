// SPDX-License-Identifier: Apache-2.0
#include "platform/utf8.hpp"

namespace loggia {

std::size_t utf8_sequence(std::string_view text)
{
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto const first = byte(0);
    auto const length = first < 0x80U ? 1U : first < 0xC2U ? 0U : first < 0xE0U ? 2U : first < 0xF0U ? 3U : first < 0xF5U ? 4U : 0U;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    if ((first == 0xE0U && byte(1) < 0xA0U) || (first == 0xEDU && byte(1) > 0x9FU)) return 0;
    if ((first == 0xF0U && byte(1) < 0x90U) || (first == 0xF4U && byte(1) > 0x8FU)) return 0;
    return length;
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        auto const length = utf8_sequence(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string storable(std::string_view text, std::size_t bytes)
{
    std::string result;
    while (!text.empty()) {
        auto const length = utf8_sequence(text);
        auto const first = static_cast<unsigned char>(text.front());
        bool const keep = length > 0 && first >= 0x20 && first != 0x7F;
        auto const taken = keep ? length : 1;
        if (result.size() + taken > bytes) break;
        if (keep) result += text.substr(0, length);
        else result += '?';
        text.remove_prefix(taken);
    }
    return result;
}

std::string_view front_of(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace loggia
