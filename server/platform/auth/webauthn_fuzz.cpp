// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "platform/auth/base64url.hpp"
#include "platform/auth/cbor.hpp"
#include "platform/auth/webauthn.hpp"

// The first byte says as what the rest is read: an attestation object inside an otherwise sound registration, a whole
// credential, the data of a sign-in, or bare CBOR. Whatever it is, it is refused or gives what can be read again.
namespace {

using namespace loggia::auth;

webauthn::RelyingParty const party{"localhost", "http://localhost"};
std::string const challenge(43, 'A');

std::string client_data(char const* type)
{
    return encode_base64url(R"({"type":"webauthn.)" + std::string(type) + R"(","challenge":")" + challenge +
                            R"(","origin":"http://localhost"})");
}

std::string credential(char const* type, std::string const& rest)
{
    return R"({"id":"QUFB","rawId":"QUFB","type":"public-key","response":{"clientDataJSON":")" + client_data(type) + "\"," + rest + "}}";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0) return 0;
    std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
    try {
        switch (data[0] % 4) {
        case 0: {
            auto const made = webauthn::verify_registration(
                party, challenge, credential("create", R"("attestationObject":")" + encode_base64url(bytes) + "\""));
            if (made.id != "AAA" || made.public_key.empty()) std::abort();
            break;
        }
        case 1:
            webauthn::verify_registration(party, challenge, bytes);
            break;
        case 2: {
            // P-256's own base point as key: nobody signs with it here.
            webauthn::Credential const known{
                "AAA", "pQECAyYgASFYIGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWIlggT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU", 0};
            webauthn::verify_assertion(
                party, challenge, credential("get", R"("signature":"AAAA","authenticatorData":")" + encode_base64url(bytes) + "\""), known);
            std::abort();
        }
        default:
            if (auto const read = cbor::read_first(bytes); read && read->size > bytes.size()) std::abort();
        }
    } catch (webauthn::Refused const&) {
        return 0;
    }
    return 0;
}
