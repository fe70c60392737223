// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "platform/http/router.hpp"
#include "platform/live/hub.hpp"

namespace loggia::portals {

void add_routes(http::Router& router, live::Hub& hub, MailServices const& mails);

} // namespace loggia::portals
