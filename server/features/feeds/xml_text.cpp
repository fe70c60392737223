// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/xml_text.hpp"

#include <unicode/ucnv.h>

#include <algorithm>

#include "features/feeds/html_text.hpp"
#include "features/feeds/kyero.hpp"
#include "features/feeds/kyero_values.hpp"

namespace loggia::feeds {

namespace {

// The length of the valid UTF-8 sequence at the start of `text`; 0 when there is none.
std::size_t sequence_length(std::string_view text)
{
    auto const byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    auto const follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    auto const lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        auto const overlong = lead == 0xE0 && byte(1) < 0xA0;
        auto const surrogate = lead == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        auto const outside = (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F);
        return follows(1) && follows(2) && follows(3) && !outside ? 4 : 0;
    }
    return 0;
}

// Control characters, which XML forbids and word processors leave behind, become spaces: lines and columns stay as they were.
XmlText from_utf8(std::string_view bytes, std::string encoding)
{
    XmlText result{{}, std::move(encoding), 0};
    result.utf8.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        auto const byte = static_cast<unsigned char>(bytes[at]);
        auto const length = sequence_length(bytes.substr(at, 4));
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
            result.utf8 += byte == 0x0B ? '\n' : ' ';
        } else if (length == 0) {
            append_utf8(result.utf8, windows_1252_character(byte));
            ++result.repaired_bytes;
        } else {
            result.utf8.append(bytes, at, length);
        }
        at += std::max<std::size_t>(length, 1);
    }
    return result;
}

XmlText from_windows_1252(std::string_view bytes)
{
    std::string utf8;
    utf8.reserve(bytes.size() + bytes.size() / 8);
    for (auto const c : bytes) append_utf8(utf8, windows_1252_character(static_cast<unsigned char>(c)));
    return from_utf8(utf8, "windows-1252");
}

XmlText from_other(std::string_view bytes, std::string const& encoding)
{
    std::string utf8(bytes.size() * 3 + 16, '\0');
    auto error = U_ZERO_ERROR;
    auto const length = ucnv_convert("UTF-8", encoding.c_str(), utf8.data(), static_cast<std::int32_t>(utf8.size()),
                                     bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
    if (U_FAILURE(error))
        throw FeedProblem("feed_not_xml", "The file says it is written in \"" + clip_utf8(encoding, 40) +
                                              "\", an encoding that is not known.", 1, 1);
    utf8.resize(static_cast<std::size_t>(length));
    std::string_view text = utf8;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return from_utf8(text, encoding);
}

// What the XML declaration at the start says, in lower case; empty when it says nothing.
std::string declared_encoding(std::string_view bytes)
{
    auto const start = bytes.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || !bytes.substr(start).starts_with("<?xml")) return {};
    auto declaration = bytes.substr(start, 300);
    declaration = declaration.substr(0, declaration.find("?>"));
    auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    at = declaration.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    auto const end = declaration.find(declaration[at], at + 1);
    if (end == std::string_view::npos) return {};
    return lower_ascii(declaration.substr(at + 1, end - at - 1));
}

// The encodings with two- or four-byte units, told by their byte order mark or by the zero bytes beside "<".
std::string wide_encoding(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("<\0\0\0"sv)) return "UTF-32LE";
    if (bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("\0\0\0<"sv)) return "UTF-32BE";
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv)) return "UTF-16LE";
    if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv)) return "UTF-16BE";
    return {};
}

}  // namespace

XmlText decode_xml(std::string_view bytes)
{
    if (auto const wide = wide_encoding(bytes); !wide.empty()) return from_other(bytes, wide);
    if (bytes.starts_with("\xEF\xBB\xBF")) return from_utf8(bytes.substr(3), "UTF-8");
    auto const declared = declared_encoding(bytes);
    // "utf-16" in a file of single bytes is a known mistake of programs that build XML in memory: it is UTF-8.
    if (declared.empty() || declared.starts_with("utf-") || declared == "utf8") return from_utf8(bytes, "UTF-8");
    // As browsers do, Latin-1 and ASCII are read as Windows-1252, which is what people mean.
    for (std::string_view const name : {"iso-8859-1", "latin1", "latin-1", "iso8859-1", "windows-1252", "cp1252", "us-ascii", "ascii"})
        if (declared == name) return from_windows_1252(bytes);
    return from_other(bytes, declared);
}

}  // namespace loggia::feeds
