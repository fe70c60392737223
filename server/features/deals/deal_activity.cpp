// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_activity.hpp"

#include "features/deals/deal_store.hpp"

namespace loggia::deals {

activities::Act act_on(db::Tx& tx, OrganizationId organization, DealId deal, std::string action)
{
    activities::Act act;
    act.action = std::move(action);
    act.deal = deal;
    act.told = store::contact_ids_of(tx, organization, deal);
    for (auto const contact : act.told) act.also_on.push_back(contact.value);
    if (act.told.size() == 1) act.contact = act.told.front();
    return act;
}

std::string action_of(OfferStatus status)
{
    if (status == OfferStatus::to_review) return "deal.property_reopened";
    return "deal.property_" + std::string(json::enum_name(status));
}

}  // namespace loggia::deals
