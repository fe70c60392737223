// SPDX-License-Identifier: Apache-2.0
#include "features/activities/category.hpp"

#include <algorithm>
#include <array>

namespace loggia::activities {

namespace {

struct Rule {
    std::string_view beginning; // of the action, or all of it
    Category category;
};

// The first that fits.
constexpr std::array rules = {
    Rule{"portal.signed_in", Category::sign_in},
    Rule{"staff.signed_in", Category::sign_in},
    Rule{"account.locked_out", Category::sign_in},
    Rule{"staff.locked_out", Category::sign_in},
    Rule{"access.", Category::access},
    Rule{"account.", Category::safety},
    Rule{"staff.", Category::safety},
    Rule{"security.", Category::safety},
    Rule{"audit.", Category::safety},
    Rule{"impersonation.", Category::impersonation},
    Rule{"portal.property_seen", Category::data},
    Rule{"portal.", Category::settings},
    Rule{"feed.created", Category::settings},
    Rule{"feed.changed", Category::settings},
};

} // namespace

Category category_of(std::string_view action)
{
    auto const* const rule = std::ranges::find_if(rules, [&](Rule const& each) { return action.starts_with(each.beginning); });
    return rule == rules.end() ? Category::data : rule->category;
}

} // namespace loggia::activities
