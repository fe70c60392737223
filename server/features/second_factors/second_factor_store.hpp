// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/second_factors/second_factor.hpp"

// Every statement about the second factor of staff.
namespace loggia::second_factors::store {

struct FactorRow {
    UserId id;
    std::string name;
    EmailAddress email;
    std::string organization_name;
    bool is_required = false;
    bool has_second_factor = false;
    std::optional<std::string> totp_secret;  // sealed, confirmed
    std::optional<std::string> totp_pending; // sealed, shown but not confirmed yet
    std::int64_t totp_last_step = 0;
    std::int64_t passkeys = 0;
    std::int64_t recovery_codes = 0;
};
BOOST_DESCRIBE_STRUCT(FactorRow, (),
                      (id, name, email, organization_name, is_required, has_second_factor, totp_secret, totp_pending, totp_last_step,
                       passkeys, recovery_codes))

std::optional<FactorRow> find_factor(db::Tx& tx, OrganizationId organization, UserId user); // who is active

void set_pending(db::Tx& tx, OrganizationId organization, UserId user, std::string const& sealed);
// Makes the pending key, if it still is `sealed`, the one that counts; `step` is used up. False when it is another by now.
bool confirm_pending(db::Tx& tx, OrganizationId organization, UserId user, std::string const& sealed, std::int64_t step);
void remove_totp(db::Tx& tx, OrganizationId organization, UserId user);
// Uses up the step; false when it or a later one was used before.
bool use_step(db::Tx& tx, OrganizationId organization, UserId user, std::int64_t step);

void replace_recovery_codes(db::Tx& tx, OrganizationId organization, UserId user, std::vector<std::string> const& hashes);
bool use_recovery_code(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash);

} // namespace loggia::second_factors::store
