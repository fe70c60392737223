// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_rules.hpp"

#include <algorithm>

namespace loggia::deals {

static constexpr std::int64_t largest_value = 10'000'000'000'000;

std::optional<std::int64_t> position_between(std::optional<std::int64_t> above, std::optional<std::int64_t> below)
{
    if (!above && !below) return 0;
    if (!above) return *below - position_gap;
    if (!below) return *above + position_gap;
    if (*below - *above < 2) return std::nullopt;
    return *above + (*below - *above) / 2;
}

void check_value(std::optional<Money> const& value)
{
    if (!value) return;
    if (value->amount < 0 || value->amount > largest_value)
        throw Problem(Fault::invalid, "out_of_range", "This amount is too small or too large.", "/value/amount");
    if (!is_currency(value->currency))
        throw Problem(Fault::invalid, "currency_unknown", "This is not a currency of ISO 4217.", "/value/currency");
}

std::vector<Step> steps_of(std::vector<Stage> const& stages, StageId current)
{
    auto const here = std::ranges::find(stages, current, &Stage::id);
    if (here == stages.end() || here->kind == StageKind::lost) return {};
    std::vector<Step> steps;
    bool passed = false;
    for (auto const& stage : stages) {
        if (stage.kind != StageKind::open) continue;
        bool const is_current = stage.id == current;
        auto const state = is_current ? StepState::current : passed ? StepState::ahead : StepState::done;
        passed = passed || is_current;
        steps.push_back({stage.key, stage.name, state});
    }
    return steps;
}

}  // namespace loggia::deals
