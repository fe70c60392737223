// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

// Secrets that must be read back, such as the keys of authenticator apps: a hash would not do. They lie in the database
// sealed (XChaCha20-Poly1305 of libsodium) under a key that is not in it, so that a stolen database or backup does not
// give them away.
namespace loggia::auth {

class Sealer {
public:
    static constexpr std::size_t key_size = 32;

    explicit Sealer(std::string key); // key_size bytes, else std::invalid_argument

    // `owner` says whose secret it is ("totp 0H… 0J…"). A sealed value moved to another owner's row does not open there.
    std::string seal(std::string_view secret, std::string_view owner) const;
    // Nothing when it was sealed with another key, for another owner, or changed.
    std::optional<std::string> open(std::string_view sealed, std::string_view owner) const;

private:
    std::string key_;
};

// The bytes of a key written as base64 (44 characters, either alphabet); nothing when it is none of key_size bytes.
std::optional<std::string> parse_secret_key(std::string_view base64);

// The key in `file`, made there with mode 0600 when it is missing; two processes that start at once agree on one.
// std::runtime_error naming the file when it cannot be read or written, or holds something else.
std::string secret_key_in(std::filesystem::path const& file);

} // namespace loggia::auth
