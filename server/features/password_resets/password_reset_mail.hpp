// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/password_resets/password_reset.hpp"
#include "features/portals/portal_mails.hpp"

// Mails with a link to a new password. The link is made when the mail is sent (ADR 0009) and ends those before it.
namespace loggia::password_resets {

// In the caller's transaction, and alike for nobody (ids 0): such a job does nothing.
void enqueue_client_reset(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal, Timestamp now);
void enqueue_staff_reset(db::Tx& tx, OrganizationId organization, UserId user, Timestamp now);

// Kept with the secret: the folded address the link went to.
struct SentTo {
    std::string email;
};
BOOST_DESCRIBE_STRUCT(SentTo, (), (email))

void register_jobs(jobs::Runner& jobs, portals::MailServices const& services);

} // namespace loggia::password_resets
