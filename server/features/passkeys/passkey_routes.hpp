// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/passkeys/ceremony.hpp"
#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"

namespace loggia::passkeys {

// Defined in passkey_client_routes.cpp and passkey_staff_routes.cpp. `party` must outlive the router; `map_tiles` as for
// portal_sessions::add_routes.
void add_client_routes(http::Router& router, RelyingParty const& party, auth::PasswordCost cost, std::string map_tiles);
void add_staff_routes(http::Router& router, RelyingParty const& party, auth::PasswordCost cost);

} // namespace loggia::passkeys
