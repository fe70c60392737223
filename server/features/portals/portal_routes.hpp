// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::portals {

// `public_url` is where browsers reach this installation, without a slash at its end.
void add_routes(http::Router& router, live::Hub& hub, std::string public_url);

} // namespace loggia::portals
