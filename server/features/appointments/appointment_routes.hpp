// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::appointments {

void add_routes(http::Router& router);        // staff, and the ones below
void add_portal_routes(http::Router& router); // clients

} // namespace loggia::appointments
