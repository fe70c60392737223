// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::appointments {

void add_routes(http::Router& router);

}  // namespace loggia::appointments
