// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "platform/http/router.hpp"

namespace loggia::portals {

// The portals widget of a contact: rights, blocking, removing, approving, standing for others.
void add_access_routes(http::Router& router);

// Inviting, again and by hand.
void add_invitation_routes(http::Router& router, MailServices const& mails);

} // namespace loggia::portals
