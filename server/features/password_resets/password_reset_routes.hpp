// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"

namespace loggia::password_resets {

struct Parts {
    auth::PasswordCost cost;
    std::optional<std::string> map_tiles; // as for portal_sessions::add_routes
};

void add_routes(http::Router& router, Parts const& parts);

} // namespace loggia::password_resets
