// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "platform/jobs/jobs.hpp"

// The mail that tells a contact of new homes in its portal.
namespace loggia::notifications {

// Sent to those who use a portal and want mails of homes, about what they have neither seen nor judged by now; else nothing is sent.
// It goes at once, apart from the bundles: what was found for somebody should not wait.
void send_offers(jobs::Context& job, portals::MailServices const& services);

} // namespace loggia::notifications
