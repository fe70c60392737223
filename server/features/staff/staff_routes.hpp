// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/second_factors/second_factor.hpp"
#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::staff {

void add_routes(http::Router& router, live::Hub& hub, auth::PasswordCost cost, second_factors::Passkeys has_passkeys);

}  // namespace loggia::staff
