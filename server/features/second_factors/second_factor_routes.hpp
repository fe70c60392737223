// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/password.hpp"
#include "platform/auth/sealed.hpp"
#include "platform/http/router.hpp"

namespace loggia::second_factors {

void add_routes(http::Router& router, auth::Sealer const& sealer, auth::PasswordCost cost);

} // namespace loggia::second_factors
