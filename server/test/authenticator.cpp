// SPDX-License-Identifier: Apache-2.0
#include "test/authenticator.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "platform/auth/base64url.hpp"
#include "platform/auth/random.hpp"

namespace loggia::test {

namespace {

using auth::encode_base64url;
using auth::webauthn::Algorithm;

std::string sha256(std::string_view text)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<unsigned char const*>(text.data()), text.size(), hash.data());
    return {reinterpret_cast<char const*>(hash.data()), hash.size()};
}

EVP_PKEY* new_key(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::es256:
        return EVP_EC_gen("P-256");
    case Algorithm::eddsa:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    case Algorithm::rs256:
        return EVP_RSA_gen(2048);
    }
    return nullptr;
}

// A number of the key as big-endian bytes of this length.
std::string number_of(EVP_PKEY* key, char const* name, int size)
{
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) throw std::runtime_error(name);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), size);
    BN_free(number);
    return bytes;
}

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    auth::fill_random({reinterpret_cast<unsigned char*>(bytes.data()), count});
    return bytes;
}

std::string big_endian(std::uint64_t value, int size)
{
    std::string bytes;
    for (int i = size - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
    return bytes;
}

} // namespace

std::string cbor_head(unsigned major, std::uint64_t value)
{
    auto const first = [&](unsigned low) { return std::string(1, static_cast<char>(major << 5 | low)); };
    if (value < 24) return first(static_cast<unsigned>(value));
    if (value < 256) return first(24) + big_endian(value, 1);
    if (value < 65536) return first(25) + big_endian(value, 2);
    return first(26) + big_endian(value, 4);
}

std::string cbor_integer(std::int64_t value)
{
    return value < 0 ? cbor_head(1, static_cast<std::uint64_t>(-1 - value)) : cbor_head(0, static_cast<std::uint64_t>(value));
}
std::string cbor_bytes(std::string_view bytes)
{
    return cbor_head(2, bytes.size()) + std::string(bytes);
}
std::string cbor_text(std::string_view text)
{
    return cbor_head(3, text.size()) + std::string(text);
}

Authenticator::Authenticator(Algorithm algorithm, std::string origin_)
    : origin(std::move(origin_)), algorithm_(algorithm), id_(random_bytes(32)), key_(new_key(algorithm))
{
    if (!key_) throw std::runtime_error("no key was made");
}

std::string Authenticator::client_data(std::string_view type, std::string_view challenge) const
{
    return R"({"type":")" + std::string(type) + R"(","challenge":")" + std::string(challenge) + R"(","origin":")" + origin + "\"" +
           extra_client_data + "}";
}

std::string Authenticator::authenticator_data(unsigned more_flags) const
{
    auto const all = flags | more_flags | (extensions.empty() ? 0U : 0x80U);
    return sha256(party_id) + static_cast<char>(all) + big_endian(counts ? sign_count : 0, 4);
}

std::string Authenticator::true_cose_key() const
{
    auto const pair = [](std::int64_t label, std::string const& value) { return cbor_integer(label) + value; };
    auto const algorithm = pair(3, cbor_integer(static_cast<int>(algorithm_)));
    switch (algorithm_) {
    case Algorithm::es256:
        return cbor_head(5, 5) + pair(1, cbor_integer(2)) + algorithm + pair(-1, cbor_integer(1)) +
               pair(-2, cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32))) +
               pair(-3, cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32)));
    case Algorithm::eddsa: {
        std::string raw(32, '\0');
        std::size_t size = raw.size();
        EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
        return cbor_head(5, 4) + pair(1, cbor_integer(1)) + algorithm + pair(-1, cbor_integer(6)) + pair(-2, cbor_bytes(raw));
    }
    case Algorithm::rs256:
        return cbor_head(5, 4) + pair(1, cbor_integer(3)) + algorithm +
               pair(-1, cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N, 256))) +
               pair(-2, cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E, 3)));
    }
    return {};
}

std::string Authenticator::sign(std::string_view bytes) const
{
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    auto const* digest = algorithm_ == Algorithm::eddsa ? nullptr : EVP_sha256();
    auto const* data = reinterpret_cast<unsigned char const*>(bytes.data());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, data, bytes.size()) != 1)
        throw std::runtime_error("cannot sign");
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data, bytes.size()) != 1)
        throw std::runtime_error("cannot sign");
    signature.resize(size);
    return signature;
}

std::string Authenticator::create(std::string_view challenge, std::string_view user_handle)
{
    user_handle_ = user_handle;
    auto const key = cose_key.empty() ? true_cose_key() : cose_key;
    auto const data = authenticator_data(0x40) + std::string(16, '\0') + big_endian(id_.size(), 2) + id_ + key + extensions + trailing;
    auto const attestation = cbor_head(5, 3) + cbor_text("fmt") + cbor_text(format) + cbor_text("attStmt") + cbor_head(5, 0) +
                             cbor_text("authData") + cbor_bytes(data);
    auto const id = encode_base64url(claimed_id.empty() ? id_ : claimed_id);
    return R"({"id":")" + id + R"(","rawId":")" + id +
           R"(","type":"public-key","authenticatorAttachment":"platform","clientExtensionResults":{"credProps":{"rk":true}},"response":{)" +
           R"("clientDataJSON":")" + encode_base64url(client_data(create_type, challenge)) + R"(","attestationObject":")" +
           encode_base64url(attestation) + R"(","transports":["internal"]}})";
}

std::string Authenticator::get(std::string_view challenge)
{
    if (counts) ++sign_count;
    auto const client = client_data(get_type, challenge);
    auto const data = authenticator_data(0) + extensions + trailing;
    auto const signature = sign(data + sha256(client));
    auto const id = encode_base64url(claimed_id.empty() ? id_ : claimed_id);
    return R"({"id":")" + id + R"(","rawId":")" + id +
           R"(","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":")" + encode_base64url(client) +
           R"(","authenticatorData":")" + encode_base64url(data) + R"(","signature":")" + encode_base64url(signature) +
           R"(","userHandle":")" + encode_base64url(user_handle_) + R"("}})";
}

} // namespace loggia::test
