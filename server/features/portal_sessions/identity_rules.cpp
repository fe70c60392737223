// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/identity_rules.hpp"

#include <algorithm>

namespace loggia::portal_sessions {

std::vector<Identity> identities_of(Person const& person)
{
    auto identities = person.sees_companies ? person.companies : std::vector<Identity>{};
    if (identities.empty()) identities.push_back(person.self);
    identities.insert(identities.end(), person.contacts.begin(), person.contacts.end());
    return identities;
}

Identity current_identity(std::vector<Identity> const& identities, std::optional<ContactId> contact, std::optional<CompanyId> company)
{
    auto const find = [&](IdentityKind kind, std::int64_t id) {
        return std::ranges::find_if(identities, [&](Identity const& each) { return each.kind == kind && each.id.value == id; });
    };
    auto found = contact ? find(IdentityKind::contact, contact->value) : identities.end();
    if (found == identities.end() && company) found = find(IdentityKind::company, company->value);
    return found == identities.end() ? identities.front() : *found;
}

bool must_choose(std::vector<Identity> const& identities, bool has_chosen)
{
    return identities.size() > 1 && !has_chosen;
}

} // namespace loggia::portal_sessions
