// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "platform/http/router.hpp"

namespace loggia::portals {

void add_routes(http::Router& router, MailServices const& mails);

} // namespace loggia::portals
