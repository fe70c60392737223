// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/cbor.hpp"

#include <gtest/gtest.h>

namespace loggia::auth::cbor {
namespace {

using std::literals::operator""s, std::literals::operator""sv;

std::int64_t integer_of(std::string_view input)
{
    return read_first(input).value().item.integer;
}

} // namespace

// RFC 8949, appendix A.
TEST(Cbor, TheExamplesOfTheStandardAreRead)
{
    EXPECT_EQ(integer_of("\x00"sv), 0);
    EXPECT_EQ(integer_of("\x18\x64"sv), 100);
    EXPECT_EQ(integer_of("\x1a\x00\x0f\x42\x40"sv), 1'000'000);
    EXPECT_EQ(integer_of("\x20"sv), -1);
    EXPECT_EQ(integer_of("\x39\x03\xe7"sv), -1000);
    EXPECT_EQ(integer_of("\x39\x01\x00"sv), -257);
    EXPECT_EQ(read_first("\x44\x01\x02\x03\x04"sv)->item.string, "\x01\x02\x03\x04");
    EXPECT_EQ(read_first("\x64IETF"sv)->item.string, "IETF");
    auto const list = read_first("\x83\x01\x82\x02\x03\x82\x04\x05"sv).value();
    EXPECT_EQ(list.item.items.at(1).items.at(1).integer, 3);
    EXPECT_EQ(list.size, 8U);
    auto const map = read_first("\xa2\x61\x61\x01\x61\x62\x82\x02\x03 and more"sv).value();
    EXPECT_EQ(map.item.at("a")->integer, 1);
    EXPECT_EQ(map.item.at("b")->items.size(), 2U);
    EXPECT_EQ(map.item.at("c"), nullptr);
    EXPECT_EQ(map.size, 9U);
    EXPECT_EQ(read_first("\xa1\x20\x21"sv)->item.at(-1)->integer, -2);
}

TEST(Cbor, AKeyThatStandsTwiceIsNotThere)
{
    auto const map = read_first("\xa3\x01\x02\x01\x03\x61\x61\x04"sv).value();
    EXPECT_EQ(map.item.at(1), nullptr);
    EXPECT_EQ(map.item.at("a")->integer, 4);
}

TEST(Cbor, WhatAuthenticatorsDoNotWriteIsRefused)
{
    std::pair<char const*, std::string_view> const inputs[] = {
        {"nothing", ""sv},
        {"indefinite list", "\x9f\x01\xff"sv},
        {"indefinite map", "\xbf\x01\x02\xff"sv},
        {"indefinite bytes", "\x5f\x41\x00\xff"sv},
        {"indefinite text", "\x7f\x61\x61\xff"sv},
        {"a tag", "\xc1\x00"sv},
        {"a float", "\xf9\x3c\x00"sv},
        {"a double", "\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00"sv},
        {"undefined", "\xf7"sv},
        {"a break alone", "\xff"sv},
        {"a reserved length", "\x1c"sv},
        {"more than 63 bits", "\x1b\xff\xff\xff\xff\xff\xff\xff\xff"sv},
        {"a map without its last value", "\xa1\x01"sv},
        {"a list without its last item", "\x82\x01"sv},
        {"text that is cut off", "\x64IET"sv},
    };
    for (auto const& [name, input] : inputs) EXPECT_FALSE(read_first(input)) << name;
}

TEST(Cbor, LengthsThatLieCostNothing)
{
    EXPECT_FALSE(read_first("\x9b\x7f\xff\xff\xff\xff\xff\xff\xff"sv));
    EXPECT_FALSE(read_first("\x9a\xff\xff\xff\xff\x00"sv));
    EXPECT_FALSE(read_first("\xba\xff\xff\xff\xff\x00\x00"sv));
    EXPECT_FALSE(read_first("\x5b\x7f\xff\xff\xff\xff\xff\xff\xff\x00"sv));
    EXPECT_FALSE(read_first("\x7a\xff\xff\xff\xff\x00"sv));
}

TEST(Cbor, DepthAndNumberAreBounded)
{
    EXPECT_TRUE(read_first(std::string(deepest, '\x81') + std::string(1, '\0')));
    EXPECT_FALSE(read_first(std::string(deepest + 1, '\x81') + std::string(1, '\0')));
    EXPECT_FALSE(read_first(std::string(100'000, '\x81')));
    EXPECT_TRUE(read_first("\x99\x01\x2b"s + std::string(299, '\0')));
    EXPECT_FALSE(read_first("\x99\x01\x2c"s + std::string(300, '\0')));
}

} // namespace loggia::auth::cbor
