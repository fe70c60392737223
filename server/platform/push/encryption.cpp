// SPDX-License-Identifier: Apache-2.0
#include "platform/push/encryption.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

#include <array>
#include <stdexcept>

#include "platform/auth/random.hpp"

namespace loggia::push {

namespace {

constexpr std::size_t tag_size = 16;
constexpr std::size_t key_size = 16;
constexpr std::size_t nonce_size = 12;
constexpr std::uint32_t record_size = 4096;
constexpr char last_record = 2; // the delimiter of RFC 8188 before the padding, of which there is none

unsigned char const* bytes(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

void require(bool held)
{
    if (!held) throw std::runtime_error("OpenSSL refused");
}

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* held) const
    {
        free(held);
    }
};
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<&EVP_PKEY_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<&EVP_CIPHER_CTX_free>>;
using Pkey = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using ParamBuild = std::unique_ptr<OSSL_PARAM_BLD, Freed<&OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<&OSSL_PARAM_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Freed<&BN_clear_free>>;

// Null when the bytes are no key on P-256. Without a private key it is the public one alone.
EVP_PKEY* key_of(std::string_view private_key, std::string_view public_key)
{
    ParamBuild const build(OSSL_PARAM_BLD_new());
    BigNumber const number(private_key.empty() ? nullptr : BN_bin2bn(bytes(private_key), static_cast<int>(private_key.size()), nullptr));
    require(build && OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
            OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, public_key.data(), public_key.size()) == 1);
    if (number) require(OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) == 1);
    Params const params(OSSL_PARAM_BLD_to_param(build.get()));
    PkeyContext const context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    require(params && context && EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY* key = nullptr;
    auto const selection = number ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (EVP_PKEY_fromdata(context.get(), &key, selection, params.get()) != 1) return nullptr;
    PkeyContext const check(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    bool const sound = check && (number ? EVP_PKEY_pairwise_check(check.get()) : EVP_PKEY_public_check(check.get())) == 1;
    if (sound) return key;
    EVP_PKEY_free(key);
    return nullptr;
}

EVP_PKEY* public_key_of(std::string_view point)
{
    if (point.size() != public_key_size || point.front() != 4) return nullptr;
    return key_of({}, point);
}

std::string shared_secret(EVP_PKEY* own, EVP_PKEY* other)
{
    PkeyContext const context(EVP_PKEY_CTX_new_from_pkey(nullptr, own, nullptr));
    require(context && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), other) == 1);
    std::string secret(32, '\0');
    auto size = secret.size();
    require(EVP_PKEY_derive(context.get(), bytes(secret), &size) == 1 && size == secret.size());
    return secret;
}

std::string hmac(std::string_view key, std::string_view text)
{
    std::string result(32, '\0');
    unsigned size = 0;
    require(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(), bytes(result), &size) != nullptr);
    return result;
}

// HKDF of RFC 5869 for at most 32 bytes.
std::string hkdf(std::string_view salt, std::string_view key, std::string_view info, std::size_t length)
{
    auto result = hmac(hmac(salt, key), std::string(info) + '\x01');
    result.resize(length);
    return result;
}

struct ContentKeys {
    std::string key;
    std::string nonce; // of the first record, which is the only one
};

// RFC 8291, section 3.4.
ContentKeys content_keys(std::string_view secret, std::string_view auth_secret, std::string_view browser, std::string_view sender,
                         std::string_view salt)
{
    using namespace std::string_literals;
    auto const input = hkdf(auth_secret, secret, "WebPush: info\0"s + std::string(browser) + std::string(sender), 32);
    return {hkdf(salt, input, "Content-Encoding: aes128gcm\0"s, key_size), hkdf(salt, input, "Content-Encoding: nonce\0"s, nonce_size)};
}

std::string seal(std::string_view text, ContentKeys const& keys)
{
    CipherContext const context(EVP_CIPHER_CTX_new());
    std::string box(text.size() + tag_size, '\0');
    int size = 0;
    int rest = 0;
    require(context && EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes(keys.key), bytes(keys.nonce)) == 1 &&
            EVP_EncryptUpdate(context.get(), bytes(box), &size, bytes(text), static_cast<int>(text.size())) == 1 &&
            EVP_EncryptFinal_ex(context.get(), bytes(box) + size, &rest) == 1 &&
            EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, box.data() + text.size()) == 1);
    return box;
}

std::optional<std::string> open(std::string_view box, ContentKeys const& keys)
{
    CipherContext const context(EVP_CIPHER_CTX_new());
    std::string text(box.size() - tag_size, '\0');
    std::string tag(box.substr(text.size()));
    int size = 0;
    int rest = 0;
    require(context && EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes(keys.key), bytes(keys.nonce)) == 1 &&
            EVP_DecryptUpdate(context.get(), bytes(text), &size, bytes(box), static_cast<int>(text.size())) == 1 &&
            EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1);
    if (EVP_DecryptFinal_ex(context.get(), bytes(text) + size, &rest) != 1) return std::nullopt;
    return text;
}

std::string big_endian(std::uint32_t number)
{
    return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8), static_cast<char>(number)};
}

} // namespace

void KeyPair::Free::operator()(EVP_PKEY* key) const
{
    EVP_PKEY_free(key);
}

KeyPair KeyPair::generate()
{
    auto* const key = EVP_EC_gen("P-256");
    require(key != nullptr);
    return KeyPair(key);
}

std::optional<KeyPair> KeyPair::from_bytes(std::string_view private_key, std::string_view public_key)
{
    if (private_key.size() != private_key_size || public_key.size() != public_key_size || public_key.front() != 4) return std::nullopt;
    auto* const key = key_of(private_key, public_key);
    if (!key) return std::nullopt;
    return KeyPair(key);
}

std::string KeyPair::public_key() const
{
    std::string point(public_key_size, '\0');
    std::size_t size = 0;
    require(EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes(point), point.size(), &size) == 1 &&
            size == point.size() && point.front() == 4);
    return point;
}

std::string KeyPair::private_key() const
{
    BIGNUM* number = nullptr;
    require(EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1);
    BigNumber const held(number);
    std::string result(private_key_size, '\0');
    require(BN_bn2binpad(number, bytes(result), private_key_size) == static_cast<int>(private_key_size));
    return result;
}

bool is_public_key(std::string_view point)
{
    Pkey const key(public_key_of(point));
    return key != nullptr;
}

std::string encrypt(std::string_view plaintext, BrowserKeys const& browser, KeyPair const& sender, std::string_view salt)
{
    Pkey const other(public_key_of(browser.public_key));
    if (!other || browser.auth_secret.size() != auth_secret_size || salt.size() != salt_size)
        throw std::invalid_argument("these are no keys of a push subscription");
    if (plaintext.size() > largest_plaintext) throw std::invalid_argument("a push message has at most 3993 bytes");
    auto const own = sender.public_key();
    auto const keys = content_keys(shared_secret(sender.get(), other.get()), browser.auth_secret, browser.public_key, own, salt);
    auto header = std::string(salt) + big_endian(record_size) + static_cast<char>(own.size()) + own;
    return header + seal(std::string(plaintext) + last_record, keys);
}

std::string encrypt(std::string_view plaintext, BrowserKeys const& browser)
{
    std::string salt(salt_size, '\0');
    auth::fill_random({bytes(salt), salt.size()});
    return encrypt(plaintext, browser, KeyPair::generate(), salt);
}

std::optional<std::string> decrypt(std::string_view body, KeyPair const& browser, std::string_view auth_secret)
{
    constexpr std::size_t header_size = salt_size + 4 + 1 + public_key_size;
    if (body.size() < header_size + 1 + tag_size || body[salt_size + 4] != static_cast<char>(public_key_size)) return std::nullopt;
    auto const salt = body.substr(0, salt_size);
    auto const sender = body.substr(salt_size + 5, public_key_size);
    Pkey const other(public_key_of(sender));
    if (!other) return std::nullopt;
    auto const keys = content_keys(shared_secret(browser.get(), other.get()), auth_secret, browser.public_key(), sender, salt);
    auto text = open(body.substr(header_size), keys);
    if (!text) return std::nullopt;
    while (!text->empty() && text->back() == '\0') text->pop_back(); // padding
    if (text->empty() || text->back() != last_record) return std::nullopt;
    text->pop_back();
    return text;
}

} // namespace loggia::push
