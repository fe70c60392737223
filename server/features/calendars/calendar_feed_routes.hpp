// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"
#include "platform/i18n/messages.hpp"

namespace loggia::calendars {

// `public_url` is where browsers reach this installation, without a slash at its end.
void add_routes(http::Router& router, i18n::Catalogue const& catalogue, std::string const& public_url);

} // namespace loggia::calendars
