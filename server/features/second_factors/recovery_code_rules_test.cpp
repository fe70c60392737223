// SPDX-License-Identifier: Apache-2.0
#include "features/second_factors/recovery_code_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::second_factors {

TEST(RecoveryCodes, ACodeIsTwoGroupsOfFive)
{
    auto const code = new_recovery_code();
    ASSERT_EQ(code.size(), 11U);
    EXPECT_EQ(code[5], '-');
    EXPECT_EQ(normalized_recovery_code(code), code.substr(0, 5) + code.substr(6));
    EXPECT_NE(new_recovery_code(), code);
}

TEST(RecoveryCodes, ItIsReadAsPeopleTypeIt)
{
    EXPECT_EQ(normalized_recovery_code("7k3px-m09qa"), "7K3PXM09QA");
    EXPECT_EQ(normalized_recovery_code(" 7K3PX M09QA "), "7K3PXM09QA");
    EXPECT_EQ(normalized_recovery_code("oil0K-AAAAA"), "0110KAAAAA");
}

TEST(RecoveryCodes, WhatCannotBeOneIsNone)
{
    for (auto const* typed : {"", "123456", "7K3PX-M09Q", "7K3PX-M09QAA", "7K3PX-M09Q!", "7K3PU-M09QA", "７K3PX-M09QA"})
        EXPECT_EQ(normalized_recovery_code(typed), "") << typed;
}

TEST(RecoveryCodes, TheHashIsOfOneUserAlone)
{
    EXPECT_NE(hash_recovery_code(UserId{1}, "7K3PXM09QA"), hash_recovery_code(UserId{2}, "7K3PXM09QA"));
}

} // namespace loggia::second_factors
