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

bool replace_password(db::Tx& tx, OrganizationId organization, AccountId account, std::optional<std::string> const& old_hash,
                      std::string const& new_hash)
{
    return tx.run(R"(
        UPDATE accounts
        SET    password_hash = $4, must_change_password = 0, password_expires_at = NULL
        WHERE  organization_id = $1 AND id = $2 AND COALESCE(password_hash, '') = COALESCE(CAST($3 AS TEXT), '')
    )",
                  organization, account, old_hash, new_hash) > 0;
}

void choose_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash,
                     std::optional<std::string> const& proven_email)
{
    tx.run(R"(
        UPDATE accounts
        SET    password_hash = $3, must_change_password = 0, password_expires_at = NULL,
               email_verified = COALESCE(CAST($4 AS TEXT), email_verified)
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, account, hash, proven_email);
}

ReaderRow find_reader(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx
        .find<ReaderRow>("SELECT first_name, COALESCE(email, '') AS email FROM contacts WHERE organization_id = $1 AND id = $2",
                         organization, contact)
        .value();
}

void rehash_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& old_hash, std::string const& new_hash)
{
    tx.run("UPDATE accounts SET password_hash = $4 WHERE organization_id = $1 AND id = $2 AND password_hash = $3", organization, account,
           old_hash, new_hash);
}

std::vector<OpenClientSession> open_sessions(db::Tx& tx, OrganizationId organization, AccountId account, SessionId current)
{
    return tx.rows<OpenClientSession>(R"(
        SELECT   sessions.id, sessions.created_at, sessions.last_used_at, sessions.client_address, sessions.user_agent, sessions.method,
                 portals.name AS portal_name, CASE WHEN sessions.id = $3 THEN 1 ELSE 0 END AS current
        FROM     accesses
        JOIN     sessions ON sessions.organization_id = accesses.organization_id AND sessions.access_id = accesses.id
        JOIN     portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        WHERE    accesses.organization_id = $1 AND accesses.account_id = $2 AND sessions.impersonator_id IS NULL
        ORDER BY sessions.last_used_at DESC, sessions.id DESC
    )",
                                      organization, account, current);
}

std::optional<SessionRow> find_session(db::Tx& tx, OrganizationId organization, SessionId session)
{
    return tx.find<SessionRow>(R"(
        SELECT contacts.id AS contact_id, contacts.first_name AS contact_first_name, contacts.last_name AS contact_last_name,
               contacts.email AS contact_email, contacts.phone AS contact_phone, contacts.locale AS contact_locale,
               CASE WHEN contacts.photo IS NULL THEN 0 ELSE 1 END AS contact_has_photo, contacts.photo AS contact_photo_url,
               portals.slug AS portal_slug, portals.name AS portal_name, accesses.account_id, accesses.id AS access_id, accesses.level,
               accesses.rights_granted, accesses.rights_denied, accesses.company_scope, accounts.must_change_password,
               organizations.time_zone, accounts.tour, CASE WHEN accounts.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
               sessions.acting_contact_id, sessions.acting_company_id, sessions.identity_chosen, sessions.method,
               sessions.impersonation, users.name AS impersonator_name, sessions.expires_at
        FROM   sessions
        JOIN   accesses ON accesses.organization_id = sessions.organization_id AND accesses.id = sessions.access_id
        JOIN   accounts ON accounts.organization_id = sessions.organization_id AND accounts.id = accesses.account_id
        JOIN   contacts ON contacts.organization_id = sessions.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals  ON portals.organization_id = sessions.organization_id AND portals.id = accesses.portal_id
        JOIN   organizations ON organizations.id = sessions.organization_id
        LEFT JOIN users ON users.organization_id = sessions.organization_id AND users.id = sessions.impersonator_id
        WHERE  sessions.organization_id = $1 AND sessions.id = $2
    )",
                               organization, session);
}

std::vector<Identity> contacts_stood_for(db::Tx& tx, OrganizationId organization, AccountId account)
{
    return tx.rows<Identity>(R"(
        SELECT   'contact' AS kind, contacts.id, contacts.first_name || ' ' || contacts.last_name AS name
        FROM     account_contacts
        JOIN     contacts ON contacts.organization_id = account_contacts.organization_id AND contacts.id = account_contacts.contact_id
        WHERE    account_contacts.organization_id = $1 AND account_contacts.account_id = $2
        ORDER BY contacts.name_folded, contacts.id
    )",
                             organization, account);
}

std::vector<Identity> companies_of(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.rows<Identity>(R"(
        SELECT   'company' AS kind, companies.id, companies.name
        FROM     company_people
        JOIN     companies ON companies.organization_id = company_people.organization_id AND companies.id = company_people.company_id
        WHERE    company_people.organization_id = $1 AND company_people.contact_id = $2
        ORDER BY company_people.company_id
    )",
                             organization, contact);
}

std::vector<OpenPortal> portals_open_to(db::Tx& tx, OrganizationId organization, AccountId account, Timestamp now)
{
    return tx.rows<OpenPortal>(R"(
        SELECT   portals.slug, portals.name
        FROM     accesses
        JOIN     portals ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        WHERE    accesses.organization_id = $1 AND accesses.account_id = $2 AND portals.enabled = 1
          AND    (accesses.state = 'active' OR (accesses.state = 'invited' AND (accesses.expires_at IS NULL OR accesses.expires_at > $3)))
        ORDER BY portals.id
    )",
                               organization, account, now);
}

void remember_identity(db::Tx& tx, OrganizationId organization, AccessId access, std::optional<ContactId> contact,
                       std::optional<CompanyId> company)
{
    tx.run("UPDATE accesses SET last_contact_id = $3, last_company_id = $4 WHERE organization_id = $1 AND id = $2", organization, access,
           contact, company);
}

} // namespace loggia::portal_sessions::store
