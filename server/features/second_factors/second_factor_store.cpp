// SPDX-License-Identifier: Apache-2.0
#include "features/second_factors/second_factor_store.hpp"

namespace loggia::second_factors {

void refresh(db::Tx& tx, OrganizationId organization, UserId user)
{
    tx.run(R"(
        UPDATE users
        SET    has_second_factor = CASE WHEN totp_secret IS NOT NULL
                                          OR EXISTS (SELECT 1 FROM passkeys WHERE organization_id = $1 AND user_id = $2)
                                        THEN 1 ELSE 0 END
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, user);
    tx.run(R"(
        DELETE FROM recovery_codes
        WHERE  organization_id = $1 AND user_id = $2
          AND  EXISTS (SELECT 1 FROM users WHERE organization_id = $1 AND id = $2 AND has_second_factor = 0)
    )",
           organization, user);
}

} // namespace loggia::second_factors

namespace loggia::second_factors::store {

std::optional<FactorRow> find_factor(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<FactorRow>(R"(
        SELECT users.id, users.name, users.email, organizations.name AS organization_name,
               CASE WHEN organizations.second_factor = 'required' THEN 1 ELSE 0 END AS is_required, users.has_second_factor,
               users.totp_secret, users.totp_pending, users.totp_last_step,
               (SELECT COUNT(*) FROM passkeys WHERE organization_id = $1 AND user_id = $2) AS passkeys,
               (SELECT COUNT(*) FROM recovery_codes WHERE organization_id = $1 AND user_id = $2) AS recovery_codes
        FROM   users
        JOIN   organizations ON organizations.id = users.organization_id
        WHERE  users.organization_id = $1 AND users.id = $2 AND users.active = 1
    )",
                              organization, user);
}

void set_pending(db::Tx& tx, OrganizationId organization, UserId user, std::string const& sealed)
{
    tx.run("UPDATE users SET totp_pending = $3 WHERE organization_id = $1 AND id = $2", organization, user, sealed);
}

bool confirm_pending(db::Tx& tx, OrganizationId organization, UserId user, std::string const& sealed, std::int64_t step)
{
    return tx.run(R"(
        UPDATE users SET totp_secret = totp_pending, totp_pending = NULL, totp_last_step = $4
        WHERE  organization_id = $1 AND id = $2 AND totp_pending = $3
    )",
                  organization, user, sealed, step) > 0;
}

void remove_totp(db::Tx& tx, OrganizationId organization, UserId user)
{
    tx.run("UPDATE users SET totp_secret = NULL, totp_pending = NULL, totp_last_step = 0 WHERE organization_id = $1 AND id = $2",
           organization, user);
}

bool use_step(db::Tx& tx, OrganizationId organization, UserId user, std::int64_t step)
{
    return tx.run("UPDATE users SET totp_last_step = $3 WHERE organization_id = $1 AND id = $2 AND totp_last_step < $3", organization, user,
                  step) > 0;
}

void replace_recovery_codes(db::Tx& tx, OrganizationId organization, UserId user, std::vector<std::string> const& hashes)
{
    tx.run("DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2", organization, user);
    for (auto const& hash : hashes)
        tx.run("INSERT INTO recovery_codes (organization_id, user_id, code_hash) VALUES ($1, $2, $3)", organization, user, hash);
}

bool use_recovery_code(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash)
{
    return tx.run("DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2 AND code_hash = $3", organization, user, hash) >
           0;
}

} // namespace loggia::second_factors::store
