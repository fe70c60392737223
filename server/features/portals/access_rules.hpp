// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "features/contacts/contact.hpp"
#include "features/deals/contact_deals.hpp"
#include "features/portals/access.hpp"
#include "platform/http/actor.hpp"

// Who may be invited by whom, to what, and what follows from it (PRODUCT 5.6 to 5.8, 5.12, 5.13). Pure functions.
namespace loggia::portals {

// Clients and partners need an e-mail address and both names; a lead also has to be active: without deals, or with an open one.
std::vector<MissingField> missing_for_invitation(contacts::Contact const& contact, deals::DealsInShort const& deals);
// A portal in which nothing is to be seen disappoints; partners are not there for homes.
std::vector<Recommendation> recommended_for_invitation(contacts::Contact const& contact, deals::DealsInShort const& deals);

// Throws Problem(invalid, "contact_incomplete") naming each missing field.
void check_complete(std::span<MissingField const> missing);

// An admin, or the agent who owns the contact.
bool may_manage(http::Actor const& actor, contacts::Contact const& contact);
// Else Problem(forbidden, "owner_or_admin_only").
void check_may_manage(http::Actor const& actor, contacts::Contact const& contact);

// What an access allows, as it is stored: only what differs from the level.
struct Grant {
    Level level = Level::standard;
    auth::Rights granted;
    auth::Rights denied;
    auth::RecordKinds company_scope;
    std::optional<std::int64_t> retention_days;

    auth::Rights effective() const { return auth::effective_rights(level, granted, denied); }
    bool operator==(Grant const&) const = default;
};
// Problem(invalid, "invalid_body") naming the right that stands in the list twice.
Grant grant_from(RightsChange const& change);
std::vector<RightOverride> overrides_of(Grant const& grant);

// Where a contact stands, from the stored states of its accesses: active before invited before blocked before added.
contacts::ContactStatus status_from(std::span<AccessState const> states);

// What a lifted block leads back to: who never signed in is invited still, unless he let himself in.
AccessState unblocked_state(bool has_signed_in, bool was_invited);

// A new invitation is of use only to those who cannot sign in with a password of their own.
// Throws Problem(conflict): "already_active", "access_blocked", or "approval_pending".
void check_may_resend(AccessState state, bool has_own_password);

// What one mail carries that invites to all these portals. A link goes as soon as one of them asks for it: a temporary
// password would open that one too.
enum class Carries { nothing, temporary_password, activation_link };
Carries carried_by(bool has_own_password, std::span<InvitationStyle const> styles);

} // namespace loggia::portals
