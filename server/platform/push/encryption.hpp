// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

typedef struct evp_pkey_st EVP_PKEY;

// Messages that only the browser that asked for them can read: RFC 8291 (keys) over RFC 8188 (aes128gcm). Bytes are held in strings.
namespace loggia::push {

inline constexpr std::size_t public_key_size = 65; // of an uncompressed point on P-256
inline constexpr std::size_t private_key_size = 32;
inline constexpr std::size_t auth_secret_size = 16;
inline constexpr std::size_t salt_size = 16;
inline constexpr std::size_t largest_plaintext = 3993; // so that a body has at most 4096 bytes, which every push service takes

// A key pair on P-256.
class KeyPair {
public:
    static KeyPair generate();
    // From its private key and its public one; nothing when they are no such pair.
    static std::optional<KeyPair> from_bytes(std::string_view private_key, std::string_view public_key);

    std::string public_key() const;  // the uncompressed point
    std::string private_key() const; // 32 bytes, big-endian
    EVP_PKEY* get() const { return key_.get(); }

private:
    struct Free {
        void operator()(EVP_PKEY* key) const;
    };
    explicit KeyPair(EVP_PKEY* key) : key_(key) {}
    std::unique_ptr<EVP_PKEY, Free> key_;
};

bool is_public_key(std::string_view bytes); // an uncompressed point that lies on P-256

// The keys a browser gives with its subscription.
struct BrowserKeys {
    std::string public_key;  // p256dh
    std::string auth_secret; // auth
};

// The body of a push message: one record, whose header names salt and sender's key. std::invalid_argument for keys that are none or
// a text that is too long. `sender` and `salt` are made anew for each message; tests give those of RFC 8291, appendix A.
std::string encrypt(std::string_view plaintext, BrowserKeys const& browser, KeyPair const& sender, std::string_view salt);
std::string encrypt(std::string_view plaintext, BrowserKeys const& browser);

// What a browser does with such a body; nothing when it is not for these keys, or was changed.
std::optional<std::string> decrypt(std::string_view body, KeyPair const& browser, std::string_view auth_secret);

} // namespace loggia::push
