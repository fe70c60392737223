// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/deal.hpp"

// What the business allows of deals. Pure functions: no database, clock or HTTP.
namespace loggia::deals {

// The position of a deal between two neighbours of its stage (absent: none on that side). Nothing when there is no room:
// then the stage is numbered anew, position_gap apart.
inline constexpr std::int64_t position_gap = 65536;
std::optional<std::int64_t> position_between(std::optional<std::int64_t> above, std::optional<std::int64_t> below);

// Throws Problem(invalid) for an amount below zero or beyond 10^13 minor units, or a currency that is none.
void check_value(std::optional<Money> const& value);

// The steps of a deal's client. `stages` are those of its pipeline in order; empty for a lost deal.
std::vector<Step> steps_of(std::vector<Stage> const& stages, StageId current);

}  // namespace loggia::deals
