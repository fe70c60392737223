// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/security/security.hpp"
#include "platform/db/database.hpp"

// Every statement about an organization's rules of safety.
namespace loggia::security::store {

struct RulesRow {
    staff::SecondFactorRule second_factor = staff::SecondFactorRule::optional;
    staff::ImpersonationRule impersonation = staff::ImpersonationRule::read_only;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(RulesRow, (), (second_factor, impersonation, version))

RulesRow rules_of(db::Tx& tx, OrganizationId organization);
// False: the version has changed.
bool update_rules(db::Tx& tx, OrganizationId organization, RulesRow const& rules, std::int64_t expected_version);

std::vector<staff::User> without_second_factor(db::Tx& tx, OrganizationId organization); // active ones, by name

std::optional<staff::User> find_user(db::Tx& tx, OrganizationId organization, UserId user);
// The app's key, recovery codes and passkeys of a user.
void remove_factors(db::Tx& tx, OrganizationId organization, UserId user);

} // namespace loggia::security::store
