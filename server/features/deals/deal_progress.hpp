// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/deal.hpp"
#include "platform/db/database.hpp"

namespace loggia::deals {

// The contact's deals as the portal's home shows them, in the order of deals_of_contact; lost ones are left out.
std::vector<DealProgress> progress_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Timestamp> since);

// One of a contact's deals, however it stands.
struct ContactDeal {
    DealProgress progress; // without stages when it was closed
    std::optional<Ending> ending;
    std::optional<Timestamp> ended_at;
};

// Open ones first, the newest of them first; then ended ones, the latest first. Of those, none that ended before `since`. At
// most 100.
std::vector<ContactDeal> deals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Timestamp> since);

}  // namespace loggia::deals
