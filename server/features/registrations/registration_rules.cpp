// SPDX-License-Identifier: Apache-2.0
#include "features/registrations/registration_rules.hpp"

#include <algorithm>

#include "features/sign_in/password_policy.hpp"
#include "platform/i18n/messages.hpp"

namespace loggia::registrations {

static std::string required_name(std::string const& text, std::string const& field)
{
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string::npos) throw Problem(Fault::invalid, "required", "Please tell your name.", field);
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

void check_is_open(portals::Registration registration)
{
    if (registration == portals::Registration::off)
        throw Problem(Fault::not_found, "registration_off", "Nobody can register at this portal.");
}

Applicant applicant_from(NewRegistration const& input, std::string_view accept_language)
{
    sign_in::check_new_password(input.password, "/password");
    Applicant applicant;
    applicant.first_name = required_name(input.first_name, "first_name");
    applicant.last_name = required_name(input.last_name, "last_name");
    applicant.email = input.email;
    applicant.locale = input.locale.value_or(Locale::parse(i18n::negotiate(accept_language)).value_or(english()));
    return applicant;
}

RegistrationState state_after(portals::Registration registration)
{
    return registration == portals::Registration::open ? RegistrationState::active : RegistrationState::pending;
}

std::string digits_of(std::string_view code)
{
    std::string digits;
    std::ranges::copy_if(code, std::back_inserter(digits), [](char c) { return c != ' ' && c != '-'; });
    return digits;
}

} // namespace loggia::registrations
