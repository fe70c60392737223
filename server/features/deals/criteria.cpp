// SPDX-License-Identifier: Apache-2.0
#include "features/deals/criteria.hpp"

#include <algorithm>

namespace loggia::deals {

static constexpr std::size_t longest_entry = 80;  // characters

static std::string trim(std::string const& text)
{
    static constexpr auto blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

static std::vector<std::string> tidy(std::vector<std::string> const& entries, std::string const& member)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto entry = trim(entries[i]);
        if (json::count_characters(entry) > longest_entry)
            throw Problem(Fault::invalid, "too_long", "An entry has at most 80 characters.",
                          "/criteria/" + member + "/" + std::to_string(i));
        if (!entry.empty() && std::ranges::find(result, entry) == result.end()) result.push_back(std::move(entry));
    }
    return result;
}

Criteria tidy(Criteria criteria)
{
    std::ranges::sort(criteria.types);
    criteria.types.erase(std::ranges::unique(criteria.types).begin(), criteria.types.end());
    criteria.towns = tidy(criteria.towns, "towns");
    criteria.features = tidy(criteria.features, "features");
    return criteria;
}

Criteria read_criteria(std::string const& column) { return json::read_text<Criteria>(column); }

}  // namespace loggia::deals
