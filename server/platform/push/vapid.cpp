// SPDX-License-Identifier: Apache-2.0
#include "platform/push/vapid.hpp"

#include <openssl/ecdsa.h>
#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "platform/auth/base64url.hpp"
#include "platform/json/writer.hpp"

namespace loggia::push {

namespace {

constexpr std::chrono::hours token_lifetime{12};

struct Claims {
    std::string aud;
    std::int64_t exp = 0; // seconds
    std::string sub;
};
BOOST_DESCRIBE_STRUCT(Claims, (), (aud, exp, sub))

unsigned char const* bytes(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

// OpenSSL signs in DER; JWS wants the two numbers one after the other (RFC 7518, section 3.4).
std::string as_two_numbers(std::string const& der)
{
    auto const* at = bytes(der);
    std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())),
                                                                          &ECDSA_SIG_free);
    std::string numbers(64, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(numbers.data());
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, 32) != 32 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + 32, 32) != 32)
        throw std::runtime_error("OpenSSL made no signature");
    return numbers;
}

std::string sign(KeyPair const& keys, std::string_view text)
{
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, keys.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes(text), text.size()) != 1)
        throw std::runtime_error("OpenSSL cannot sign");
    std::string der(size, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(der.data()), &size, bytes(text), text.size()) != 1)
        throw std::runtime_error("OpenSSL cannot sign");
    der.resize(size);
    return as_two_numbers(der);
}

} // namespace

std::string origin_of(std::string_view endpoint)
{
    auto const host = endpoint.find("://");
    if (host == std::string_view::npos) return {};
    return std::string(endpoint.substr(0, endpoint.find_first_of("/?#", host + 3)));
}

std::string authorization(KeyPair const& keys, std::string_view endpoint, std::string_view subject, Timestamp now)
{
    auto const expires = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds((now + token_lifetime).milliseconds));
    Claims const claims{origin_of(endpoint), expires.count(), std::string(subject)};
    auto const signed_part = auth::encode_base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + auth::encode_base64url(json::to_text(claims));
    return "vapid t=" + signed_part + "." + auth::encode_base64url(sign(keys, signed_part)) +
           ", k=" + auth::encode_base64url(keys.public_key());
}

} // namespace loggia::push
