// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/totp.hpp"

#include <gtest/gtest.h>

namespace loggia::auth::totp {
namespace {

// The key of the test vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B, SHA-1).
constexpr std::string_view rfc_key = "12345678901234567890";

Timestamp at(std::int64_t seconds)
{
    return {seconds * 1000};
}

} // namespace

TEST(Totp, TheVectorsOfRfc4226AreMet)
{
    char const* const codes[] = {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"};
    for (int counter = 0; counter < 10; ++counter) EXPECT_EQ(code_at(rfc_key, counter), codes[counter]) << counter;
}

// The RFC prints eight digits; six are the last six of them.
TEST(Totp, TheVectorsOfRfc6238AreMet)
{
    std::pair<std::int64_t, char const*> const vectors[] = {{59, "287082"},
                                                            {1'111'111'109, "081804"},
                                                            {1'111'111'111, "050471"},
                                                            {1'234'567'890, "005924"},
                                                            {2'000'000'000, "279037"},
                                                            {20'000'000'000, "353130"}};
    for (auto const& [seconds, code] : vectors) {
        EXPECT_EQ(code_at(rfc_key, step_of(at(seconds))), code) << seconds;
        EXPECT_EQ(verify(rfc_key, code, at(seconds), 0), seconds / 30) << seconds;
    }
}

TEST(Totp, AClockMayDifferByOneStep)
{
    auto const now = at(1'781'776'815);
    auto const present = step_of(now);
    for (int off = -1; off <= 1; ++off) EXPECT_EQ(verify(rfc_key, code_at(rfc_key, present + off), now, 0), present + off);
    for (int off : {-3, -2, 2, 3}) EXPECT_FALSE(verify(rfc_key, code_at(rfc_key, present + off), now, 0)) << off;
}

TEST(Totp, ACodeIsUsedUpAndSoAreThoseBeforeIt)
{
    auto const now = at(1'781'776'815);
    auto const present = step_of(now);
    EXPECT_FALSE(verify(rfc_key, code_at(rfc_key, present), now, present));
    EXPECT_FALSE(verify(rfc_key, code_at(rfc_key, present - 1), now, present));
    EXPECT_EQ(verify(rfc_key, code_at(rfc_key, present + 1), now, present), present + 1);
}

TEST(Totp, WhatIsNoCodeIsNone)
{
    for (auto const* text : {"", "28708", "2870820", "28708a", " 287082", "２８７０８２"})
        EXPECT_FALSE(verify(rfc_key, text, at(59), 0)) << text;
}

TEST(Totp, KeysAreLongAndDiffer)
{
    EXPECT_EQ(new_key().size(), 20U);
    EXPECT_NE(new_key(), new_key());
    EXPECT_EQ(to_base32("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(to_base32("fo"), "MZXQ"); // RFC 4648 writes MZXQ====
}

TEST(Totp, TheAddressNamesIssuerAndAccount)
{
    EXPECT_EQ(uri(rfc_key, "Vesper & Daal", "lucía@vesperdaal.example"),
              "otpauth://totp/Vesper%20%26%20Daal:luc%C3%ADa%40vesperdaal.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=Vesper%20%26%20Daal&algorithm=SHA1&digits=6&period=30");
}

} // namespace loggia::auth::totp
