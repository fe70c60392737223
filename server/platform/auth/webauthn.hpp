// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Passkeys: registration and sign-in by Web Authentication (W3C, Level 2), the relying party's side. Attestation is not asked
// for ("none") and what comes of it is not looked at: who made an authenticator decides nothing here. Signatures are verified
// by libfido2. Everything a browser sends is taken for hostile: sizes, depth and counts are bounded.
namespace loggia::auth::webauthn {

// COSE (RFC 9053, RFC 8812). RSA keys have 2048 bits with a public exponent of three bytes, as authenticators make them.
enum class Algorithm { es256 = -7, eddsa = -8, rs256 = -257 };

// Whose passkeys these are. Browsers bind a passkey to `id` and send `origin` along.
struct RelyingParty {
    std::string id;     // host name without port: "portal.agency.example"
    std::string origin; // "https://portal.agency.example", with the port where it is not the usual one
};

// Of the address people use. Nothing where browsers allow no passkeys: an IP address as host, or http other than localhost.
std::optional<RelyingParty> relying_party(std::string_view public_url);

// What is kept of a passkey.
struct Credential {
    std::string id;              // as the authenticator named it, 1 to 1023 bytes
    std::string public_key;      // base64url of the COSE_Key (RFC 9052) as it came
    std::int64_t sign_count = 0; // 0: this authenticator does not count
};

// A credential was refused; `what()` says which check it failed, for the log and the tests, never for the caller.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline constexpr std::size_t largest_credential = 16 * 1024; // bytes of JSON

// `credential`: PublicKeyCredential.toJSON() of the browser (Level 3, section 5.1: RegistrationResponseJSON). `challenge`:
// the text in the options, base64url. User presence and verification are required. Throws Refused.
Credential verify_registration(RelyingParty const& party, std::string_view challenge, std::string_view credential);

// Of a sign-in (AuthenticationResponseJSON): which passkey it says it is, and whose. Nothing of it is proven yet. Throws Refused.
struct Claim {
    std::string id;          // bytes
    std::string user_handle; // bytes; empty when the authenticator named none
};
Claim claim_of(std::string_view credential);

// Verifies the signature with the key that is kept under the claimed id. Gives the new sign count, to be stored: one that did
// not rise although the authenticator counts is refused, for then two copies of the key are in use. Throws Refused.
std::int64_t verify_assertion(RelyingParty const& party, std::string_view challenge, std::string_view credential, Credential const& known);

// What the browser is given: PublicKeyCredentialCreationOptionsJSON and PublicKeyCredentialRequestOptionsJSON (Level 3,
// sections 5.1.8 and 5.1.9).
struct PartyEntity {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PartyEntity, (), (id, name))

struct UserEntity {
    std::string id; // base64url of the user handle
    std::string name;
    std::string displayName;
};
BOOST_DESCRIBE_STRUCT(UserEntity, (), (id, name, displayName))

struct KeyParameter {
    std::string type = "public-key";
    std::int64_t alg = 0;
};
BOOST_DESCRIBE_STRUCT(KeyParameter, (), (type, alg))

struct KnownCredential {
    std::string type = "public-key";
    std::string id; // base64url
};
BOOST_DESCRIBE_STRUCT(KnownCredential, (), (type, id))

struct AuthenticatorSelection {
    std::string residentKey = "required";
    bool requireResidentKey = true;
    std::string userVerification = "required";
};
BOOST_DESCRIBE_STRUCT(AuthenticatorSelection, (), (residentKey, requireResidentKey, userVerification))

struct CreationOptions {
    PartyEntity rp;
    UserEntity user;
    std::string challenge;
    std::vector<KeyParameter> pubKeyCredParams;
    std::int64_t timeout = 0; // milliseconds
    std::vector<KnownCredential> excludeCredentials;
    AuthenticatorSelection authenticatorSelection;
    std::string attestation = "none";
};
BOOST_DESCRIBE_STRUCT(CreationOptions, (),
                      (rp, user, challenge, pubKeyCredParams, timeout, excludeCredentials, authenticatorSelection, attestation))

struct RequestOptions {
    std::string challenge;
    std::int64_t timeout = 0; // milliseconds
    std::string rpId;
    std::vector<KnownCredential> allowCredentials; // empty: whichever the person has (discoverable)
    std::string userVerification = "required";
};
BOOST_DESCRIBE_STRUCT(RequestOptions, (), (challenge, timeout, rpId, allowCredentials, userVerification))

// `known`: ids (bytes) of passkeys that exist already and are not made twice on one authenticator.
CreationOptions creation_options(RelyingParty const& party, std::string name, UserEntity user, std::string challenge,
                                 std::vector<std::string> const& known);
RequestOptions request_options(RelyingParty const& party, std::string challenge);

} // namespace loggia::auth::webauthn
