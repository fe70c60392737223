// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access_rules.hpp"

#include <algorithm>

namespace loggia::portals {

std::vector<MissingField> missing_for_invitation(contacts::Contact const& contact)
{
    std::vector<MissingField> missing;
    if (!contact.email) missing.push_back(MissingField::email);
    if (contact.first_name.empty()) missing.push_back(MissingField::first_name);
    if (contact.last_name.empty()) missing.push_back(MissingField::last_name);
    return missing;
}

void check_complete(contacts::Contact const& contact)
{
    std::vector<FieldError> errors;
    for (auto const missing : missing_for_invitation(contact))
        errors.push_back({"/" + std::string(json::enum_name(missing)), "required", "is needed for an invitation"});
    if (!errors.empty()) throw Problem(Fault::invalid, "contact_incomplete", "Complete the contact before inviting it.", std::move(errors));
}

void check_may_manage(http::Actor const& actor, contacts::Contact const& contact)
{
    if (actor.is_admin || contact.owner_id == actor.user) return;
    throw Problem(Fault::forbidden, "owner_or_admin_only", "Only the contact's own agent or an administrator may do this.");
}

contacts::ContactStatus status_from(std::span<AccessState const> states)
{
    auto const has = [&](AccessState state) { return std::ranges::find(states, state) != states.end(); };
    if (has(AccessState::active)) return contacts::ContactStatus::active;
    if (has(AccessState::invited)) return contacts::ContactStatus::invited;
    if (has(AccessState::blocked)) return contacts::ContactStatus::blocked;
    return contacts::ContactStatus::added;
}

void check_may_resend(AccessState state, bool has_own_password)
{
    if (state == AccessState::blocked) throw Problem(Fault::conflict, "access_blocked", "This access is blocked. Unblock it first.");
    if (state == AccessState::active && has_own_password)
        throw Problem(Fault::conflict, "already_active", "This contact signs in with a password of its own.");
}

} // namespace loggia::portals
