// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/sign_in/sign_in_limits.hpp"
#include "platform/auth/password.hpp"

// Trying a password, for everybody who has one.
namespace loggia::sign_in {

// Against the stored hash, or against nothing. Whether there is an account is told neither by the answer nor by the time it
// takes: one Argon2 either way, behind the same gate. An attempt from a known browser is not kept waiting by strangers.
// Problem: unavailable busy.
auth::PasswordVerdict try_password(std::optional<std::string> const& hash, std::string const& password, Attempt const& attempt,
                                   auth::PasswordCost const& cost);

// The same for somebody who is signed in and proves the present password once more.
auth::PasswordVerdict prove_password(std::optional<std::string> const& hash, std::string const& password, auth::PasswordCost const& cost);

} // namespace loggia::sign_in
