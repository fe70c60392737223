// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"
#include "platform/sms/transport.hpp"

// A client changes where he is reached. An e-mail address is also what he signs in with: a code to the present address and
// one to the new prove that both are his. A phone number needs a code by text message.
namespace loggia::profile {

void add_address_change_routes(http::Router& router, sms::SmsTransport const& sms, auth::PasswordCost cost);

} // namespace loggia::profile
