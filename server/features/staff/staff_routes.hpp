// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::staff {

void add_routes(http::Router& router, live::Hub& hub, auth::PasswordCost cost);

}  // namespace loggia::staff
