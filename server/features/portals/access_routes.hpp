// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::portals {

// The portals widget of a contact: inviting, levels, blocking, removing.
void add_access_routes(http::Router& router, live::Hub& hub);

} // namespace loggia::portals
