// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::deals {

void add_offer_routes(http::Router& router);

}  // namespace loggia::deals
