// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in/sign_in_limits.hpp"

#include <gtest/gtest.h>

namespace loggia::sign_in {

TEST(SignInLimits, TheFirstFailuresHaveNoConsequence)
{
    for (int failures = 0; failures < 10; ++failures) EXPECT_EQ(lock_out(failures, 10).count(), 0) << failures;
}

TEST(SignInLimits, EachFurtherFailureDoublesTheWaitUpToAnHour)
{
    std::vector<std::int64_t> minutes;
    for (int failures = 10; failures < 19; ++failures) minutes.push_back(lock_out(failures, 10).count());
    EXPECT_EQ(minutes, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
}

TEST(SignInLimits, TheKeyOfAnAccountDoesNotShowItsAddress)
{
    auto const marit = attempt("staff", "marit@example.com", "192.0.2.1");
    EXPECT_EQ(marit.account.text.find("marit"), std::string::npos);
    EXPECT_NE(marit.account.text, attempt("client", "marit@example.com", "192.0.2.1").account.text);
}

TEST(SignInLimits, AStrangersFailuresDoNotCountForTheOwnersAddress)
{
    auto const owner = attempt("staff", "marit@example.com", "192.0.2.1");
    auto const stranger = attempt("staff", "marit@example.com", "198.51.100.7");
    EXPECT_NE(owner.account_from_here.text, stranger.account_from_here.text);
    EXPECT_EQ(owner.account.text, stranger.account.text);
}

TEST(SignInLimits, AnIpv6NetworkCountsAsOneAddress)
{
    auto const address = [](char const* text) { return attempt("staff", "a@example.com", text).address.text; };
    EXPECT_EQ(address("2001:db8:1:2::5"), address("2001:db8:1:2:ffff::9"));
    EXPECT_NE(address("2001:db8:1:2::5"), address("2001:db8:1:3::5"));
    EXPECT_NE(address("192.0.2.1"), address("192.0.2.2"));
}

} // namespace loggia::sign_in
