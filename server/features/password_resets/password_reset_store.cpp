// SPDX-License-Identifier: Apache-2.0
#include "features/password_resets/password_reset_store.hpp"

namespace loggia::password_resets::store {

std::optional<AccountRow> find_account(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal)
{
    return tx.find<AccountRow>(R"(
        SELECT contacts.id AS contact_id, contacts.first_name, COALESCE(contacts.email, '') AS email, portals.name AS portal_name
        FROM   accounts
        JOIN   contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals ON portals.organization_id = accounts.organization_id AND portals.id = $3
        WHERE  accounts.organization_id = $1 AND accounts.id = $2 AND portals.enabled = 1
    )",
                               organization, account, portal);
}

void set_account_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash, std::string const& sent_to)
{
    tx.run(R"(
        UPDATE accounts
        SET    password_hash = $3, must_change_password = 0, password_expires_at = NULL,
               email_verified = CASE WHEN EXISTS (SELECT 1 FROM contacts
                                                  WHERE  contacts.organization_id = accounts.organization_id
                                                    AND  contacts.id = accounts.contact_id AND contacts.email_folded = $4)
                                     THEN $4 ELSE email_verified END
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, account, hash, sent_to);
}

std::optional<UserRow> find_user_by_email(db::Tx& tx, std::string_view email_folded)
{
    return tx.find<UserRow>("SELECT organization_id, id, name, email FROM users WHERE email_folded = $1 AND active = 1", email_folded);
}

std::optional<UserRow> find_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<UserRow>("SELECT organization_id, id, name, email FROM users WHERE organization_id = $1 AND id = $2 AND active = 1",
                            organization, user);
}

void set_user_password(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash)
{
    tx.run("UPDATE users SET password_hash = $3 WHERE organization_id = $1 AND id = $2", organization, user, hash);
}

} // namespace loggia::password_resets::store
