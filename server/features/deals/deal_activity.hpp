// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/record.hpp"
#include "features/deals/offer.hpp"

namespace loggia::deals {

// An act on a deal: it stands on the timelines of the deal and all its contacts, who hear of it at once.
activities::Act act_on(db::Tx& tx, OrganizationId organization, DealId deal, std::string action);

// "deal.property_viewed"; going back to to_review is "deal.property_reopened".
std::string action_of(OfferStatus status);

}  // namespace loggia::deals
