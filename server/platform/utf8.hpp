// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace loggia {

// The length in bytes of the well-formed UTF-8 sequence (RFC 3629) at the front of `text`, which is not empty; 0 when it
// is none.
std::size_t utf8_sequence(std::string_view text);

// Whether all of it is well-formed UTF-8 (RFC 3629). PostgreSQL stores nothing else.
bool is_utf8(std::string_view text);

// Text from outside made fit to be stored: what is not UTF-8, and control characters, become "?"; at most `bytes`,
// without cutting a character in two.
std::string storable(std::string_view text, std::size_t bytes);

// The longest front of well-formed `text` of at most `bytes` that ends between two characters.
std::string_view front_of(std::string_view text, std::size_t bytes);

}  // namespace loggia
