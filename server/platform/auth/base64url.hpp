// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace loggia::auth {

// RFC 4648, section 5, without padding: how WebAuthn and tokens write bytes.
std::string encode_base64url(std::string_view bytes);
// Nothing for padding, a character of another alphabet, or bits beyond the last byte.
std::optional<std::string> decode_base64url(std::string_view text);

} // namespace loggia::auth
