// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/deal_store.hpp"

namespace loggia::deals {

// Adds contacts, counts and photos to rows, in a number of statements that grows with every 50 rows, not with each.
std::vector<DealCard> to_cards(db::Tx& tx, OrganizationId organization, std::vector<store::DealRow> rows);

// The board: per stage the totals and its first 50 deals. Throws Problem(not_found) when there is no such pipeline.
Board load_board(db::Tx& tx, OrganizationId organization, PipelineId pipeline);

}  // namespace loggia::deals
