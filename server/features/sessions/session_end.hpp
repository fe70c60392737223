// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/sessions/session.hpp"

namespace loggia::sessions {

// The session a browser still presents while it signs in anew.
void end_presented(db::Tx& tx, std::string const& token_hash, Timestamp now);

} // namespace loggia::sessions
