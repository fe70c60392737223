// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::sign_in_codes {

// `map_tiles` as for portal_sessions::add_routes.
void add_routes(http::Router& router, std::string map_tiles);

} // namespace loggia::sign_in_codes
