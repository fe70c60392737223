// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/cbor.hpp"
#include "platform/auth/webauthn.hpp"

// Public keys of passkeys; part of webauthn.hpp.
namespace loggia::auth::webauthn {

struct PublicKey {
    Algorithm algorithm = Algorithm::es256;
    std::string bytes;
};

// A COSE_Key (RFC 9052, section 7) of one of the three algorithms. Throws Refused, also for a point that is not on its curve.
PublicKey key_of(cbor::Item const& cose);
PublicKey parse_key(std::string_view base64url); // the same, as it is kept

// Whether `signature` was made with this key over the authenticator data and the SHA-256 of the client data
// (Level 2, section 6.3.3). `party_id`'s hash and the flags for presence and verification are checked by libfido2 as well.
bool is_signed(PublicKey const& key, std::string const& party_id, std::string_view authenticator_data, std::string_view client_data,
               std::string_view signature);

} // namespace loggia::auth::webauthn
