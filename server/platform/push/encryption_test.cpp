// SPDX-License-Identifier: Apache-2.0
#include "platform/push/encryption.hpp"

#include <gtest/gtest.h>

#include "platform/auth/base64url.hpp"

namespace loggia::push {
namespace {

std::string bytes(std::string_view base64url)
{
    return auth::decode_base64url(base64url).value();
}

// RFC 8291, section 5 and appendix A.
struct Example {
    std::string const text = "When I grow up, I want to be a watermelon";
    KeyPair const sender =
        KeyPair::from_bytes(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                            bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"))
            .value();
    KeyPair const browser =
        KeyPair::from_bytes(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
                            bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"))
            .value();
    std::string const auth_secret = bytes("BTBZMqHH6r4Tts7J_aSIgg");
    std::string const salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
    std::string const body =
        bytes("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6P"
              "Bru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
};

TEST(PushEncryption, MakesTheBodyOfTheRfc)
{
    Example const example;
    EXPECT_EQ(encrypt(example.text, {example.browser.public_key(), example.auth_secret}, example.sender, example.salt), example.body);
}

TEST(PushEncryption, ReadsTheBodyOfTheRfc)
{
    Example const example;
    EXPECT_EQ(decrypt(example.body, example.browser, example.auth_secret), example.text);
}

TEST(PushEncryption, OnlyTheBrowserThatAskedReadsIt)
{
    auto const browser = KeyPair::generate();
    std::string const secret(auth_secret_size, 's');
    auto const text = std::string(largest_plaintext, 'x');
    auto const body = encrypt(text, {browser.public_key(), secret});
    EXPECT_LE(body.size(), 4096U);
    EXPECT_EQ(decrypt(body, browser, secret), text);
    EXPECT_EQ(decrypt(body, KeyPair::generate(), secret), std::nullopt);
    EXPECT_EQ(decrypt(body, browser, std::string(auth_secret_size, 't')), std::nullopt);
    for (std::size_t const at : {std::size_t{0}, std::size_t{30}, body.size() - 1}) {
        auto changed = body;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_EQ(decrypt(changed, browser, secret), std::nullopt) << at;
    }
    EXPECT_EQ(decrypt(body.substr(0, 60), browser, secret), std::nullopt);
    EXPECT_NE(encrypt("a", {browser.public_key(), secret}), encrypt("a", {browser.public_key(), secret})) << "each with a key of its own";
}

TEST(PushEncryption, KeysThatAreNoneAreRefused)
{
    auto const browser = KeyPair::generate();
    std::string const secret(auth_secret_size, 's');
    auto off_curve = browser.public_key();
    off_curve.back() = static_cast<char>(off_curve.back() ^ 1);
    EXPECT_TRUE(is_public_key(browser.public_key()));
    for (auto const& key : {off_curve, std::string(), std::string(65, '\x04'), browser.public_key().substr(1), std::string(65, '\0')}) {
        EXPECT_FALSE(is_public_key(key));
        EXPECT_THROW(encrypt("a", {key, secret}), std::invalid_argument);
    }
    EXPECT_THROW(encrypt("a", {browser.public_key(), "short"}), std::invalid_argument);
    EXPECT_THROW(encrypt(std::string(largest_plaintext + 1, 'x'), {browser.public_key(), secret}), std::invalid_argument);
}

TEST(PushEncryption, AKeyPairIsReadBackWhole)
{
    auto const pair = KeyPair::generate();
    auto const again = KeyPair::from_bytes(pair.private_key(), pair.public_key());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->private_key(), pair.private_key());
    EXPECT_FALSE(KeyPair::from_bytes(pair.private_key(), KeyPair::generate().public_key())) << "two halves of different ones";
    EXPECT_FALSE(KeyPair::from_bytes("", ""));
}

} // namespace
} // namespace loggia::push
