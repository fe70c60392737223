// SPDX-License-Identifier: Apache-2.0
#include "features/registrations/registration_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::registrations {
namespace {

NewRegistration input()
{
    return {" Anna ", "Kok", *EmailAddress::parse("anna@example.com"), "Zee-kraal-48-duin", {}};
}

std::string refusal_of(auto const& act)
{
    try {
        act();
        return "";
    } catch (Problem const& problem) {
        return problem.code;
    }
}

} // namespace

TEST(RegistrationRules, NamesAreTrimmedAndTheBrowsersLanguageIsTaken)
{
    auto const applicant = applicant_from(input(), "nl-BE, en;q=0.5");
    EXPECT_EQ(applicant.first_name, "Anna");
    EXPECT_EQ(applicant.locale.text(), "nl");
    EXPECT_TRUE(applicant.password_hash.empty());
    auto chosen = input();
    chosen.locale = Locale::parse("pl");
    EXPECT_EQ(applicant_from(chosen, "nl").locale.text(), "pl");
}

TEST(RegistrationRules, BlankNamesAndWeakPasswordsAreRefused)
{
    auto blank = input();
    blank.last_name = " \t";
    EXPECT_EQ(refusal_of([&] { applicant_from(blank, ""); }), "required");
    auto weak = input();
    weak.password = "password";
    EXPECT_EQ(refusal_of([&] { applicant_from(weak, ""); }), "weak_password");
}

TEST(RegistrationRules, ThePortalDecidesWhetherItIsOpen)
{
    EXPECT_EQ(refusal_of([] { check_is_open(portals::Registration::off); }), "registration_off");
    EXPECT_EQ(refusal_of([] { check_is_open(portals::Registration::approval); }), "");
    EXPECT_EQ(state_after(portals::Registration::open), RegistrationState::active);
    EXPECT_EQ(state_after(portals::Registration::approval), RegistrationState::pending);
}

TEST(RegistrationRules, ACodeMayBeGrouped)
{
    EXPECT_EQ(digits_of("123 456"), "123456");
    EXPECT_EQ(digits_of(" 123-456 "), "123456");
}

} // namespace loggia::registrations
