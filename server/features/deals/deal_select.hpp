// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// For the stores of this feature only.
namespace loggia::deals::store {

// The columns of DealRow; WHERE follows.
inline std::string const select_deals = R"(
    SELECT    deals.id, deals.version, deals.title, deals.pipeline_id, deals.stage_id, stages.kind AS stage_kind, deals.position,
              deals.value_amount, deals.value_currency, deals.expected_on, deals.owner_id, users.name AS owner_name,
              deals.criteria, deals.stage_changed_at, deals.created_at
    FROM      deals
    JOIN      stages ON stages.organization_id = deals.organization_id AND stages.id = deals.stage_id
    LEFT JOIN users ON users.organization_id = deals.organization_id AND users.id = deals.owner_id
)";

}  // namespace loggia::deals::store
