// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

// The mail that tells a contact of new homes in its portal.
namespace loggia::portals {

// Sent to those who use a portal, about what they have neither seen nor judged by now; else nothing is sent.
void send_offers(jobs::Context& job, MailServices const& services);

} // namespace loggia::portals
