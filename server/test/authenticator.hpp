// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/auth/webauthn.hpp"

namespace loggia::test {

// An authenticator and the browser around it, in software: makes keys with OpenSSL and answers the options of a relying party
// as the two would (Web Authentication Level 2, sections 5 and 6). What it says can be bent before it is signed.
class Authenticator {
public:
    explicit Authenticator(auth::webauthn::Algorithm algorithm = auth::webauthn::Algorithm::es256, std::string origin = "http://localhost");

    // toJSON() of a fresh credential and of a sign-in.
    std::string create(std::string_view challenge, std::string_view user_handle);
    std::string get(std::string_view challenge);

    std::string const& id() const { return id_; } // bytes

    // What is said, for tests that say something else.
    std::string origin;
    std::string party_id = "localhost";
    std::string create_type = "webauthn.create";
    std::string get_type = "webauthn.get";
    std::string extra_client_data; // ,"crossOrigin":true
    std::string format = "none";
    unsigned flags = 0x05;  // present and verified
    std::string extensions; // CBOR after the data
    std::string trailing;   // after everything
    std::string cose_key;   // instead of the true one
    std::string claimed_id; // instead of the true one, in the JSON
    bool counts = true;
    std::uint32_t sign_count = 0;

private:
    std::string client_data(std::string_view type, std::string_view challenge) const;
    std::string authenticator_data(unsigned more_flags) const;
    std::string true_cose_key() const;
    std::string sign(std::string_view bytes) const;

    struct Free {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    };
    auth::webauthn::Algorithm algorithm_;
    std::string id_;
    std::string user_handle_;
    std::unique_ptr<EVP_PKEY, Free> key_;
};

// CBOR (RFC 8949): the head of an item of this major type, and a few items.
std::string cbor_head(unsigned major, std::uint64_t value);
std::string cbor_integer(std::int64_t value);
std::string cbor_bytes(std::string_view bytes);
std::string cbor_text(std::string_view text);

} // namespace loggia::test
