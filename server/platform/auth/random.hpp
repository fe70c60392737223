// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

// Random numbers fit for secrets, from the operating system through libsodium. Safe from any thread.
namespace loggia::auth {

void fill_random(std::span<unsigned char> bytes);
std::uint32_t random_below(std::uint32_t bound);  // evenly spread over 0 … bound - 1
std::uint32_t random_bits();                      // all 32 bits

}  // namespace loggia::auth
