// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_sessions/entry.hpp"
#include "features/portals/portal_mails.hpp"
#include "features/sign_in/sign_in_limits.hpp"

// What follows when too many wrong passwords closed a door of an account: a line on the timeline, at most one an hour, and
// a mail that tells the person of the way in that is still open, at most one a day.
namespace loggia::portal_sessions {

void tell_of_lock_out(http::Request& request, db::Tx& tx, portals::PortalPlace const& portal, Entrant const& entrant,
                      sign_in::Attempt const& attempt);

// mail.locked_out
void register_jobs(jobs::Runner& jobs, portals::MailServices const& services);

} // namespace loggia::portal_sessions
