// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Secrets that travel once and are stored only as their hash: session tokens, links in mails, codes.
namespace loggia::auth {

std::string new_token();                        // 32 random bytes as base64url without padding: 43 characters
std::string hash_token(std::string_view text);  // SHA-256 as 64 lower-case hexadecimal digits: what the database keeps
std::string random_code(int digits);            // decimal, leading zeros included; 1 to 12 digits

// Compares without telling by its duration where two texts differ. The lengths are no secret.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace loggia::auth
