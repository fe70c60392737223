// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

// Acting for somebody else, and going over to another portal, without signing in anew (PRODUCT 5.11).
namespace loggia::portal_sessions {

void add_switch_routes(http::Router& router, std::optional<std::string> map_tiles);

} // namespace loggia::portal_sessions
