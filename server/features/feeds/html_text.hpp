// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Plain text out of what agencies write into descriptions: HTML entities, simple HTML, text pasted from a word processor.
namespace loggia::feeds {

// The character of an entity named without "&" and ";" ("aacute", "#233", "#xE9"), by HTML 4.01 and XML; nothing if unknown.
// Numbers from 128 to 159 mean Windows-1252, as browsers read them; numbers of no allowed character give a space.
std::optional<char32_t> entity_character(std::string_view name);

// What the byte 0x80 to 0x9F means in Windows-1252; a space where it means nothing.
char32_t windows_1252_character(unsigned char byte);

void append_utf8(std::string& to, char32_t character);

// Decodes every known "&…;" once. Unknown ones stay as they are.
std::string decode_entities(std::string_view text);

// Markup becomes paragraphs, line breaks and bullets; entities become characters; zero-width and control characters go.
std::string html_to_text(std::string_view html);

// The same on one line, for names and references.
std::string html_to_line(std::string_view html);

// At most `bytes` long, cut between characters and without a trailing space.
std::string clip_utf8(std::string text, std::size_t bytes);

}  // namespace loggia::feeds
