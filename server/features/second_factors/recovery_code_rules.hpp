// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/id.hpp"

// Recovery codes: ten at a time, each good for one sign-in when the authenticator app is lost.
namespace loggia::second_factors {

inline constexpr int recovery_codes_at_once = 10;

// Two groups of five of Crockford's base 32 ("7K3PX-M09QA"): 50 random bits.
std::string new_recovery_code();

// As people type it: case, blanks and dashes do not count, and O, I, L are read as 0, 1, 1. Empty when it cannot be one.
std::string normalized_recovery_code(std::string_view typed);

// What is kept. Bound to its user, so that one table of hashes does not open many.
std::string hash_recovery_code(UserId user, std::string_view normalized);

} // namespace loggia::second_factors
