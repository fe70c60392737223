// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"

namespace loggia::registrations {

// `map_tiles`: as for sign-in (portal_sessions::add_routes).
void add_routes(http::Router& router, auth::PasswordCost cost, std::string map_tiles);

} // namespace loggia::registrations
