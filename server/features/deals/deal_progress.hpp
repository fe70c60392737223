// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/deal.hpp"
#include "platform/db/database.hpp"

namespace loggia::deals {

// The contact's deals as the portal shows them, newest first; lost ones are left out.
std::vector<DealProgress> progress_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

}  // namespace loggia::deals
