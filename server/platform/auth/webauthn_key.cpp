// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/webauthn_key.hpp"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <openssl/sha.h>

#include <array>
#include <memory>
#include <new>

#include "platform/auth/base64url.hpp"

namespace loggia::auth::webauthn {

namespace {

// libfido2 frees through a pointer to the pointer.
template <class T, void (*free)(T**)>
struct Free {
    void operator()(T* held) const { free(&held); }
};
template <class T, void (*free)(T**)>
using Owned = std::unique_ptr<T, Free<T, free>>;

unsigned char const* bytes(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

std::size_t size_of(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::es256:
        return 64;
    case Algorithm::eddsa:
        return 32;
    case Algorithm::rs256:
        return 256 + 3;
    }
    return 0;
}

// Calls `act` with libfido2's form of the key; false when the library takes the key for none.
template <class Act>
bool with_key(PublicKey const& key, Act const& act)
{
    auto const use = [&](auto owned, auto from_bytes) {
        if (!owned) throw std::bad_alloc();
        return from_bytes(owned.get(), key.bytes.data(), key.bytes.size()) == FIDO_OK && act(owned.get());
    };
    switch (key.algorithm) {
    case Algorithm::es256:
        return use(Owned<es256_pk_t, es256_pk_free>(es256_pk_new()), es256_pk_from_ptr);
    case Algorithm::eddsa:
        return use(Owned<eddsa_pk_t, eddsa_pk_free>(eddsa_pk_new()), eddsa_pk_from_ptr);
    case Algorithm::rs256:
        return use(Owned<rs256_pk_t, rs256_pk_free>(rs256_pk_new()), rs256_pk_from_ptr);
    }
    return false;
}

std::int64_t integer_at(cbor::Item const& cose, std::int64_t label)
{
    auto const* item = cose.at(label);
    if (!item || item->kind != cbor::Item::Kind::integer) throw Refused("public key: a number is missing");
    return item->integer;
}

std::string bytes_at(cbor::Item const& cose, std::int64_t label, std::size_t size)
{
    auto const* item = cose.at(label);
    if (!item || item->kind != cbor::Item::Kind::bytes || item->string.size() != size) throw Refused("public key: wrong length");
    return std::string(item->string);
}

void expect(cbor::Item const& cose, std::int64_t label, std::int64_t value)
{
    if (integer_at(cose, label) != value) throw Refused("public key: type or curve does not go with the algorithm");
}

PublicKey checked(PublicKey key)
{
    if (key.bytes.size() != size_of(key.algorithm) || !with_key(key, [](auto*) { return true; })) throw Refused("public key: not a key");
    return key;
}

// Labels of RFC 9052 (section 7.1) and RFC 9053 (section 7), RFC 8230 for RSA.
constexpr std::int64_t key_type = 1, algorithm_label = 3, curve = -1, x_coordinate = -2, y_coordinate = -3, modulus = -1, exponent = -2;

} // namespace

PublicKey key_of(cbor::Item const& cose)
{
    if (cose.kind != cbor::Item::Kind::map) throw Refused("public key: no map");
    switch (static_cast<Algorithm>(integer_at(cose, algorithm_label))) {
    case Algorithm::es256:
        expect(cose, key_type, 2);
        expect(cose, curve, 1);
        return checked({Algorithm::es256, bytes_at(cose, x_coordinate, 32) + bytes_at(cose, y_coordinate, 32)});
    case Algorithm::eddsa:
        expect(cose, key_type, 1);
        expect(cose, curve, 6);
        return checked({Algorithm::eddsa, bytes_at(cose, x_coordinate, 32)});
    case Algorithm::rs256:
        expect(cose, key_type, 3);
        return checked({Algorithm::rs256, bytes_at(cose, modulus, 256) + bytes_at(cose, exponent, 3)});
    }
    throw Refused("public key: an algorithm that was not offered");
}

PublicKey parse_key(std::string_view base64url)
{
    auto const bytes = decode_base64url(base64url);
    auto const item = bytes ? cbor::read_first(*bytes) : std::nullopt;
    if (!item || item->size != bytes->size()) throw Refused("public key: cannot be read");
    return key_of(item->item);
}

bool is_signed(PublicKey const& key, std::string const& party_id, std::string_view authenticator_data, std::string_view client_data,
               std::string_view signature)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(bytes(client_data), client_data.size(), hash.data());
    Owned<fido_assert_t, fido_assert_free> const assertion(fido_assert_new());
    if (!assertion) throw std::bad_alloc();
    auto* const a = assertion.get();
    bool const complete = fido_assert_set_clientdata_hash(a, hash.data(), hash.size()) == FIDO_OK &&
                          fido_assert_set_rp(a, party_id.c_str()) == FIDO_OK && fido_assert_set_count(a, 1) == FIDO_OK &&
                          fido_assert_set_authdata_raw(a, 0, bytes(authenticator_data), authenticator_data.size()) == FIDO_OK &&
                          fido_assert_set_up(a, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(a, FIDO_OPT_TRUE) == FIDO_OK &&
                          fido_assert_set_sig(a, 0, bytes(signature), signature.size()) == FIDO_OK;
    if (!complete) return false;
    return with_key(key, [&](auto* pk) { return fido_assert_verify(a, 0, static_cast<int>(key.algorithm), pk) == FIDO_OK; });
}

} // namespace loggia::auth::webauthn
