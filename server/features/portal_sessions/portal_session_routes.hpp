// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::portal_sessions {

// `map_tiles`: URL template of map tiles that the app may show; empty: none.
void add_routes(http::Router& router, live::Hub& hub, auth::PasswordCost cost, std::string map_tiles);

} // namespace loggia::portal_sessions
