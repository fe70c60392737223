// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/portal_session_store.hpp"

namespace loggia::portal_sessions::store {

std::optional<SignInRow> find_by_email(db::Tx& tx, OrganizationId organization, PortalId portal, std::string_view email_folded)
{
    return tx.find<SignInRow>(R"(
        SELECT    accounts.id AS entrant_account_id, accounts.contact_id AS entrant_contact_id,
                  contacts.first_name || ' ' || contacts.last_name AS entrant_contact_name,
                  accesses.id AS entrant_access_id, accesses.state AS entrant_state, accesses.expires_at AS entrant_expires_at,
                  accounts.password_hash, accounts.must_change_password, accounts.password_expires_at
        FROM      contacts
        JOIN      accounts ON accounts.organization_id = contacts.organization_id AND accounts.contact_id = contacts.id
        LEFT JOIN accesses ON accesses.organization_id = contacts.organization_id AND accesses.account_id = accounts.id
                          AND accesses.portal_id = $2
        WHERE     contacts.organization_id = $1 AND contacts.email_folded = $3
    )",
                              organization, portal, email_folded);
}

std::optional<Entrant> find_entrant(db::Tx& tx, OrganizationId organization, PortalId portal, AccountId account)
{
    return tx.find<Entrant>(R"(
        SELECT    accounts.id AS account_id, accounts.contact_id, contacts.first_name || ' ' || contacts.last_name AS contact_name,
                  accesses.id AS access_id, accesses.state, accesses.expires_at
        FROM      accounts
        JOIN      contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
        LEFT JOIN accesses ON accesses.organization_id = accounts.organization_id AND accesses.account_id = accounts.id
                          AND accesses.portal_id = $2
        WHERE     accounts.organization_id = $1 AND accounts.id = $3
    )",
                            organization, portal, account);
}

constexpr std::string_view select_entrants = R"(
        SELECT accounts.id AS account_id, accounts.contact_id, contacts.first_name || ' ' || contacts.last_name AS contact_name,
               accesses.id AS access_id, accesses.state, accesses.expires_at
        FROM   contacts
        JOIN   accounts ON accounts.organization_id = contacts.organization_id AND accounts.contact_id = contacts.id
        JOIN   accesses ON accesses.organization_id = contacts.organization_id AND accesses.account_id = accounts.id
                       AND accesses.portal_id = $2
    )";

std::vector<Entrant> find_by_email_address(db::Tx& tx, OrganizationId organization, PortalId portal, std::string_view email_folded)
{
    return tx.rows<Entrant>(std::string(select_entrants) + "WHERE contacts.organization_id = $1 AND contacts.email_folded = $3",
                            organization, portal, email_folded);
}

std::vector<Entrant> find_by_phone(db::Tx& tx, OrganizationId organization, PortalId portal, std::string_view phone)
{
    return tx.rows<Entrant>(std::string(select_entrants) +
                                "WHERE contacts.organization_id = $1 AND contacts.phone = $3 ORDER BY accounts.id",
                            organization, portal, phone);
}

bool mark_entry(db::Tx& tx, OrganizationId organization, AccessId access, std::optional<std::string> const& password_hash, Timestamp now)
{
    return tx.run(R"(
        UPDATE accesses
        SET    state = 'active', last_sign_in_at = $4
        WHERE  organization_id = $1 AND id = $2 AND state IN ('invited', 'active')
          AND  (CAST($3 AS TEXT) IS NULL
                OR EXISTS (SELECT 1 FROM accounts
                           WHERE  accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
                             AND  accounts.password_hash = $3))
          AND  EXISTS (SELECT 1 FROM portals
                       WHERE  portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
                         AND  portals.enabled = 1)
    )",
                  organization, access, password_hash, now) > 0;
}

std::optional<PasswordRow> find_password(db::Tx& tx, OrganizationId organization, AccountId account)
{
    return tx.find<PasswordRow>(R"(
        SELECT password_hash FROM accounts WHERE organization_id = $1 AND id = $2 AND password_hash IS NOT NULL
    )",
                                organization, account);
}

bool replace_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& old_hash, std::string const& new_hash)
{
    return tx.run(R"(
        UPDATE accounts
        SET    password_hash = $4, must_change_password = 0, password_expires_at = NULL
        WHERE  organization_id = $1 AND id = $2 AND password_hash = $3
    )",
                  organization, account, old_hash, new_hash) > 0;
}

void rehash_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& old_hash, std::string const& new_hash)
{
    tx.run("UPDATE accounts SET password_hash = $4 WHERE organization_id = $1 AND id = $2 AND password_hash = $3", organization, account,
           old_hash, new_hash);
}

PortalSession session_of(db::Tx& tx, OrganizationId organization, AccessId access, std::optional<std::string> const& map_tiles)
{
    return tx
        .find<PortalSession>(R"(
        SELECT contacts.id AS contact_id, contacts.first_name AS contact_first_name, contacts.last_name AS contact_last_name,
               contacts.email AS contact_email, contacts.phone AS contact_phone, contacts.locale AS contact_locale,
               portals.slug AS portal_slug, portals.name AS portal_name, accesses.level, accounts.must_change_password,
               organizations.time_zone, CAST($3 AS TEXT) AS map_tiles
        FROM   accesses
        JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
        JOIN   contacts ON contacts.organization_id = accesses.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        JOIN   organizations ON organizations.id = accesses.organization_id
        WHERE  accesses.organization_id = $1 AND accesses.id = $2
    )",
                             organization, access, map_tiles)
        .value();
}

} // namespace loggia::portal_sessions::store
