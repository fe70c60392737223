// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/password_resets/password_reset.hpp"
#include "features/password_resets/password_reset_routes.hpp"

// Handlers for staff; the table is in password_reset_routes.cpp.
namespace loggia::password_resets {

http::Nothing request_staff_reset(http::Request& request, ResetRequest const& input);
http::Response show_staff_link(http::Request& request, StaffLinkQuestion const& question);
// Opens no session: signing in afterwards asks for the second factor as ever.
http::Nothing reset_staff_password(http::Request& request, NewPassword const& input, Parts const& parts);

} // namespace loggia::password_resets
