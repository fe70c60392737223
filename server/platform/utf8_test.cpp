// SPDX-License-Identifier: Apache-2.0
#include "platform/utf8.hpp"

#include <gtest/gtest.h>

namespace loggia {
namespace {

TEST(Utf8, WellFormedTextIsTold)
{
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("Jávea 🏡"));
    EXPECT_FALSE(is_utf8("J\xE1vea")) << "Latin-1";
    EXPECT_FALSE(is_utf8("\xC0\xAF")) << "too long a form of a slash";
    EXPECT_FALSE(is_utf8("\xED\xA0\x80")) << "half of a surrogate pair";
    EXPECT_FALSE(is_utf8("\xF0\x9F\x8F")) << "cut off";
}

TEST(Utf8, TextFromOutsideIsMadeFitToBeStored)
{
    EXPECT_EQ(storable("Mozilla/5.0 (Jávea)", 300), "Mozilla/5.0 (Jávea)");
    EXPECT_EQ(storable(std::string_view("a\0b\r\nc\x7F", 7), 300), "a?b??c?");
    EXPECT_EQ(storable("J\xE1vea", 300), "J?vea");
    EXPECT_EQ(storable("ab🏡", 5), "ab");
    EXPECT_EQ(storable("ab🏡", 6), "ab🏡");
}

TEST(Utf8, AFrontEndsBetweenTwoCharacters)
{
    EXPECT_EQ(front_of("Jávea", 10), "Jávea");
    EXPECT_EQ(front_of("Jávea", 2), "J");
    EXPECT_EQ(front_of("Jávea", 3), "Já");
    EXPECT_EQ(front_of("🏡", 3), "");
}

}  // namespace
}  // namespace loggia
