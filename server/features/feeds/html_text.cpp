// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/html_text.hpp"

#include <charconv>

#include "features/feeds/html_entities.hpp"
#include "features/feeds/kyero_values.hpp"

namespace loggia::feeds {

namespace {

enum class Tag { unknown, inline_text, line_break, paragraph, list_item, cell, hidden };

Tag tag_of(std::string_view name)
{
    struct Known {
        std::string_view name;
        Tag tag;
    };
    static constexpr auto known = std::to_array<Known>({
        {"a", Tag::inline_text},      {"abbr", Tag::inline_text},    {"article", Tag::paragraph}, {"b", Tag::inline_text},
        {"big", Tag::inline_text},    {"blockquote", Tag::paragraph}, {"body", Tag::paragraph},   {"br", Tag::line_break},
        {"center", Tag::paragraph},   {"dd", Tag::line_break},       {"div", Tag::paragraph},     {"dl", Tag::paragraph},
        {"dt", Tag::line_break},      {"em", Tag::inline_text},      {"figure", Tag::paragraph},  {"font", Tag::inline_text},
        {"h1", Tag::paragraph},       {"h2", Tag::paragraph},        {"h3", Tag::paragraph},      {"h4", Tag::paragraph},
        {"h5", Tag::paragraph},       {"h6", Tag::paragraph},        {"hr", Tag::paragraph},      {"html", Tag::paragraph},
        {"i", Tag::inline_text},      {"iframe", Tag::inline_text},  {"img", Tag::inline_text},   {"li", Tag::list_item},
        {"o:p", Tag::inline_text},    {"ol", Tag::paragraph},        {"p", Tag::paragraph},       {"pre", Tag::paragraph},
        {"s", Tag::inline_text},      {"script", Tag::hidden},       {"section", Tag::paragraph}, {"small", Tag::inline_text},
        {"span", Tag::inline_text},   {"strong", Tag::inline_text},  {"style", Tag::hidden},      {"sub", Tag::inline_text},
        {"sup", Tag::inline_text},    {"table", Tag::paragraph},     {"tbody", Tag::inline_text}, {"td", Tag::cell},
        {"th", Tag::cell},            {"thead", Tag::inline_text},   {"title", Tag::paragraph},   {"tr", Tag::line_break},
        {"u", Tag::inline_text},      {"ul", Tag::paragraph},
    });
    auto const found = std::ranges::find(known, name, &Known::name);
    return found == known.end() ? Tag::unknown : found->tag;
}

// A tag at the start of `text`, which begins with "<". `length` is 0 when it is no tag of HTML but a plain "<".
struct FoundTag {
    Tag tag = Tag::unknown;
    std::string name;
    bool closes = false;
    std::size_t length = 0;
};

FoundTag tag_at(std::string_view text)
{
    FoundTag found;
    if (text.starts_with("<!--")) {
        auto const end = text.find("-->");
        found.tag = Tag::inline_text;
        found.length = end == std::string_view::npos ? text.size() : end + 3;
        return found;
    }
    std::size_t at = 1;
    if (at < text.size() && text[at] == '/') {
        found.closes = true;
        ++at;
    }
    auto const name_end = std::min(text.find_first_of(" \t\r\n/><", at), text.size());
    if (name_end - at > 10) return found;
    found.name = lower_ascii(text.substr(at, name_end - at));
    found.tag = tag_of(found.name);
    auto const end = text.find_first_of("<>", name_end);
    if (found.tag != Tag::unknown && end != std::string_view::npos && text[end] == '>') found.length = end + 1;
    return found;
}

// Only markup that breaks lines takes the meaning away from the line feeds of the source.
bool has_breaking_markup(std::string_view html)
{
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
        auto const found = tag_at(html.substr(at));
        if (found.length > 0 && found.tag != Tag::inline_text && found.tag != Tag::hidden) return true;
        at += std::max<std::size_t>(found.length, 1);
    }
    return false;
}

std::string without_markup(std::string_view html)
{
    auto const breaking = has_breaking_markup(html);
    std::string text;
    text.reserve(html.size());
    for (std::size_t at = 0; at < html.size();) {
        auto const c = html[at];
        auto const found = c == '<' ? tag_at(html.substr(at)) : FoundTag{};
        if (found.length == 0) {
            text += breaking && (c == '\n' || c == '\r') ? ' ' : c;
            ++at;
            continue;
        }
        at += found.length;
        switch (found.tag) {
        case Tag::line_break: if (!found.closes || found.name != "br") text += '\n'; break;
        case Tag::paragraph: text += "\n\n"; break;
        case Tag::list_item: if (!found.closes) text += "\n• "; break;
        case Tag::cell: text += ' '; break;
        case Tag::hidden:
            if (!found.closes) at = std::min(html.find("</" + found.name, at), html.size());
            break;
        case Tag::inline_text:
        case Tag::unknown: break;
        }
    }
    return text;
}

// Takes one character from `text` at `at`; `text` is valid UTF-8.
char32_t next_character(std::string_view text, std::size_t& at)
{
    auto const lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    int const more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t character = lead & (0x3Fu >> more);
    for (int i = 0; i < more && at < text.size(); ++i)
        character = (character << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
    return character;
}

bool is_space(char32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

// Joiners stay: scripts and emoji need them. Marks of direction go: they can make a text read as another.
bool is_invisible(char32_t c)
{
    return c < 0x20 || c == 0x7F || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c & 0xFFFE) == 0xFFFE;
}

// One space between words, no space at the ends of lines, at most one empty line, nothing invisible.
std::string tidy(std::string_view text)
{
    std::string tidied;
    tidied.reserve(text.size());
    bool space = false;
    int lines = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto character = next_character(text, at);
        if (character >= 0x80 && character < 0xA0) character = windows_1252_character(static_cast<unsigned char>(character));
        if (character == '\r') {
            if (at < text.size() && text[at] == '\n') continue;
            character = '\n';
        }
        if (character == 0x0B || character == 0x2028) character = '\n';
        if (character == 0x2029) lines += 1, character = '\n';
        if (character == '\n') {
            ++lines;
        } else if (is_space(character)) {
            space = true;
        } else if (!is_invisible(character)) {
            if (!tidied.empty() && lines > 0) tidied.append(lines > 1 ? "\n\n" : "\n");
            else if (!tidied.empty() && space) tidied += ' ';
            space = false;
            lines = 0;
            append_utf8(tidied, character);
        }
    }
    return tidied;
}

}  // namespace

char32_t windows_1252_character(unsigned char byte)
{
    static constexpr std::array<char16_t, 32> upper{
        0x20AC, 0x20,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x20,   0x17D, 0x20,
        0x20,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x20, 0x17E, 0x178};
    return byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80u] : byte;
}

void append_utf8(std::string& to, char32_t c)
{
    auto const add = [&](char32_t byte) { to += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0 | c >> 6);
        add(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        add(0xE0 | c >> 12);
        add(0x80 | (c >> 6 & 0x3F));
        add(0x80 | (c & 0x3F));
    } else {
        add(0xF0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3F));
        add(0x80 | (c >> 6 & 0x3F));
        add(0x80 | (c & 0x3F));
    }
}

static std::optional<char32_t> numbered_character(std::string_view digits)
{
    int base = 10;
    if (digits.starts_with('x') || digits.starts_with('X')) {
        base = 16;
        digits.remove_prefix(1);
    }
    std::uint32_t code = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
    if (digits.empty() || end != digits.data() + digits.size() || error == std::errc::invalid_argument) return std::nullopt;
    if (error != std::errc{} || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) || code == 0) return U' ';
    if (code >= 0x80 && code < 0xA0) return windows_1252_character(static_cast<unsigned char>(code));
    return code;
}

std::optional<char32_t> entity_character(std::string_view name)
{
    if (name.starts_with('#')) return numbered_character(name.substr(1));
    auto const latin = std::ranges::find(latin_1_names, name);
    if (latin != latin_1_names.end()) return static_cast<char32_t>(0xA0 + (latin - latin_1_names.begin()));
    auto const other = std::ranges::lower_bound(other_named_characters, name, {}, &NamedCharacter::name);
    if (other != other_named_characters.end() && other->name == name) return other->character;
    return std::nullopt;
}

std::string decode_entities(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const ampersand = std::min(text.find('&', at), text.size());
        decoded.append(text.substr(at, ampersand - at));
        at = ampersand;
        if (at == text.size()) break;
        auto const window = text.substr(at + 1, 32);
        auto const end = window.find(';');
        auto const character = end == std::string_view::npos ? std::nullopt : entity_character(window.substr(0, end));
        if (character) append_utf8(decoded, *character);
        else decoded += '&';
        at += character ? end + 2 : 1;
    }
    return decoded;
}

std::string html_to_text(std::string_view html)
{
    // Markup first: "&lt;" that is text must not become a tag. Unless the whole text was escaped once too often.
    auto text = decode_entities(without_markup(html));
    if (!has_breaking_markup(html) && has_breaking_markup(text)) text = decode_entities(without_markup(text));
    return tidy(text);
}

std::string html_to_line(std::string_view html)
{
    auto text = html_to_text(html);
    std::string line;
    line.reserve(text.size());
    for (auto const c : text) {
        if (c != '\n') line += c;
        else if (!line.ends_with(' ')) line += ' ';
    }
    for (std::string_view const joiner : {"\u200C", "\u200D"})
        for (auto at = line.find(joiner); at != std::string::npos; at = line.find(joiner, at)) line.erase(at, joiner.size());
    return line;
}

std::string clip_utf8(std::string text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    text.resize(bytes);
    while (text.ends_with(' ') || text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace loggia::feeds
