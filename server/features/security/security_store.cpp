// SPDX-License-Identifier: Apache-2.0
#include "features/security/security_store.hpp"

namespace loggia::security::store {

RulesRow rules_of(db::Tx& tx, OrganizationId organization)
{
    return tx
        .find<RulesRow>("SELECT second_factor, impersonation, safety_version AS version FROM organizations WHERE id = $1", organization)
        .value();
}

bool update_rules(db::Tx& tx, OrganizationId organization, RulesRow const& rules, std::int64_t expected_version)
{
    return tx.run(R"(
        UPDATE organizations
        SET    second_factor = $2, impersonation = $3, safety_version = safety_version + 1
        WHERE  id = $1 AND safety_version = $4
    )",
                  organization, rules.second_factor, rules.impersonation, expected_version) > 0;
}

std::vector<staff::User> without_second_factor(db::Tx& tx, OrganizationId organization)
{
    return tx.rows<staff::User>(R"(
        SELECT   id, name, email, role
        FROM     users
        WHERE    organization_id = $1 AND active = 1 AND has_second_factor = 0
        ORDER BY name, id
    )",
                                organization);
}

std::optional<staff::User> find_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<staff::User>("SELECT id, name, email, role FROM users WHERE organization_id = $1 AND id = $2 AND active = 1",
                                organization, user);
}

void remove_factors(db::Tx& tx, OrganizationId organization, UserId user)
{
    tx.run("DELETE FROM passkeys WHERE organization_id = $1 AND user_id = $2", organization, user);
    tx.run("DELETE FROM recovery_codes WHERE organization_id = $1 AND user_id = $2", organization, user);
    tx.run(R"(
        UPDATE users
        SET    totp_secret = NULL, totp_pending = NULL, totp_last_step = 0, has_second_factor = 0
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, user);
}

} // namespace loggia::security::store
