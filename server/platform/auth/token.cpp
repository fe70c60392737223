// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/token.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

#include "platform/auth/base64url.hpp"
#include "platform/auth/random.hpp"

namespace loggia::auth {

std::string new_token()
{
    std::array<unsigned char, 32> bytes{};
    fill_random(bytes);
    return encode_base64url({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

std::string hash_token(std::string_view text)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
    std::string hex(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

std::string random_code(int digits)
{
    if (digits < 1 || digits > 12) throw std::invalid_argument("a code has 1 to 12 digits");
    std::string code;
    for (int i = 0; i < digits; ++i) code += static_cast<char>('0' + random_below(10));
    return code;
}

bool equal_in_constant_time(std::string_view left, std::string_view right)
{
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace loggia::auth
