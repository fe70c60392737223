// SPDX-License-Identifier: Apache-2.0
#include "features/deals/contact_deals.hpp"

namespace loggia::deals {

DealsInShort deals_in_short(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx
        .find<DealsInShort>(R"(
        SELECT COUNT(CASE WHEN stages.kind = 'open' THEN 1 END) AS open,
               COUNT(CASE WHEN stages.kind <> 'open' THEN 1 END) AS closed,
               (SELECT COUNT(*)
                FROM   deal_contacts AS theirs
                JOIN   offers ON offers.organization_id = theirs.organization_id AND offers.deal_id = theirs.deal_id
                WHERE  theirs.organization_id = $1 AND theirs.contact_id = $2) AS offers
        FROM   deal_contacts
        JOIN   deals ON deals.organization_id = deal_contacts.organization_id AND deals.id = deal_contacts.deal_id
        JOIN   stages ON stages.organization_id = deals.organization_id AND stages.id = deals.stage_id
        WHERE  deal_contacts.organization_id = $1 AND deal_contacts.contact_id = $2
    )",
                            organization, contact)
        .value();
}

} // namespace loggia::deals
