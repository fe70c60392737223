// SPDX-License-Identifier: Apache-2.0
#include "features/sessions/fresh.hpp"

namespace loggia::sessions {

bool is_fresh(db::Tx& tx, OrganizationId organization, SessionId session, Timestamp now)
{
    return tx
        .number("SELECT 1 FROM sessions WHERE organization_id = $1 AND id = $2 AND created_at > $3", organization, session, now - fresh_for)
        .has_value();
}

Problem proof_required()
{
    return {Fault::forbidden, "proof_required", "Enter your password once more, or sign in anew."};
}

} // namespace loggia::sessions
