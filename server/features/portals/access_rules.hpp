// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "features/contacts/contact.hpp"
#include "features/portals/access.hpp"
#include "platform/http/actor.hpp"

// Who may be invited by whom, and what follows from it (PRODUCT 5.6, 5.12, 5.13). Pure functions.
namespace loggia::portals {

std::vector<MissingField> missing_for_invitation(contacts::Contact const& contact);

// Throws Problem(invalid, "contact_incomplete") naming each missing field.
void check_complete(contacts::Contact const& contact);

// An admin, or the agent who owns the contact; else Problem(forbidden, "owner_or_admin_only").
void check_may_manage(http::Actor const& actor, contacts::Contact const& contact);

// Where a contact stands, from the stored states of its accesses: active before invited before blocked before added.
contacts::ContactStatus status_from(std::span<AccessState const> states);

// A new invitation is of use only to those who cannot sign in with a password of their own.
// Throws Problem(conflict): "already_active" or "access_blocked".
void check_may_resend(AccessState state, bool has_own_password);

} // namespace loggia::portals
