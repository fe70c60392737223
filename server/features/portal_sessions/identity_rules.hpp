// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_sessions/portal_session.hpp"

// For whom a person may act in a portal (PRODUCT 5.11). Pure functions.
namespace loggia::portal_sessions {

struct Person {
    Identity self;
    std::vector<Identity> contacts;  // those he stands for
    std::vector<Identity> companies; // those he belongs to
    bool sees_companies = false;     // the whole company's records, of any kind
};

// At least one. Where the whole company's records are shown the companies stand in the person's own place: his own records are
// among theirs.
std::vector<Identity> identities_of(Person const& person);

// What a session acts as: the contact or company that was chosen last, while it is among the identities, else the first.
Identity current_identity(std::vector<Identity> const& identities, std::optional<ContactId> contact, std::optional<CompanyId> company);

bool must_choose(std::vector<Identity> const& identities, bool has_chosen);

} // namespace loggia::portal_sessions
