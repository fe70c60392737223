// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access_store.hpp"

#include "features/one_time/one_time.hpp"

namespace loggia::portals::store {

namespace {

struct StateRow {
    AccessState state = AccessState::invited;
};
BOOST_DESCRIBE_STRUCT(StateRow, (), (state))

struct AccessIdRow {
    OrganizationId organization_id;
    AccessId id;
};
BOOST_DESCRIBE_STRUCT(AccessIdRow, (), (organization_id, id))

// What hangs on an account and means nothing without it.
constexpr std::string_view things_of_an_account[] = {
    "DELETE FROM account_contacts WHERE organization_id = $1 AND account_id = $2",
    "DELETE FROM passkeys WHERE organization_id = $1 AND account_id = $2",
    "DELETE FROM known_devices WHERE organization_id = $1 AND account_id = $2",
    "DELETE FROM one_time_secrets WHERE organization_id = $1 AND account_id = $2",
    "DELETE FROM accounts WHERE organization_id = $1 AND id = $2",
};

} // namespace

Grant AccessRow::grant() const
{
    return {level, auth::Rights::from_bits(rights_granted), auth::Rights::from_bits(rights_denied),
            auth::RecordKinds::from_bits(company_scope), retention_days};
}

std::optional<AccessRow> find_access(db::Tx& tx, OrganizationId organization, AccessId access)
{
    return tx.find<AccessRow>(R"(
        SELECT accesses.id, accesses.account_id, accounts.contact_id, accesses.portal_id, portals.name AS portal_name,
               portals.enabled AS portal_enabled, portals.invitation_style, accesses.state, accesses.level, accesses.rights_granted,
               accesses.rights_denied, accesses.company_scope, accesses.retention_days, accesses.generation, accesses.invited_at,
               accesses.last_sign_in_at,
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
    return find_account(tx, organization, contact).value();
}

std::optional<AccountId> find_account(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto const id = tx.number("SELECT id FROM accounts WHERE organization_id = $1 AND contact_id = $2", organization, contact);
    return id ? std::optional(AccountId{*id}) : std::nullopt;
}

std::optional<AccessId> insert_access(db::Tx& tx, OrganizationId organization, NewInvitation const& invitation, Timestamp now)
{
    auto const access = new_id<AccessId>();
    auto const& grant = invitation.grant;
    auto const inserted = tx.run(R"(
        INSERT INTO accesses (organization_id, id, account_id, portal_id, level, rights_granted, rights_denied, company_scope,
                              retention_days, state, invited_by, invited_at, expires_at, created_at, delivery, delivery_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'invited', $10, $11, $12, $11, $13, $11)
        ON CONFLICT (organization_id, account_id, portal_id) DO NOTHING
    )",
                                 organization, access, invitation.account, invitation.portal, grant.level, grant.granted.bits(),
                                 grant.denied.bits(), grant.company_scope.bits(), grant.retention_days, invitation.invited_by, now,
                                 now + invitation_lifetime, invitation.delivery);
    return inserted > 0 ? std::optional(access) : std::nullopt;
}

std::int64_t renew_invitation(db::Tx& tx, OrganizationId organization, AccessRow const& access, UserId invited_by, DeliveryState delivery,
                              Timestamp now)
{
    tx.run(R"(
        UPDATE accounts SET password_hash = NULL, password_expires_at = NULL
        WHERE  organization_id = $1 AND id = $2 AND must_change_password = 1
    )",
           organization, access.account_id);
    one_time::revoke(tx, {.organization = organization, .account = access.account_id}, one_time::Purpose::activation);
    return tx
        .number(R"(
        UPDATE accesses
        SET    generation = generation + 1, invited_by = $3, invited_at = $4, expires_at = $5, expiry_told = 0, delivery = $6,
               delivery_at = $4, delivery_error = NULL
        WHERE  organization_id = $1 AND id = $2
        RETURNING generation
    )",
                organization, access.id, invited_by, now, now + invitation_lifetime, delivery)
        .value();
}

void set_grant(db::Tx& tx, OrganizationId organization, AccessId access, Grant const& grant)
{
    tx.run(R"(
        UPDATE accesses
        SET    level = $3, rights_granted = $4, rights_denied = $5, company_scope = $6, retention_days = $7
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, access, grant.level, grant.granted.bits(), grant.denied.bits(), grant.company_scope.bits(), grant.retention_days);
}

void set_state(db::Tx& tx, OrganizationId organization, AccessId access, AccessState state)
{
    tx.run("UPDATE accesses SET state = $3 WHERE organization_id = $1 AND id = $2", organization, access, state);
}

void remove_access(db::Tx& tx, OrganizationId organization, AccessRow const& access)
{
    tx.run("DELETE FROM accesses WHERE organization_id = $1 AND id = $2", organization, access.id);
    if (tx.number("SELECT 1 FROM accesses WHERE organization_id = $1 AND account_id = $2 LIMIT 1", organization, access.account_id)) return;
    for (auto const statement : things_of_an_account) tx.run(statement, organization, access.account_id);
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
        WHERE  organization_id = $1 AND id = $2 AND generation = $3 AND state IN ('invited', 'active')
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

void set_delivery(db::Tx& tx, OrganizationId organization, AccessId access, std::int64_t generation, Delivery const& delivery)
{
    tx.run(R"(
        UPDATE accesses
        SET    delivery = $4, delivery_at = $5, delivery_error = $6
        WHERE  organization_id = $1 AND id = $2 AND generation = $3
    )",
           organization, access, generation, delivery.state, delivery.at, delivery.error);
}

bool add_stood_for(db::Tx& tx, OrganizationId organization, AccountId account, ContactId contact, UserId granted_by, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO account_contacts (organization_id, account_id, contact_id, granted_by, created_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organization_id, account_id, contact_id) DO NOTHING
    )",
                  organization, account, contact, granted_by, now) > 0;
}

bool remove_stood_for(db::Tx& tx, OrganizationId organization, AccountId account, ContactId contact)
{
    tx.run("UPDATE accesses SET last_contact_id = NULL WHERE organization_id = $1 AND account_id = $2 AND last_contact_id = $3",
           organization, account, contact);
    return tx.run("DELETE FROM account_contacts WHERE organization_id = $1 AND account_id = $2 AND contact_id = $3", organization, account,
                  contact) > 0;
}

std::vector<ExpiredRow> take_expired(db::Tx& tx, Timestamp now, std::int64_t most)
{
    auto const taken = tx.rows<AccessIdRow>(R"(
        UPDATE accesses
        SET    expiry_told = 1
        WHERE  (organization_id, id) IN (SELECT organization_id, id FROM accesses
                                         WHERE state = 'invited' AND expiry_told = 0 AND expires_at <= $1
                                         ORDER BY expires_at, id LIMIT $2)
        RETURNING organization_id, id
    )",
                                            now, most);
    std::vector<ExpiredRow> expired;
    for (auto const& [organization, access] : taken) {
        auto row = tx.find<ExpiredRow>(R"(
            SELECT accesses.organization_id, accounts.contact_id, accesses.portal_id, portals.name AS portal_name
            FROM   accesses
            JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
            JOIN   portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
            WHERE  accesses.organization_id = $1 AND accesses.id = $2
        )",
                                       organization, access);
        if (row) expired.push_back(*std::move(row));
    }
    return expired;
}

} // namespace loggia::portals::store
