// SPDX-License-Identifier: Apache-2.0
#include "platform/sms/mobile_numbers.hpp"

#include <gtest/gtest.h>

namespace loggia::sms {
namespace {

bool is_mobile(char const* text)
{
    return may_be_mobile(Phone::parse(text).value());
}

} // namespace

TEST(MobileNumbers, AMobileNumberTakesTextMessages)
{
    for (auto const* number :
         {"+31 6 12345678",  "+32 470 12 34 56", "+49 1512 3456789", "+33 6 12 34 56 78", "+33 7 12 34 56 78", "+34 612 345 678",
          "+34 711 234 567", "+351 912 345 678", "+39 347 1234567",  "+48 512 345 678",   "+46 70 123 45 67",  "+47 412 34 567",
          "+44 7911 123456", "+44 7624 123456",  "+43 664 1234567",  "+41 79 123 45 67",  "+353 87 123 4567",  "+352 621 123 456",
          "+358 40 1234567", "+30 691 234 5678", "+420 601 123 456"})
        EXPECT_TRUE(is_mobile(number)) << number;
}

TEST(MobileNumbers, ALandlineDoesNot)
{
    for (auto const* number :
         {"+31 20 123 4567", "+31 88 123 4567", "+32 2 123 45 67", "+32 4 223 45 67", "+49 30 1234567", "+33 1 23 45 67 89",
          "+34 961 234 567", "+34 704 123 456", "+351 21 123 4567", "+39 06 1234567", "+48 22 123 45 67", "+46 8 123 456 78",
          "+47 22 12 34 56", "+44 20 7946 0958", "+44 7012 345678", "+43 1 1234567", "+41 44 123 45 67", "+353 1 234 5678"})
        EXPECT_FALSE(is_mobile(number)) << number;
}

TEST(MobileNumbers, WhereNumbersDoNotTellItMayBe)
{
    for (auto const* number : {"+45 12 34 56 78", "+1 415 555 0100", "+376 312 345", "+90 532 123 45 67"})
        EXPECT_TRUE(is_mobile(number)) << number;
    EXPECT_FALSE(may_be_mobile(Phone()));
}

} // namespace loggia::sms
