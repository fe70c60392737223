// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/random.hpp"

#include <sodium.h>

#include <stdexcept>

namespace loggia::auth {
namespace {

// libsodium asks to be initialised once before anything else; C++ guards the first call against other threads.
void require_sodium()
{
    static int const state = sodium_init();
    if (state < 0) throw std::runtime_error("libsodium could not be initialised");
}

}  // namespace

void fill_random(std::span<unsigned char> bytes)
{
    require_sodium();
    randombytes_buf(bytes.data(), bytes.size());
}

std::uint32_t random_below(std::uint32_t bound)
{
    require_sodium();
    return randombytes_uniform(bound);
}

std::uint32_t random_bits()
{
    require_sodium();
    return randombytes_random();
}

}  // namespace loggia::auth
