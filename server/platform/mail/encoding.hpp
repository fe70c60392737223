// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace loggia::mail {

// RFC 2047: text for a header; as it is when it is plain ASCII, else encoded words of at most 75 characters, folded.
// `column`: how many characters stand before it on the line.
std::string encode_header_text(std::string_view text, std::size_t column);

// A display name: quoted where RFC 5322 asks for it, encoded where it is not ASCII.
std::string encode_phrase(std::string_view text, std::size_t column);

// RFC 2231: `filename*=utf-8''…` beside a plain `filename="…"` for old programs, each on a line of its own.
std::string encode_file_name(std::string_view name);

std::string quoted_printable(std::string_view text);  // any line ends in, CRLF out, lines of at most 76 characters
std::string base64_lines(std::string_view bytes);     // lines of 76 characters, each ended by CRLF

}  // namespace loggia::mail
