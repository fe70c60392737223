// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access_rules.hpp"

#include <algorithm>

namespace loggia::portals {

std::vector<MissingField> missing_for_invitation(contacts::Contact const& contact, deals::DealsInShort const& deals)
{
    std::vector<MissingField> missing;
    if (!contact.email) missing.push_back(MissingField::email);
    if (contact.first_name.empty()) missing.push_back(MissingField::first_name);
    if (contact.last_name.empty()) missing.push_back(MissingField::last_name);
    bool const is_lead = contact.kind == contacts::ContactKind::lead;
    if (is_lead && deals.open == 0 && deals.closed > 0) missing.push_back(MissingField::active_lead);
    return missing;
}

std::vector<Recommendation> recommended_for_invitation(contacts::Contact const& contact, deals::DealsInShort const& deals)
{
    if (contact.kind == contacts::ContactKind::partner || deals.offers > 0) return {};
    return {Recommendation::linked_property};
}

void check_complete(std::span<MissingField const> missing)
{
    std::vector<FieldError> errors;
    for (auto const field : missing)
        errors.push_back({"/" + std::string(json::enum_name(field)), "required", "is needed for an invitation"});
    if (!errors.empty()) throw Problem(Fault::invalid, "contact_incomplete", "Complete the contact before inviting it.", std::move(errors));
}

bool may_manage(http::Actor const& actor, contacts::Contact const& contact)
{
    return actor.is_admin || contact.owner_id == actor.user;
}

void check_may_manage(http::Actor const& actor, contacts::Contact const& contact)
{
    if (may_manage(actor, contact)) return;
    throw Problem(Fault::forbidden, "owner_or_admin_only", "Only the contact's own agent or an administrator may do this.");
}

Grant grant_from(RightsChange const& change)
{
    Grant grant{change.level, {}, {}, auth::RecordKinds::of(change.company_scope), change.retention_days};
    auto const usual = auth::rights_of(change.level);
    auth::Rights seen;
    for (std::size_t i = 0; i < change.overrides.size(); ++i) {
        auto const [right, allowed] = change.overrides[i];
        if (seen.has(right)) json::refuse({{"/overrides/" + std::to_string(i) + "/right", "not_allowed", "stands in the list twice"}});
        seen = seen.with({right});
        if (allowed && !usual.has(right)) grant.granted = grant.granted.with({right});
        if (!allowed && usual.has(right)) grant.denied = grant.denied.with({right});
    }
    return grant;
}

std::vector<RightOverride> overrides_of(Grant const& grant)
{
    std::vector<RightOverride> overrides;
    for (auto const right : grant.granted.with(grant.denied).members()) overrides.push_back({right, grant.granted.has(right)});
    return overrides;
}

contacts::ContactStatus status_from(std::span<AccessState const> states)
{
    auto const has = [&](AccessState state) { return std::ranges::find(states, state) != states.end(); };
    if (has(AccessState::active)) return contacts::ContactStatus::active;
    if (has(AccessState::invited)) return contacts::ContactStatus::invited;
    if (has(AccessState::blocked)) return contacts::ContactStatus::blocked;
    return contacts::ContactStatus::added;
}

AccessState unblocked_state(bool has_signed_in, bool was_invited)
{
    return has_signed_in || !was_invited ? AccessState::active : AccessState::invited;
}

void check_may_resend(AccessState state, bool has_own_password)
{
    if (state == AccessState::blocked) throw Problem(Fault::conflict, "access_blocked", "This access is blocked. Unblock it first.");
    if (state == AccessState::pending)
        throw Problem(Fault::conflict, "approval_pending", "This registration waits for approval: approve or decline it.");
    if (state == AccessState::active && has_own_password)
        throw Problem(Fault::conflict, "already_active", "This contact signs in with a password of its own.");
}

Carries carried_by(bool has_own_password, std::span<InvitationStyle const> styles)
{
    if (has_own_password) return Carries::nothing;
    bool const wants_link = std::ranges::find(styles, InvitationStyle::activation_link) != styles.end();
    return wants_link ? Carries::activation_link : Carries::temporary_password;
}

} // namespace loggia::portals
