// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/sign_in_codes/sign_in_code.hpp"
#include "platform/db/database.hpp"

// Every statement about signing in by code.
namespace loggia::sign_in_codes::store {

bool allows_codes(db::Tx& tx, OrganizationId organization, PortalId portal);

// Whom a code goes to.
struct ReceiverRow {
    ContactId contact_id;
    std::optional<EmailAddress> email;
    std::optional<std::string> email_folded;
    std::optional<Phone> phone;
    Locale locale;
    std::string portal_name;
};
BOOST_DESCRIBE_STRUCT(ReceiverRow, (), (contact_id, email, email_folded, phone, locale, portal_name))
std::optional<ReceiverRow> find_receiver(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal);

// The code came back from this address or number, so it is the person's; only if it is still the one on file.
void mark_email_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& email_folded);
void mark_phone_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& phone);

} // namespace loggia::sign_in_codes::store
