// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/problem.hpp"

// What opens further ways in (a passkey, a telephone) asks for proof of who sits there: a stolen session alone shall not be
// made to last.
namespace loggia::sessions {

inline constexpr std::chrono::minutes fresh_for{10};

// Whether this session was opened just now, by whatever way.
bool is_fresh(db::Tx& tx, OrganizationId organization, SessionId session, Timestamp now);

// 403 "proof_required": the session is older, and the present password did not come along.
Problem proof_required();

} // namespace loggia::sessions
