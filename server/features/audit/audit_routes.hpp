// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"

namespace loggia::audit {

void add_routes(http::Router& router);

} // namespace loggia::audit
