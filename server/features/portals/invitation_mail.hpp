// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

// The mail that invites a contact to a portal. A temporary password exists in clear text only while the job runs: it is
// made there, stored as its Argon2 hash, and sent. When sending fails, the next try makes another.
namespace loggia::portals {

inline constexpr std::string_view invitation_mail = "mail.invitation";

struct InvitationJob {
    AccessId access;
    std::int64_t generation = 1; // of the invitation: an older one is not sent any more
};
BOOST_DESCRIBE_STRUCT(InvitationJob, (), (access, generation))

void enqueue_invitation(db::Tx& tx, OrganizationId organization, InvitationJob const& invitation, Timestamp now);
void send_invitation(jobs::Context& job, MailServices const& services);

} // namespace loggia::portals
