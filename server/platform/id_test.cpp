// SPDX-License-Identifier: Apache-2.0
#include "platform/id.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <thread>
#include <vector>

namespace loggia {

TEST(Identifier, IsThirteenCrockfordCharacters)
{
    EXPECT_EQ(encode_id(0), "0000000000000");
    EXPECT_EQ(encode_id(31), "000000000000Z");
    EXPECT_EQ(encode_id(32), "0000000000010");
    EXPECT_EQ(encode_id(std::numeric_limits<std::int64_t>::max()), "7ZZZZZZZZZZZZ");
}

TEST(Identifier, ReadsWhatItWrites)
{
    for (auto const value : {std::int64_t{0}, std::int64_t{1}, std::int64_t{987'654'321'012'345},
                             std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(),
                             std::int64_t{-1}})
        EXPECT_EQ(decode_id(encode_id(value)), value);
}

TEST(Identifier, ReadsEitherCaseAndTheLettersThatLookLikeDigits)
{
    EXPECT_EQ(decode_id("000000000000z"), 31);
    EXPECT_EQ(decode_id("OOOOOOOOOOOIl"), 33);
}

TEST(Identifier, RefusesOtherLengthsAndCharactersAndNumbersThatDoNotFit)
{
    for (auto const* text : {"", "000000000000", "00000000000000", "000000000000U", "000000000000-", "G000000000000",
                             "00000000000 0"})
        EXPECT_FALSE(decode_id(text)) << text;
}

TEST(Identifier, ANewOneIsPositiveAndTrue)
{
    auto const id = new_id<DealId>();
    EXPECT_GT(id.value, 0);
    EXPECT_TRUE(id);
    EXPECT_EQ(DealId::parse(id.text()), id);
    EXPECT_FALSE(DealId());
}

TEST(Identifier, RisesStrictlyAndIsNeverRepeatedAcrossThreads)
{
    constexpr std::size_t threads = 4;
    constexpr std::size_t each = 5000;
    std::vector<std::vector<std::int64_t>> drawn(threads);
    {
        std::vector<std::jthread> running;
        for (auto& mine : drawn)
            running.emplace_back([&mine] {
                for (std::size_t i = 0; i < each; ++i) mine.push_back(next_id());
            });
    }
    std::vector<std::int64_t> all;
    for (auto const& mine : drawn) {
        EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
        all.insert(all.end(), mine.begin(), mine.end());
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
    EXPECT_EQ(all.size(), threads * each);
}

}  // namespace loggia
