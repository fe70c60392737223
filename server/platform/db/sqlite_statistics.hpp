// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"

namespace loggia::db {

// Tells SQLite's planner how the tenant tables look when they are full, so that its choices do not depend on when somebody
// last ran ANALYZE. Left to itself it takes ten rows for each organization, and reads all deals of one to find a contact's
// three. Runs after the migrations; connections opened later see it.
void teach_planner(Tx& tx);

}  // namespace loggia::db
