// SPDX-License-Identifier: Apache-2.0
#include "features/second_factors/second_factor.hpp"

#include "features/one_time/one_time.hpp"
#include "features/second_factors/second_factor_store.hpp"

namespace loggia::second_factors {

std::optional<SecondStep> begin_second_step(db::Tx& tx, OrganizationId organization, UserId user, Passkeys passkeys, Timestamp now)
{
    auto const factor = store::find_factor(tx, organization, user);
    if (!factor || !factor->has_second_factor) return std::nullopt;
    SecondStep step;
    if (factor->totp_secret) step.methods.push_back(StepMethod::totp);
    if (factor->recovery_codes > 0) step.methods.push_back(StepMethod::recovery_code);
    if (factor->passkeys > 0 && passkeys == Passkeys::possible) step.methods.push_back(StepMethod::passkey);
    step.attempt = one_time::issue(tx, {one_time::Purpose::second_factor, {.organization = organization, .user = user}}, now).token;
    return step;
}

bool may_remove(db::Tx& tx, OrganizationId organization, UserId user, Factor factor)
{
    auto const row = store::find_factor(tx, organization, user);
    if (!row || !row->is_required) return true;
    return factor == Factor::totp ? row->passkeys > 0 : row->totp_secret || row->passkeys > 1;
}

void require_may_remove(db::Tx& tx, OrganizationId organization, UserId user, Factor factor)
{
    if (may_remove(tx, organization, user, factor)) return;
    throw Problem(Fault::conflict, "second_factor_required", "Your organization asks for a second factor: add another one first.");
}

} // namespace loggia::second_factors
