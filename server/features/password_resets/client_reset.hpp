// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/password_resets/password_reset.hpp"
#include "features/password_resets/password_reset_routes.hpp"
#include "platform/problem.hpp"

// Handlers for clients; the table is in password_reset_routes.cpp.
namespace loggia::password_resets {

http::Nothing request_client_reset(http::Request& request, ResetRequest const& input);
http::Response reset_client_password(http::Request& request, NewPassword const& input, Parts const& parts);

// 410 "link_expired": unknown, used, replaced by a newer one, over, or of another portal.
Problem link_expired();

} // namespace loggia::password_resets
