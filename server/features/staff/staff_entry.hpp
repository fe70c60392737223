// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/sessions/session.hpp"
#include "features/staff/staff.hpp"
#include "platform/auth/password.hpp"

// Letting a staff member in, however it was proven who they are, and asking who is in for the password once more.
namespace loggia::staff {

struct Entered {
    sessions::NewSession session;
    std::string device_cookie; // the browser is known to the account from now on
    StaffSession answer;
};

// In a write transaction: opens the session, marks the sign-in and records it. The person must be an active user.
Entered enter(http::Request& request, db::Tx& tx, OrganizationId organization, UserId user, sessions::Method method);

bool is_active(db::Tx& tx, OrganizationId organization, UserId user);

// 201 with the session and the cookies.
http::Response answer_with_cookie(http::Request& request, Entered const& entered);

// The present password of who is signed in, proven once more; where no transaction is open (slow routes). Guessing it in a
// stolen session is slowed down as sign-in is. `field` is the one at fault.
// Throws Problem(invalid, "wrong_password"), Problem(too_many, "too_many_attempts").
void prove_password(http::Request& request, std::string const& password, std::string const& field, auth::PasswordCost const& cost);

// Who signed in just now needs nothing more; anybody else the password. Throws as above, or Problem(forbidden,
// "proof_required") without one.
void require_fresh_proof(http::Request& request, std::optional<std::string> const& password, auth::PasswordCost const& cost);

// One staff member's own doing, on the timeline of that staff member: the audit trail of safety.
void record_own(http::Request& request, db::Tx& tx, std::string action, std::map<std::string, std::string> detail = {});

} // namespace loggia::staff
