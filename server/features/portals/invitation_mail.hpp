// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access_store.hpp"
#include "features/portals/portal_mails.hpp"

// The mail that invites a contact to one portal or several. When sending fails, the next try makes another secret.
namespace loggia::portals {

inline constexpr std::string_view invitation_mail = "mail.invitation";

struct InvitedAccess {
    AccessId access;
    std::int64_t generation = 1; // of the invitation: an older one is not sent any more
};
BOOST_DESCRIBE_STRUCT(InvitedAccess, (), (access, generation))

struct InvitationJob : InvitedAccess {
    std::vector<InvitedAccess> also; // to further portals with the same mail
};
BOOST_DESCRIBE_STRUCT(InvitationJob, (InvitedAccess), (also))

// At least one.
void enqueue_invitation(db::Tx& tx, OrganizationId organization, std::vector<InvitedAccess> invited, Timestamp now);
void send_invitation(jobs::Context& job, MailServices const& services);
// Staff read on the contact's page that the mail did not arrive, and why.
void give_invitation_up(db::Tx& tx, jobs::Context const& job, std::string const& code);

} // namespace loggia::portals
