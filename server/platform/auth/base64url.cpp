// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/base64url.hpp"

#include <sodium.h>

namespace loggia::auth {

constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string encode_base64url(std::string_view bytes)
{
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), variant);
    text.pop_back(); // the terminating NUL that libsodium counts
    return text;
}

std::optional<std::string> decode_base64url(std::string_view text)
{
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    auto* const into = reinterpret_cast<unsigned char*>(bytes.data());
    if (sodium_base642bin(into, bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, variant) != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

} // namespace loggia::auth
