// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/http/message.hpp"

// A client who is signed in proves the password once more. Where no transaction is open (slow routes).
namespace loggia::portal_sessions {

// The stored hash, after the present password was proven; nothing when the account has none. Guessing with a stolen session
// is slowed down like guessing at sign-in. Throws Problem(invalid, "wrong_password") at `field`.
std::optional<std::string> proven_hash(http::Request& request, std::optional<std::string> const& password, std::string const& field,
                                       auth::PasswordCost const& cost);

// Who signed in just now needs nothing more; anybody else the password. Throws as above, or Problem(forbidden,
// "proof_required") without one.
void require_fresh_proof(http::Request& request, std::optional<std::string> const& password, auth::PasswordCost const& cost);

} // namespace loggia::portal_sessions
