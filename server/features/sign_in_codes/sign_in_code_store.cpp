// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in_codes/sign_in_code_store.hpp"

namespace loggia::sign_in_codes::store {

bool allows_codes(db::Tx& tx, OrganizationId organization, PortalId portal)
{
    return tx.number("SELECT sign_in_codes FROM portals WHERE organization_id = $1 AND id = $2", organization, portal).value_or(0) == 1;
}

std::optional<ReceiverRow> find_receiver(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal)
{
    return tx.find<ReceiverRow>(R"(
        SELECT contacts.id AS contact_id, contacts.email, contacts.email_folded, contacts.phone, contacts.locale,
               portals.name AS portal_name
        FROM   accounts
        JOIN   contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals ON portals.organization_id = accounts.organization_id AND portals.id = $3
        WHERE  accounts.organization_id = $1 AND accounts.id = $2 AND portals.enabled = 1
    )",
                                organization, account, portal);
}

void mark_email_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& email_folded)
{
    tx.run(R"(
        UPDATE accounts
        SET    email_verified = $3
        WHERE  organization_id = $1 AND id = $2
          AND  EXISTS (SELECT 1 FROM contacts
                       WHERE  contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
                         AND  contacts.email_folded = $3)
    )",
           organization, account, email_folded);
}

void mark_phone_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& phone)
{
    tx.run(R"(
        UPDATE accounts
        SET    phone_verified = $3
        WHERE  organization_id = $1 AND id = $2
          AND  EXISTS (SELECT 1 FROM contacts
                       WHERE  contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
                         AND  contacts.phone = $3)
    )",
           organization, account, phone);
}

} // namespace loggia::sign_in_codes::store
