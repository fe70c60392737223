// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/hashing_gate.hpp"

// Passwords are hashed by Argon2id (RFC 9106) through libsodium. At the default cost one hash takes 64 MiB and up to half
// a second: call these on the pool for slow work, never where requests are read. With a gate (PasswordCost) they wait there
// for their turn, and throw its Problem(unavailable, "busy").
// A password is brought to Unicode NFKC first, so that it is the same from every keyboard.
namespace loggia::auth {

struct PasswordCost {
    unsigned long long operations = 3;            // passes over the memory, at least 1
    std::size_t memory_bytes = 64 * 1024 * 1024;  // at least 8192
    HashingGate* gate = nullptr;                  // of the running server; none on the command line
};

enum class PasswordVerdict {
    wrong,
    right,
    right_but_outdated,  // made at another cost: hash the password again and store that
};

enum class PasswordFault { too_short, too_long, no_upper, no_lower, no_digit, no_special, common };

constexpr std::size_t shortest_password = 8;   // characters (code points)
constexpr std::size_t longest_password = 256;  // bytes of UTF-8

// The text to store, at most 127 ASCII characters. Problem(unavailable, "memory_short") when there is no memory for it.
std::string hash_password(std::string_view password, PasswordCost const& cost = {}, Turn turn = Turn::proven);
PasswordVerdict verify_password(std::string_view hash, std::string_view password, PasswordCost const& cost = {},
                                Turn turn = Turn::stranger);

// Costs what verify_password costs: for an account that does not exist, so that time does not tell.
void verify_nothing(std::string_view password, PasswordCost const& cost = {}, Turn turn = Turn::stranger);

// What the policy misses in a new password, in the order of the enum; empty means it is good.
std::vector<PasswordFault> password_faults(std::string_view password);
std::string_view to_string(PasswordFault fault);  // "too_short" …: the code in answers and the end of the message key

// 14 characters that satisfy the policy, without those that look alike in print (0 O 1 l I …).
std::string generate_temporary_password();

}  // namespace loggia::auth
