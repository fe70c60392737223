// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/values.hpp"

namespace loggia::profile {

// Where a client's codes and links go.
struct WaysToReach {
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
};

// To be called when staff changed these. What was sent to the former ones opens nothing any more, and the client is told:
// of another e-mail address at the former one, of another telephone by e-mail. So nobody takes over an account unseen.
// Nothing is done for who has no open access.
void tell_of_change_by_staff(db::Tx& tx, OrganizationId organization, ContactId contact, WaysToReach const& before,
                             WaysToReach const& after, Timestamp now);

} // namespace loggia::profile
