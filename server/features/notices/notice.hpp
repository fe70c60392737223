// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "platform/db/database.hpp"
#include "platform/jobs/jobs.hpp"

// Mails that tell somebody of a change to the safety of their own account, so that who did not make it can act. They go to
// the address on file, in the reader's language, and hold no secret.
namespace loggia::notices {

enum class Notice {
    password_changed,
    password_reset,
    phone_changed,
    passkey_added,
    passkey_removed,
    second_factor_added,
    second_factor_removed,
    recovery_code_used,
    recovery_codes_renewed,
};
BOOST_DESCRIBE_ENUM(Notice, password_changed, password_reset, phone_changed, passkey_added, passkey_removed, second_factor_added,
                    second_factor_removed, recovery_code_used, recovery_codes_renewed)

// In the caller's transaction. A client is written to under the name of the portal they are at.
void tell_client(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal, Notice notice, Timestamp now);
void tell_user(db::Tx& tx, OrganizationId organization, UserId user, Notice notice, Timestamp now);

// mail.notice and mail.staff_notice.
void register_jobs(jobs::Runner& jobs, portals::MailServices const& services);

} // namespace loggia::notices
