// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/token.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace loggia::auth {

TEST(Token, HasThirtyTwoRandomBytesAsBase64url)
{
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        auto const token = new_token();
        EXPECT_EQ(token.size(), 43U);
        EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                  std::string::npos);
        EXPECT_TRUE(seen.insert(token).second);
    }
}

TEST(Token, IsHashedWithSha256)
{
    EXPECT_EQ(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hash_token(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Token, ComparesWholeTexts)
{
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secres"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secret1"));
}

TEST(Token, ACodeHasTheDigitsAskedFor)
{
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        auto const code = random_code(6);
        EXPECT_EQ(code.size(), 6U);
        EXPECT_EQ(code.find_first_not_of("0123456789"), std::string::npos);
        seen.insert(code);
    }
    EXPECT_GT(seen.size(), 150U);
    EXPECT_THROW(random_code(0), std::invalid_argument);
}

}  // namespace loggia::auth
