// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access_store.hpp"

namespace loggia::portals::store {

namespace {

struct StateRow {
    AccessState state = AccessState::invited;
};
BOOST_DESCRIBE_STRUCT(StateRow, (), (state))

// An invitation reads as expired when its time is over, and also when the temporary password was used once but never
// replaced in time: either way only a new invitation lets the contact in. $3 is now.
std::string const contact_portals = R"(
        SELECT    portals.id AS portal_id, portals.name AS portal_name, portals.slug AS portal_slug, portals.enabled AS portal_enabled,
                  accesses.id AS access_id,
                  CASE WHEN accesses.id IS NULL THEN 'none'
                       WHEN accesses.state = 'invited' AND accesses.expires_at <= CAST($3 AS BIGINT) THEN 'expired'
                       WHEN accesses.state = 'active' AND accounts.must_change_password = 1
                            AND COALESCE(accounts.password_expires_at, 0) <= $3 THEN 'expired'
                       ELSE accesses.state END AS state,
                  accesses.level, accesses.invited_at,
                  CASE WHEN accesses.state = 'invited' THEN accesses.expires_at END AS expires_at,
                  accesses.last_sign_in_at
        FROM      portals
        LEFT JOIN accounts ON accounts.organization_id = portals.organization_id AND accounts.contact_id = $2
        LEFT JOIN accesses ON accesses.organization_id = portals.organization_id AND accesses.account_id = accounts.id
                          AND accesses.portal_id = portals.id
)";

} // namespace

std::vector<ContactPortal> portals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    return tx.rows<ContactPortal>(contact_portals + R"(
        WHERE     portals.organization_id = $1
        ORDER BY  portals.id
    )",
                                  organization, contact, now);
}

std::optional<ContactPortal> portal_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal, Timestamp now)
{
    return tx.find<ContactPortal>(contact_portals + R"(
        WHERE     portals.organization_id = $1 AND portals.id = $4
    )",
                                  organization, contact, now, portal);
}

std::optional<AccessRow> find_access(db::Tx& tx, OrganizationId organization, AccessId access)
{
    return tx.find<AccessRow>(R"(
        SELECT accesses.id, accesses.account_id, accounts.contact_id, accesses.portal_id, portals.name AS portal_name,
               portals.enabled AS portal_enabled, accesses.state, accesses.level, accesses.generation, accesses.last_sign_in_at,
               CASE WHEN accounts.password_hash IS NOT NULL AND accounts.must_change_password = 0 THEN 1 ELSE 0 END AS has_own_password
        FROM   accesses
        JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
        JOIN   portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        WHERE  accesses.organization_id = $1 AND accesses.id = $2
    )",
                              organization, access);
}

AccountId account_of(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    tx.run(R"(
        INSERT INTO accounts (organization_id, id, contact_id, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (organization_id, contact_id) DO NOTHING
    )",
           organization, new_id<AccountId>(), contact, now);
    return AccountId{tx.number("SELECT id FROM accounts WHERE organization_id = $1 AND contact_id = $2", organization, contact).value()};
}

std::optional<AccessId> insert_access(db::Tx& tx, OrganizationId organization, Invitation const& invitation, Timestamp now)
{
    auto const access = new_id<AccessId>();
    auto const inserted = tx.run(R"(
        INSERT INTO accesses (organization_id, id, account_id, portal_id, level, state, invited_by, invited_at, expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5, 'invited', $6, $7, $8, $7)
        ON CONFLICT (organization_id, account_id, portal_id) DO NOTHING
    )",
                                 organization, access, invitation.account, invitation.portal, invitation.level, invitation.invited_by, now,
                                 now + invitation_lifetime);
    return inserted > 0 ? std::optional(access) : std::nullopt;
}

std::int64_t renew_invitation(db::Tx& tx, OrganizationId organization, AccessRow const& access, UserId invited_by, Timestamp now)
{
    tx.run(R"(
        UPDATE accounts SET password_hash = NULL, password_expires_at = NULL
        WHERE  organization_id = $1 AND id = $2 AND must_change_password = 1
    )",
           organization, access.account_id);
    return tx
        .number(R"(
        UPDATE accesses
        SET    generation = generation + 1, invited_by = $3, invited_at = $4, expires_at = $5
        WHERE  organization_id = $1 AND id = $2
        RETURNING generation
    )",
                organization, access.id, invited_by, now, now + invitation_lifetime)
        .value();
}

void set_level(db::Tx& tx, OrganizationId organization, AccessId access, Level level)
{
    tx.run("UPDATE accesses SET level = $3 WHERE organization_id = $1 AND id = $2", organization, access, level);
}

void set_state(db::Tx& tx, OrganizationId organization, AccessId access, AccessState state)
{
    tx.run("UPDATE accesses SET state = $3 WHERE organization_id = $1 AND id = $2", organization, access, state);
}

void remove_access(db::Tx& tx, OrganizationId organization, AccessRow const& access)
{
    tx.run("DELETE FROM accesses WHERE organization_id = $1 AND id = $2", organization, access.id);
    tx.run(R"(
        DELETE FROM accounts
        WHERE  organization_id = $1 AND id = $2
          AND  NOT EXISTS (SELECT 1 FROM accesses WHERE organization_id = $1 AND account_id = $2)
    )",
           organization, access.account_id);
}

std::vector<AccessState> states_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto const rows = tx.rows<StateRow>(R"(
        SELECT   accesses.state
        FROM     accounts
        JOIN     accesses ON accesses.organization_id = accounts.organization_id AND accesses.account_id = accounts.id
        WHERE    accounts.organization_id = $1 AND accounts.contact_id = $2
        ORDER BY accesses.id
    )",
                                        organization, contact);
    std::vector<AccessState> states;
    for (auto const& row : rows) states.push_back(row.state);
    return states;
}

bool start_invitation(db::Tx& tx, OrganizationId organization, AccessId access, std::int64_t generation, Timestamp expires_at)
{
    return tx.run(R"(
        UPDATE accesses
        SET    expires_at = $4
        WHERE  organization_id = $1 AND id = $2 AND generation = $3 AND state <> 'blocked'
    )",
                  organization, access, generation, expires_at) > 0;
}

bool set_temporary_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash, Timestamp expires_at)
{
    return tx.run(R"(
        UPDATE accounts
        SET    password_hash = $3, must_change_password = 1, password_expires_at = $4
        WHERE  organization_id = $1 AND id = $2 AND (password_hash IS NULL OR must_change_password = 1)
    )",
                  organization, account, hash, expires_at) > 0;
}

} // namespace loggia::portals::store
