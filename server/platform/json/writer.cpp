// SPDX-License-Identifier: Apache-2.0
#include "platform/json/writer.hpp"

#include <cstring>

namespace loggia::json {

static void write_escape(std::string& out, unsigned char c)
{
    static constexpr char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
}

static bool must_be_escaped(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

// Whether one of eight bytes must be escaped, after the tests for a zero byte and for a byte below n in
// https://graphics.stanford.edu/~seander/bithacks.html.
static bool has_escape(std::uint64_t eight)
{
    constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    auto const below = [](std::uint64_t bytes, std::uint64_t n) { return (bytes - ones * n) & ~bytes & highs; };
    return (below(eight, 0x20) | below(eight ^ ones * '"', 1) | below(eight ^ ones * '\\', 1)) != 0;
}

// How many bytes from `start` on can be written as they are.
static std::size_t clean_length(std::string_view text, std::size_t start)
{
    auto i = start;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + i, 8);
        if (has_escape(eight)) break;
    }
    while (i < text.size() && !must_be_escaped(static_cast<unsigned char>(text[i]))) ++i;
    return i - start;
}

void write_text(std::string& out, std::string_view utf8)
{
    out += '"';
    for (std::size_t i = 0;;) {
        auto const clean = clean_length(utf8, i);
        out.append(utf8, i, clean);
        i += clean;
        if (i == utf8.size()) break;
        write_escape(out, static_cast<unsigned char>(utf8[i++]));
    }
    out += '"';
}

}  // namespace loggia::json
