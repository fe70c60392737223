// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/webauthn.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <functional>

#include "platform/auth/base64url.hpp"
#include "platform/auth/token.hpp"
#include "test/authenticator.hpp"

namespace loggia::auth::webauthn {
namespace {

using test::Authenticator;

RelyingParty const party{"localhost", "http://localhost"};
std::string const challenge = new_token();

// The check that refuses it; empty when none does.
std::string refusal_of(std::function<void()> const& act)
{
    try {
        act();
    } catch (Refused const& refused) {
        return refused.what();
    }
    return "";
}

using Bend = std::function<void(Authenticator&)>;

std::string registration_refused(Bend const& bend)
{
    Authenticator authenticator;
    bend(authenticator);
    return refusal_of([&] { verify_registration(party, challenge, authenticator.create(challenge, "user")); });
}

std::string assertion_refused(Bend const& bend)
{
    Authenticator authenticator;
    auto const known = verify_registration(party, challenge, authenticator.create(challenge, "user"));
    bend(authenticator);
    return refusal_of([&] { verify_assertion(party, challenge, authenticator.get(challenge), known); });
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    auto const at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

class EachAlgorithm : public testing::TestWithParam<Algorithm> {};

} // namespace

TEST_P(EachAlgorithm, APasskeyIsMadeAndSignsIn)
{
    Authenticator authenticator(GetParam());
    auto known = verify_registration(party, challenge, authenticator.create(challenge, "0HX5"));
    EXPECT_EQ(known.id, authenticator.id());
    EXPECT_EQ(known.sign_count, 0);
    EXPECT_FALSE(known.public_key.empty());
    for (int i = 1; i <= 2; ++i) {
        auto const next = new_token();
        auto const credential = authenticator.get(next);
        auto const claim = claim_of(credential);
        EXPECT_EQ(claim.id, known.id);
        EXPECT_EQ(claim.user_handle, "0HX5");
        known.sign_count = verify_assertion(party, next, credential, known);
        EXPECT_EQ(known.sign_count, i);
    }
}

TEST_P(EachAlgorithm, AnotherKeyDoesNotSignIn)
{
    Authenticator authenticator(GetParam());
    Authenticator other(GetParam());
    auto known = verify_registration(party, challenge, authenticator.create(challenge, "user"));
    known.public_key = verify_registration(party, challenge, other.create(challenge, "user")).public_key;
    EXPECT_EQ(refusal_of([&] { verify_assertion(party, challenge, authenticator.get(challenge), known); }), "signature: wrong");
}

INSTANTIATE_TEST_SUITE_P(Webauthn, EachAlgorithm, testing::Values(Algorithm::es256, Algorithm::eddsa, Algorithm::rs256),
                         [](auto const& each) { return "cose" + std::to_string(-static_cast<int>(each.param)); });

TEST(Webauthn, EachBentRegistrationIsRefused)
{
    std::pair<char const*, Bend> const bent[] = {
        {"client data: another type", [](auto& a) { a.create_type = "webauthn.get"; }},
        {"client data: another origin", [](auto& a) { a.origin = "http://localhost:8080"; }},
        {"client data: another origin", [](auto& a) { a.origin = "https://localhost"; }},
        {"client data: another origin", [](auto& a) { a.origin = "http://localhost.evil.example"; }},
        {"client data: from a frame of another site", [](auto& a) { a.extra_client_data = R"(,"crossOrigin":true)"; }},
        {"client data: from a frame of another site", [](auto& a) { a.extra_client_data = R"(,"crossOrigin":"no")"; }},
        {"client data: no JSON object", [](auto& a) { a.extra_client_data = "}}"; }},
        {"authenticator data: of another site", [](auto& a) { a.party_id = "evil.example"; }},
        {"authenticator data: nobody was present", [](auto& a) { a.flags = 0x04; }},
        {"authenticator data: nobody was verified", [](auto& a) { a.flags = 0x01; }},
        {"authenticator data: extensions", [](auto& a) { a.extensions = std::string("\x01", 1); }},
        {"authenticator data: extensions", [](auto& a) { a.extensions = std::string("\xa1\x61", 2); }},
        {"authenticator data: something follows", [](auto& a) { a.trailing = "x"; }},
        {"authenticator data: the key is no CBOR", [](auto& a) { a.cose_key = "\xff"; }},
        {"attestation: of another credential", [](auto& a) { a.claimed_id = "another"; }},
    };
    for (auto const& [check, bend] : bent) EXPECT_EQ(registration_refused(bend), check);
    EXPECT_EQ(registration_refused([](auto&) {}), "");
    EXPECT_EQ(registration_refused([](auto& a) { a.extra_client_data = R"(,"crossOrigin":false,"something":{"new":1})"; }), "");
    EXPECT_EQ(registration_refused([](auto& a) { a.extensions = std::string("\xa1\x61\x61\x01", 4); }), "");
}

TEST(Webauthn, EachBentSignInIsRefused)
{
    std::pair<char const*, Bend> const bent[] = {
        {"client data: another type", [](auto& a) { a.get_type = "webauthn.create"; }},
        {"client data: another origin", [](auto& a) { a.origin = "http://evil.example"; }},
        {"client data: from a frame of another site", [](auto& a) { a.extra_client_data = R"(,"crossOrigin":true)"; }},
        {"authenticator data: of another site", [](auto& a) { a.party_id = "evil.example"; }},
        {"authenticator data: nobody was present", [](auto& a) { a.flags = 0x04; }},
        {"authenticator data: nobody was verified", [](auto& a) { a.flags = 0x01; }},
        {"credential: another one", [](auto& a) { a.claimed_id = "another"; }},
    };
    for (auto const& [check, bend] : bent) EXPECT_EQ(assertion_refused(bend), check);
    EXPECT_EQ(assertion_refused([](auto&) {}), "");
}

TEST(Webauthn, NoBitOfASignInMayChange)
{
    Authenticator authenticator;
    auto const known = verify_registration(party, challenge, authenticator.create(challenge, "user"));
    auto const credential = authenticator.get(challenge);
    auto const parsed = boost::json::parse(credential);
    auto const& response = parsed.at("response");
    for (auto const* part : {"clientDataJSON", "authenticatorData", "signature"}) {
        auto const text = std::string(response.at(part).as_string());
        auto const bytes = decode_base64url(text).value();
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            auto changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ 0x10);
            auto const tampered = replaced(credential, text, encode_base64url(changed));
            EXPECT_NE(refusal_of([&] { verify_assertion(party, challenge, tampered, known); }), "") << part << " " << i;
        }
        for (std::size_t i = 0; i < bytes.size(); i += 7)
            EXPECT_NE(refusal_of([&] {
                          verify_assertion(party, challenge, replaced(credential, text, encode_base64url(bytes.substr(0, i))), known);
                      }),
                      "")
                << part << " " << i;
    }
}

TEST(Webauthn, AnotherChallengeIsRefused)
{
    Authenticator authenticator;
    auto const known = verify_registration(party, challenge, authenticator.create(challenge, "user"));
    EXPECT_EQ(refusal_of([&] { verify_registration(party, new_token(), authenticator.create(challenge, "user")); }),
              "client data: another challenge");
    EXPECT_EQ(refusal_of([&] { verify_assertion(party, new_token(), authenticator.get(challenge), known); }),
              "client data: another challenge");
    EXPECT_EQ(refusal_of([&] { verify_assertion(party, "", authenticator.get(""), known); }), "client data: another challenge");
}

TEST(Webauthn, ACountThatDoesNotRiseIsRefused)
{
    Authenticator authenticator;
    auto known = verify_registration(party, challenge, authenticator.create(challenge, "user"));
    known.sign_count = 5;
    EXPECT_EQ(refusal_of([&] { verify_assertion(party, challenge, authenticator.get(challenge), known); }), "sign count: did not rise");
    authenticator.sign_count = 4;
    EXPECT_EQ(refusal_of([&] { verify_assertion(party, challenge, authenticator.get(challenge), known); }), "sign count: did not rise");
    EXPECT_EQ(verify_assertion(party, challenge, authenticator.get(challenge), known), 6);
    authenticator.counts = false;
    EXPECT_EQ(refusal_of([&] { verify_assertion(party, challenge, authenticator.get(challenge), known); }), "sign count: did not rise");
    known.sign_count = 0;
    EXPECT_EQ(verify_assertion(party, challenge, authenticator.get(challenge), known), 0);
}

TEST(Webauthn, KeysThatWereNotOfferedAreRefused)
{
    using test::cbor_bytes, test::cbor_head, test::cbor_integer;
    auto const key = [](std::int64_t type, std::int64_t algorithm, std::string const& more, unsigned pairs) {
        return [=](Authenticator& a) {
            a.cose_key = cbor_head(5, pairs) + cbor_integer(1) + cbor_integer(type) + cbor_integer(3) + cbor_integer(algorithm) + more;
        };
    };
    auto const point = cbor_integer(-2) + cbor_bytes(std::string(32, '\x01')) + cbor_integer(-3) + cbor_bytes(std::string(32, '\x01'));
    auto const p256 = cbor_integer(-1) + cbor_integer(1);
    EXPECT_EQ(registration_refused(key(2, -7, p256 + point, 5)), "public key: not a key") << "the point is not on the curve";
    EXPECT_EQ(registration_refused(key(2, -35, p256 + point, 5)), "public key: an algorithm that was not offered");
    EXPECT_EQ(registration_refused(key(1, -7, p256 + point, 5)), "public key: type or curve does not go with the algorithm");
    EXPECT_EQ(registration_refused(key(2, -7, cbor_integer(-1) + cbor_integer(2) + point, 5)),
              "public key: type or curve does not go with the algorithm");
    EXPECT_EQ(registration_refused(key(2, -7, p256, 3)), "public key: wrong length");
    EXPECT_EQ(registration_refused(
                  key(3, -257, cbor_integer(-1) + cbor_bytes(std::string(128, '\x7f')) + cbor_integer(-2) + cbor_bytes("\x01\x01\x01"), 4)),
              "public key: wrong length")
        << "RSA of 1024 bits";
    EXPECT_EQ(registration_refused([](Authenticator& a) { a.cose_key = test::cbor_text("key"); }), "public key: no map");
}

TEST(Webauthn, WhatIsNoCredentialIsRefused)
{
    Authenticator authenticator;
    auto const whole = authenticator.create(challenge, "user");
    auto const refused = [&](std::string const& text) { return refusal_of([&] { verify_registration(party, challenge, text); }); };
    for (auto const* text :
         {"", "[]", "{", "null", "{}", R"({"type":"password"})", R"({"type":"public-key","id":"AA","rawId":"AB","response":{}})",
          R"({"type":"public-key","id":"","rawId":"","response":{}})", R"({"type":"public-key","id":"AA","rawId":"AA"})",
          R"({"type":"public-key","id":"AA","rawId":"AA","response":[]})", R"({"type":"public-key","id":"A+","rawId":"A+","response":{}})"})
        EXPECT_NE(refused(text), "") << text;
    EXPECT_EQ(refused(std::string(largest_credential + 1, ' ')), "credential: too large");
    EXPECT_EQ(refused(std::string(10'000, '[')), "credential: no JSON object");
    auto const long_id = encode_base64url(std::string(1024, 'x'));
    EXPECT_EQ(refused(R"({"type":"public-key","id":")" + long_id + R"(","rawId":")" + long_id + R"(","response":{}})"),
              "credential: its id");
    EXPECT_EQ(refused(authenticator.get(challenge)), "client data: another type");
    EXPECT_EQ(refused(replaced(whole, "attestationObject", "somethingElse")), "credential: no attestationObject");
    EXPECT_EQ(refused(whole), "");
}

TEST(Webauthn, TheRelyingPartyFollowsFromThePublicAddress)
{
    auto const https = relying_party("https://Portal.Agency.example/").value();
    EXPECT_EQ(https.id, "portal.agency.example");
    EXPECT_EQ(https.origin, "https://portal.agency.example");
    EXPECT_EQ(relying_party("https://portal.agency.example:8443")->origin, "https://portal.agency.example:8443");
    EXPECT_EQ(relying_party("https://portal.agency.example:443")->origin, "https://portal.agency.example");
    EXPECT_EQ(relying_party("http://localhost:8080")->id, "localhost");
    EXPECT_EQ(relying_party("http://localhost:8080")->origin, "http://localhost:8080");
    for (auto const* url :
         {"http://127.0.0.1:8080", "https://192.0.2.1", "https://[::1]:8443", "http://portal.agency.example", "portal.example", ""})
        EXPECT_FALSE(relying_party(url)) << url;
}

TEST(Webauthn, TheOptionsAskForADiscoverableVerifiedPasskey)
{
    auto const creation =
        creation_options(party, "Vesper & Daal", {"dXNlcg", "sanne@example.com", "Sanne de Wit"}, challenge, {"\xff\x01"});
    EXPECT_EQ(creation.challenge, challenge);
    EXPECT_EQ(creation.rp.id, "localhost");
    EXPECT_EQ(creation.excludeCredentials.at(0).id, "_wE");
    EXPECT_EQ(creation.authenticatorSelection.residentKey, "required");
    EXPECT_EQ(creation.authenticatorSelection.userVerification, "required");
    EXPECT_EQ(creation.pubKeyCredParams.size(), 3U);
    auto const request = request_options(party, challenge);
    EXPECT_EQ(request.rpId, "localhost");
    EXPECT_EQ(request.userVerification, "required");
    EXPECT_TRUE(request.allowCredentials.empty());
}

} // namespace loggia::auth::webauthn
