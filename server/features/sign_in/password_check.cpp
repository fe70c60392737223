// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in/password_check.hpp"

namespace loggia::sign_in {

static auth::PasswordVerdict verdict_on(std::optional<std::string> const& hash, std::string const& password, auth::PasswordCost const& cost,
                                        auth::Turn turn)
{
    if (hash) return auth::verify_password(*hash, password, cost, turn);
    auth::verify_nothing(password, cost, turn);
    return auth::PasswordVerdict::wrong;
}

auth::PasswordVerdict try_password(std::optional<std::string> const& hash, std::string const& password, Attempt const& attempt,
                                   auth::PasswordCost const& cost)
{
    return verdict_on(hash, password, cost, attempt.device ? auth::Turn::proven : auth::Turn::stranger);
}

auth::PasswordVerdict prove_password(std::optional<std::string> const& hash, std::string const& password, auth::PasswordCost const& cost)
{
    return verdict_on(hash, password, cost, auth::Turn::proven);
}

} // namespace loggia::sign_in
