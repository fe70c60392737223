// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/webauthn.hpp"

#include <boost/json.hpp>
#include <boost/url.hpp>
#include <openssl/sha.h>

#include <array>

#include "platform/auth/base64url.hpp"
#include "platform/auth/token.hpp"
#include "platform/auth/webauthn_key.hpp"

namespace loggia::auth::webauthn {

namespace {

constexpr std::size_t longest_id = 1023;
constexpr std::size_t longest_user_handle = 64;
constexpr std::size_t largest_key = 600; // bytes of CBOR; RSA of 2048 bits takes about 270
constexpr std::int64_t timeout_milliseconds = 300'000;
constexpr unsigned user_present = 0x01, user_verified = 0x04, attested_data = 0x40, extension_data = 0x80;

// One text of the browser's JSON. What is not asked for is not looked at: browsers add members with each version.
std::string text_at(boost::json::object const& object, char const* name)
{
    auto const* value = object.if_contains(name);
    if (!value || !value->is_string()) throw Refused(std::string("credential: no ") + name);
    return std::string(value->get_string());
}

std::string bytes_at(boost::json::object const& object, char const* name)
{
    auto bytes = decode_base64url(text_at(object, name));
    if (!bytes) throw Refused(std::string("credential: ") + name + " is no base64url");
    return *std::move(bytes);
}

struct Response {
    std::string id;
    boost::json::object fields;
};

Response read_response(std::string_view credential)
{
    if (credential.size() > largest_credential) throw Refused("credential: too large");
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 8;
    auto const value = boost::json::parse(credential, error, {}, options);
    if (error || !value.is_object()) throw Refused("credential: no JSON object");
    auto const& object = value.get_object();
    if (text_at(object, "type") != "public-key") throw Refused("credential: another type");
    auto id = bytes_at(object, "rawId");
    if (id.empty() || id.size() > longest_id || text_at(object, "id") != text_at(object, "rawId")) throw Refused("credential: its id");
    auto const* response = object.if_contains("response");
    if (!response || !response->is_object()) throw Refused("credential: no response");
    return {std::move(id), response->get_object()};
}

// Level 2, section 7.1 (steps 5–11) and 7.2 (steps 9–13).
void check_client_data(RelyingParty const& party, std::string_view challenge, std::string_view client_data, std::string_view type)
{
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 8;
    auto const value = boost::json::parse(client_data, error, {}, options);
    if (error || !value.is_object()) throw Refused("client data: no JSON object");
    auto const& data = value.get_object();
    if (text_at(data, "type") != type) throw Refused("client data: another type");
    if (!equal_in_constant_time(text_at(data, "challenge"), challenge) || challenge.empty())
        throw Refused("client data: another challenge");
    if (text_at(data, "origin") != party.origin) throw Refused("client data: another origin");
    auto const* cross_origin = data.if_contains("crossOrigin");
    if (cross_origin && !(cross_origin->is_bool() && !cross_origin->get_bool())) throw Refused("client data: from a frame of another site");
}

struct AuthenticatorData {
    unsigned flags = 0;
    std::int64_t sign_count = 0;
    std::string_view rest;
};

// Level 2, section 6.1: 32 bytes of hash, one of flags, four of the counter.
AuthenticatorData read_authenticator_data(RelyingParty const& party, std::string_view data)
{
    constexpr std::size_t header = 37;
    if (data.size() < header) throw Refused("authenticator data: too short");
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<unsigned char const*>(party.id.data()), party.id.size(), hash.data());
    if (data.substr(0, hash.size()) != std::string_view(reinterpret_cast<char const*>(hash.data()), hash.size()))
        throw Refused("authenticator data: of another site");
    auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(data[at]); };
    AuthenticatorData result{byte(32), 0, data.substr(header)};
    for (std::size_t i = 33; i < header; ++i) result.sign_count = result.sign_count * 256 + byte(i);
    if (!(result.flags & user_present)) throw Refused("authenticator data: nobody was present");
    if (!(result.flags & user_verified)) throw Refused("authenticator data: nobody was verified");
    return result;
}

// Level 2, section 6.5.1: AAGUID, length and id of the credential, its key, and possibly extensions; nothing beyond.
struct AttestedKey {
    std::string id;
    std::string_view cose;
};

AttestedKey read_attested_key(AuthenticatorData const& data)
{
    constexpr std::size_t header = 16 + 2;
    if (!(data.flags & attested_data) || data.rest.size() < header) throw Refused("authenticator data: no key");
    auto const size = static_cast<std::size_t>(static_cast<unsigned char>(data.rest[16])) * 256 + static_cast<unsigned char>(data.rest[17]);
    if (size == 0 || size > longest_id || data.rest.size() < header + size) throw Refused("authenticator data: length of the id");
    auto rest = data.rest.substr(header + size);
    auto const key = cbor::read_first(rest);
    if (!key || key->size > largest_key) throw Refused("authenticator data: the key is no CBOR");
    key_of(key->item);
    auto const cose = rest.substr(0, key->size);
    rest.remove_prefix(key->size);
    if (data.flags & extension_data) {
        auto const extensions = cbor::read_first(rest);
        if (!extensions || extensions->item.kind != cbor::Item::Kind::map) throw Refused("authenticator data: extensions");
        rest.remove_prefix(extensions->size);
    }
    if (!rest.empty()) throw Refused("authenticator data: something follows");
    return {std::string(data.rest.substr(header, size)), cose};
}

} // namespace

std::optional<RelyingParty> relying_party(std::string_view public_url)
{
    auto const url = boost::urls::parse_uri(public_url);
    if (!url || url->host_type() != boost::urls::host_type::name) return std::nullopt;
    auto const lowered = [](std::string text) {
        for (auto& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return text;
    };
    auto const host = lowered(url->host());
    auto const is_local = host == "localhost" || host.ends_with(".localhost");
    auto const scheme = lowered(std::string(url->scheme()));
    if (host.empty() || (scheme != "https" && !(scheme == "http" && is_local))) return std::nullopt;
    auto const port = std::string(url->port());
    auto const usual = port.empty() || port == (scheme == "https" ? "443" : "80");
    return RelyingParty{host, scheme + "://" + host + (usual ? "" : ":" + port)};
}

Credential verify_registration(RelyingParty const& party, std::string_view challenge, std::string_view credential)
{
    auto const response = read_response(credential);
    check_client_data(party, challenge, bytes_at(response.fields, "clientDataJSON"), "webauthn.create");
    auto const object = bytes_at(response.fields, "attestationObject");
    auto const attestation = cbor::read_first(object);
    if (!attestation || attestation->size != object.size()) throw Refused("attestation: no CBOR");
    auto const* format = attestation->item.at("fmt");
    auto const* statement = attestation->item.at("attStmt");
    auto const* data = attestation->item.at("authData");
    using Kind = cbor::Item::Kind;
    if (!format || format->kind != Kind::text || !statement || statement->kind != Kind::map || !data || data->kind != Kind::bytes)
        throw Refused("attestation: a part is missing");
    auto const authenticator = read_authenticator_data(party, data->string);
    auto const attested = read_attested_key(authenticator);
    if (attested.id != response.id) throw Refused("attestation: of another credential");
    return {attested.id, encode_base64url(attested.cose), authenticator.sign_count};
}

Claim claim_of(std::string_view credential)
{
    auto response = read_response(credential);
    auto const* handle = response.fields.if_contains("userHandle");
    auto const user = handle && !handle->is_null() ? bytes_at(response.fields, "userHandle") : std::string();
    if (user.size() > longest_user_handle) throw Refused("credential: user handle");
    return {std::move(response.id), user};
}

std::int64_t verify_assertion(RelyingParty const& party, std::string_view challenge, std::string_view credential, Credential const& known)
{
    auto const response = read_response(credential);
    if (response.id != known.id) throw Refused("credential: another one");
    auto const client_data = bytes_at(response.fields, "clientDataJSON");
    check_client_data(party, challenge, client_data, "webauthn.get");
    auto const data = bytes_at(response.fields, "authenticatorData");
    auto const authenticator = read_authenticator_data(party, data);
    if (!is_signed(parse_key(known.public_key), party.id, data, client_data, bytes_at(response.fields, "signature")))
        throw Refused("signature: wrong");
    auto const counts = authenticator.sign_count != 0 || known.sign_count != 0;
    if (counts && authenticator.sign_count <= known.sign_count) throw Refused("sign count: did not rise");
    return authenticator.sign_count;
}

CreationOptions creation_options(RelyingParty const& party, std::string name, UserEntity user, std::string challenge,
                                 std::vector<std::string> const& known)
{
    CreationOptions options;
    options.rp = {party.id, std::move(name)};
    options.user = std::move(user);
    options.challenge = std::move(challenge);
    for (auto const algorithm : {Algorithm::eddsa, Algorithm::es256, Algorithm::rs256})
        options.pubKeyCredParams.push_back({"public-key", static_cast<std::int64_t>(algorithm)});
    options.timeout = timeout_milliseconds;
    for (auto const& id : known) options.excludeCredentials.push_back({"public-key", encode_base64url(id)});
    return options;
}

RequestOptions request_options(RelyingParty const& party, std::string challenge)
{
    RequestOptions options;
    options.challenge = std::move(challenge);
    options.timeout = timeout_milliseconds;
    options.rpId = party.id;
    return options;
}

} // namespace loggia::auth::webauthn
