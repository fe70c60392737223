// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/audit/audit.hpp"
#include "platform/db/database.hpp"

namespace loggia::audit::store {

// At most `limit` entries that pass the filter, `q` apart, after this place; the newest first.
std::vector<AuditEntry> entries_after(db::Tx& tx, OrganizationId organization, AuditFilter const& filter, std::optional<Place> const& after,
                                      std::int64_t limit);

} // namespace loggia::audit::store
