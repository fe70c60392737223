// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::security {

void add_routes(http::Router& router, live::Hub& hub);

} // namespace loggia::security
