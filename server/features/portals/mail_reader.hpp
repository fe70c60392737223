// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

namespace loggia::portals {

// Who reads a mail about what staff do for a contact, and under whose name and colours it comes.
struct MailReader {
    Recipient recipient;
    store::FaceRow portal;  // the one the contact used last; without any of its own, the organization's first
    bool may_enter = false; // whether the contact has, or is invited to, that portal
};

// Nothing for a contact without an e-mail address.
std::optional<MailReader> find_mail_reader(db::Tx& tx, OrganizationId organization, ContactId contact);

} // namespace loggia::portals
