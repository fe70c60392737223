// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::feeds {

void add_routes(http::Router& router, Clock const& clock);

}  // namespace loggia::feeds
