// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in/password_policy.hpp"

#include "platform/auth/password.hpp"
#include "platform/problem.hpp"

namespace loggia::sign_in {

static std::string sentence(auth::PasswordFault fault)
{
    switch (fault) {
    case auth::PasswordFault::too_short:
        return "must have at least 8 characters";
    case auth::PasswordFault::too_long:
        return "must have at most 256 bytes";
    case auth::PasswordFault::no_upper:
        return "needs an upper-case letter";
    case auth::PasswordFault::no_lower:
        return "needs a lower-case letter";
    case auth::PasswordFault::no_digit:
        return "needs a digit";
    case auth::PasswordFault::no_special:
        return "needs a special character";
    case auth::PasswordFault::common:
        return "is too common";
    }
    return {};
}

void check_new_password(std::string_view password, std::string const& pointer)
{
    std::vector<FieldError> errors;
    for (auto const fault : auth::password_faults(password))
        errors.push_back({pointer, std::string(auth::to_string(fault)), sentence(fault)});
    if (!errors.empty()) throw Problem(Fault::invalid, "weak_password", "This password is not strong enough.", std::move(errors));
}

} // namespace loggia::sign_in
