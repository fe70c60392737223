// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.hpp"

// Time-based one-time passwords (RFC 6238) as authenticator apps make them: HMAC-SHA-1, six digits, a new one every 30 seconds.
namespace loggia::auth::totp {

inline constexpr std::int64_t step_seconds = 30;

std::string new_key();                       // 20 random bytes, the length RFC 4226 (section 4) asks for
std::string to_base32(std::string_view key); // RFC 4648, upper case, without padding: what is typed by hand

std::int64_t step_of(Timestamp moment);                       // the number of the 30 seconds the moment lies in
std::string code_at(std::string_view key, std::int64_t step); // six digits

// The step whose code this is: the present one, or one before or after it for clocks that differ. Nothing when it is none
// of them, or of `last_step` or before: a code that was used once is used up (RFC 6238, section 5.2).
std::optional<std::int64_t> verify(std::string_view key, std::string_view code, Timestamp now, std::int64_t last_step);

// otpauth://totp/Issuer:account?secret=…&issuer=… : what an authenticator app reads from the QR picture.
std::string uri(std::string_view key, std::string_view issuer, std::string_view account);

} // namespace loggia::auth::totp
