// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/password.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace loggia::auth {

static constexpr PasswordCost cheap{1, 8192};
static constexpr PasswordCost dearer{2, 16384};

static bool has(std::vector<PasswordFault> const& faults, PasswordFault fault)
{
    return std::find(faults.begin(), faults.end(), fault) != faults.end();
}

TEST(Password, IsVerifiedAgainstItsHash)
{
    auto const hash = hash_password("Loggia-demo-1", cheap);
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_EQ(verify_password(hash, "Loggia-demo-1", cheap), PasswordVerdict::right);
    EXPECT_EQ(verify_password(hash, "loggia-demo-1", cheap), PasswordVerdict::wrong);
    EXPECT_EQ(verify_password(hash, "", cheap), PasswordVerdict::wrong);
    EXPECT_NE(hash, hash_password("Loggia-demo-1", cheap));
}

TEST(Password, MadeAtAnotherCostIsRightButOutdated)
{
    EXPECT_EQ(verify_password(hash_password("Loggia-demo-1", cheap), "Loggia-demo-1", dearer),
              PasswordVerdict::right_but_outdated);
}

TEST(Password, AgainstADamagedHashIsWrong)
{
    EXPECT_EQ(verify_password("", "Loggia-demo-1", cheap), PasswordVerdict::wrong);
    EXPECT_EQ(verify_password("$argon2id$nonsense", "Loggia-demo-1", cheap), PasswordVerdict::wrong);
}

TEST(Password, IsTheSameFromAKeyboardThatComposesItsAccents)
{
    auto const hash = hash_password("Caf\xC3\xA9-Daal-7", cheap);
    EXPECT_EQ(verify_password(hash, "Cafe\xCC\x81-Daal-7", cheap), PasswordVerdict::right);
}

TEST(Password, TheDefaultCostVerifies)
{
    auto const hash = hash_password("Loggia-demo-1");
    EXPECT_NE(hash.find("m=65536,t=3,p=1"), std::string::npos);
    EXPECT_EQ(verify_password(hash, "Loggia-demo-1"), PasswordVerdict::right);
    verify_nothing("Loggia-demo-1");
}

TEST(PasswordPolicy, NamesEachFault)
{
    EXPECT_TRUE(password_faults("Loggia-demo-1").empty());
    EXPECT_TRUE(has(password_faults("Vk3-tro"), PasswordFault::too_short));
    EXPECT_TRUE(has(password_faults("vk3-trosam"), PasswordFault::no_upper));
    EXPECT_TRUE(has(password_faults("VK3-TROSAM"), PasswordFault::no_lower));
    EXPECT_TRUE(has(password_faults("Vkx-trosam"), PasswordFault::no_digit));
    EXPECT_TRUE(has(password_faults("Vk3xtrosam"), PasswordFault::no_special));
    EXPECT_EQ(password_faults(""),
              (std::vector{PasswordFault::too_short, PasswordFault::no_upper, PasswordFault::no_lower,
                           PasswordFault::no_digit, PasswordFault::no_special, PasswordFault::common}));
    EXPECT_EQ(password_faults(std::string(257, 'a')), (std::vector{PasswordFault::too_long}));
}

TEST(PasswordPolicy, CountsLettersOfEveryLanguage)
{
    EXPECT_TRUE(password_faults("\xC3\x89t\xC3\xA9-velours-92").empty());
    EXPECT_TRUE(has(password_faults("\xC3\xA9t\xC3\xA9 \xC3\xA9\x31"), PasswordFault::too_short));
}

TEST(PasswordPolicy, KnowsTheCommonOnesInTheirDisguises)
{
    for (auto const* password : {"P@ssw0rd", "Password1!", "Pa$$w0rd", "Welkom01!", "Welkom2026!", "Summer2026!", "Qwerty123!",
                                 "Qwer!234", "1qaz@WSX", "Zaq1@wsx", "Admin123!", "Letmein1!", "Iloveyou1!", "Loggia123!",
                                 "Wachtwoord1!", "Abcd1234!", "!Passw0rt1", "Changeme1!", "Aa1!Aa1!", "Sommer2025#"})
        EXPECT_TRUE(has(password_faults(password), PasswordFault::common)) << password;
    for (auto const* password : {"Loggia-demo-1", "Velvet!Canal7", "Zomer-in-Daal-26", "tR4m!kade88x", "Sunshine7!Harbour"})
        EXPECT_FALSE(has(password_faults(password), PasswordFault::common)) << password;
}

TEST(PasswordPolicy, ATemporaryPasswordSatisfiesItAndHasNoLookAlikes)
{
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        auto const password = generate_temporary_password();
        EXPECT_GE(password.size(), 12U);
        EXPECT_TRUE(password_faults(password).empty()) << password;
        EXPECT_EQ(password.find_first_of("0Oo1lI2Z5S8B|"), std::string::npos) << password;
        EXPECT_TRUE(seen.insert(password).second);
    }
}

}  // namespace loggia::auth
