// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::portals {

// What anyone may see of a portal before signing in: its face and its style sheet. `public_url` decides on passkeys.
void add_face_routes(http::Router& router, std::string const& public_url);

} // namespace loggia::portals
