// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/impersonations/impersonation.hpp"
#include "features/portals/access.hpp"
#include "platform/db/database.hpp"

namespace loggia::impersonations::store {

Policy policy_of(db::Tx& tx, OrganizationId organization);

// The way of one contact into one portal.
struct Door {
    PortalId portal_id;
    std::string portal_name;
    std::string portal_slug;
    bool portal_enabled = false;
    std::optional<AccessId> access_id;
    std::optional<portals::AccessState> state; // as stored
    std::optional<Timestamp> expires_at;       // of the invitation
};
BOOST_DESCRIBE_STRUCT(Door, (), (portal_id, portal_name, portal_slug, portal_enabled, access_id, state, expires_at))

// Nothing when there is no such portal.
std::optional<Door> find_door(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal);

} // namespace loggia::impersonations::store
