// SPDX-License-Identifier: Apache-2.0
#include "test/push_double.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "platform/auth/base64url.hpp"

namespace loggia::test {

static std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

PushDouble::PushDouble(unsigned status) : status_(status), server_([this](fetch::Connection& connection) { serve(connection); }) {}

void PushDouble::serve(fetch::Connection& connection)
{
    PushRequest request;
    auto const first = connection.read_line();
    auto const start = first.find(' ') + 1;
    request.path = first.substr(start, first.find(' ', start) - start);
    for (auto line = connection.read_line(); line.size() > 2; line = connection.read_line()) {
        auto const colon = line.find(": ");
        request.headers[lowered(line.substr(0, colon))] = line.substr(colon + 2, line.size() - colon - 4);
    }
    auto const length = request.headers.contains("content-length") ? std::stoul(request.headers.at("content-length")) : 0UL;
    request.body = connection.read(length);
    unsigned status = 0;
    {
        std::lock_guard const lock(mutex_);
        status = status_;
        requests_.push_back(std::move(request));
        ++count_;
    }
    connection.write("HTTP/1.1 " + std::to_string(status) + " Whatever\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

std::string PushDouble::address(std::string const& path) const
{
    return "http://" + server_.host() + path;
}

void PushDouble::answer_with(unsigned status)
{
    std::lock_guard const lock(mutex_);
    status_ = status;
}

std::size_t PushDouble::count() const
{
    std::lock_guard const lock(mutex_);
    return count_;
}

PushRequest PushDouble::take()
{
    std::lock_guard const lock(mutex_);
    if (requests_.empty()) throw std::runtime_error("nothing was pushed");
    auto request = std::move(requests_.front());
    requests_.pop_front();
    return request;
}

push::Subscription PushBrowser::subscription(std::string const& endpoint) const
{
    return {endpoint, {keys_.public_key(), auth_secret_}};
}

std::string PushBrowser::body(std::string const& endpoint) const
{
    return R"({"endpoint": ")" + endpoint + R"(", "p256dh": ")" + auth::encode_base64url(keys_.public_key()) + R"(", "auth": ")" +
           auth::encode_base64url(auth_secret_) + "\"}";
}

std::string PushBrowser::read(std::string const& message) const
{
    auto text = push::decrypt(message, keys_, auth_secret_);
    if (!text) throw std::runtime_error("this message is not for this browser");
    return *std::move(text);
}

static bool is_signed_by(std::string const& point, std::string const& text, std::string const& numbers)
{
    // The two numbers of a JWS as OpenSSL wants them.
    std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> const signature(ECDSA_SIG_new(), &ECDSA_SIG_free);
    auto const* const raw = reinterpret_cast<unsigned char const*>(numbers.data());
    if (numbers.size() != 64 || ECDSA_SIG_set0(signature.get(), BN_bin2bn(raw, 32, nullptr), BN_bin2bn(raw + 32, 32, nullptr)) != 1)
        return false;
    unsigned char* der = nullptr;
    auto const size = i2d_ECDSA_SIG(signature.get(), &der);
    std::string const encoded(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);

    std::string group = "prime256v1";
    std::string key_bytes = point;
    OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
                           OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, key_bytes.data(), key_bytes.size()),
                           OSSL_PARAM_construct_end()};
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> const maker(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr),
                                                                            &EVP_PKEY_CTX_free);
    EVP_PKEY* made = nullptr;
    if (EVP_PKEY_fromdata_init(maker.get()) != 1 || EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, params) != 1) return false;
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const key(made, &EVP_PKEY_free);
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<unsigned char const*>(encoded.data()), encoded.size(),
                            reinterpret_cast<unsigned char const*>(text.data()), text.size()) == 1;
}

VapidProof read_vapid(std::string const& authorization)
{
    auto const token_at = authorization.find("t=") + 2;
    auto const comma = authorization.find(", k=");
    if (!authorization.starts_with("vapid t=") || comma == std::string::npos) throw std::runtime_error("no VAPID: " + authorization);
    auto const token = authorization.substr(token_at, comma - token_at);
    auto const first = token.find('.');
    auto const second = token.find('.', first + 1);
    VapidProof proof;
    proof.header = auth::decode_base64url(token.substr(0, first)).value();
    proof.claims = auth::decode_base64url(token.substr(first + 1, second - first - 1)).value();
    proof.public_key = auth::decode_base64url(authorization.substr(comma + 4)).value();
    proof.is_signed = is_signed_by(proof.public_key, token.substr(0, second), auth::decode_base64url(token.substr(second + 1)).value());
    return proof;
}

} // namespace loggia::test
