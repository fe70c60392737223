// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

// The mails that tell somebody who registered what staff decided.
namespace loggia::portals {

inline constexpr std::string_view approval_mail = "mail.registration_decided";

struct ApprovalJob {
    ContactId contact;
    PortalId portal;
    bool approved = false;
};
BOOST_DESCRIBE_STRUCT(ApprovalJob, (), (contact, portal, approved))

void enqueue_approval(db::Tx& tx, OrganizationId organization, ApprovalJob const& decision, Timestamp now);
void send_approval(jobs::Context& job, MailServices const& services);

} // namespace loggia::portals
