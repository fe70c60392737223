// SPDX-License-Identifier: Apache-2.0
#include "platform/mail/encoding.hpp"

#include <sodium.h>

#include <algorithm>

namespace loggia::mail {
namespace {

constexpr std::string_view hex = "0123456789ABCDEF";
constexpr std::size_t longest_line = 76;

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128U; });
}

std::string base64(std::string_view bytes)
{
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

bool continues_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The most bytes, at most `limit`, that do not cut a UTF-8 character in two.
std::size_t whole_characters(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit) return text.size();
    auto count = limit;
    while (count > 0 && continues_a_character(text[count])) --count;
    return count > 0 ? count : limit;
}

std::string encoded_words(std::string_view text, std::size_t column)
{
    constexpr std::string_view start = "=?utf-8?B?";
    constexpr std::string_view end = "?=";
    std::string words;
    while (!text.empty()) {
        auto const room = longest_line - std::min(column, longest_line - 30) - start.size() - end.size() - 1;
        auto const count = whole_characters(text, room / 4 * 3);
        words += start;
        words += base64(text.substr(0, count));
        words += end;
        text.remove_prefix(count);
        if (!text.empty()) words += "\r\n ";
        column = 1;
    }
    return words;
}

// Long ASCII text is folded at its spaces.
std::string folded(std::string_view text, std::size_t column)
{
    std::string lines;
    while (!text.empty()) {
        auto const word = std::min(text.find(' ', 1), text.size());
        if (column + word > longest_line && text.front() == ' ' && !lines.empty()) {
            lines += "\r\n";
            column = 0;
        }
        lines += text.substr(0, word);
        column += word;
        text.remove_prefix(word);
    }
    return lines;
}

bool looks_encoded(std::string_view text) { return text.find("=?") != std::string_view::npos; }

// A word too long to be folded, or spaces that folding would lose, go through the encoding as well.
bool can_be_folded(std::string_view text)
{
    std::size_t word = 0;
    for (auto const c : text) {
        word = c == ' ' ? 0 : word + 1;
        if (word > 60) return false;
    }
    return text.find("  ") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
}

void append_hex(std::string& text, char mark, unsigned char byte)
{
    text += mark;
    text += hex[byte >> 4U];
    text += hex[byte & 15U];
}

}  // namespace

std::string encode_header_text(std::string_view text, std::size_t column)
{
    return is_ascii(text) && !looks_encoded(text) && can_be_folded(text) ? folded(text, column) : encoded_words(text, column);
}

std::string encode_phrase(std::string_view text, std::size_t column)
{
    if (!is_ascii(text) || looks_encoded(text) || text.size() > 60) return encoded_words(text, column);
    constexpr std::string_view specials = "()<>[]:;@\\,.\"";
    if (text.find_first_of(specials) == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (auto const c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string encode_file_name(std::string_view name)
{
    std::string plain;
    for (auto const c : name.substr(0, whole_characters(name, 60))) {
        if (continues_a_character(c)) continue;
        auto const harmless = c > ' ' && static_cast<unsigned char>(c) < 127U && c != '"' && c != '\\' && c != '/';
        plain += harmless || c == ' ' ? c : '_';
    }
    std::string parameters = ";\r\n filename=\"" + plain + '"';
    if (is_ascii(name) && plain == name) return parameters;
    // RFC 2231 continuations: filename*0*=utf-8''…; filename*1*=…
    std::string value = "utf-8''";
    int part = 0;
    auto const flush = [&] {
        parameters += ";\r\n filename*" + std::to_string(part++) + "*=" + value;
        value.clear();
    };
    for (auto const c : name) {
        auto const is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (is_plain) value += c;
        else append_hex(value, '%', static_cast<unsigned char>(c));
        if (value.size() >= 55) flush();
    }
    if (!value.empty()) flush();
    return parameters;
}

std::string quoted_printable(std::string_view text)
{
    std::string encoded;
    std::size_t column = 0;
    auto const put = [&](std::string_view piece) {
        if (column + piece.size() > longest_line - 1) {
            encoded += "=\r\n";
            column = 0;
        }
        encoded += piece;
        column += piece.size();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        if (c == '\r' || c == '\n') {
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
            encoded += "\r\n";
            column = 0;
            continue;
        }
        auto const ends_line = i + 1 == text.size() || text[i + 1] == '\r' || text[i + 1] == '\n';
        auto const is_blank = c == ' ' || c == '\t';
        // A dot alone on a line ends the mail in SMTP, and "From " starts one in a mailbox file: both are hidden.
        auto const is_risky = column == 0 && (c == '.' || c == 'F');
        auto const is_plain = (c >= '!' && c <= '~' && c != '=') || is_blank;
        if (is_plain && !is_risky && !(is_blank && ends_line)) {
            put({&text[i], 1});
        } else {
            std::string piece;
            append_hex(piece, '=', static_cast<unsigned char>(c));
            put(piece);
        }
    }
    return encoded;
}

std::string base64_lines(std::string_view bytes)
{
    constexpr std::size_t bytes_per_line = longest_line / 4 * 3;
    std::string lines;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes_per_line, bytes.size()))) {
        lines += base64(bytes.substr(0, bytes_per_line));
        lines += "\r\n";
    }
    return lines;
}

}  // namespace loggia::mail
