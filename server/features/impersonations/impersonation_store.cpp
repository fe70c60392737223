// SPDX-License-Identifier: Apache-2.0
#include "features/impersonations/impersonation_store.hpp"

namespace loggia::impersonations::store {

struct PolicyRow {
    Policy impersonation = Policy::off;
};
BOOST_DESCRIBE_STRUCT(PolicyRow, (), (impersonation))

Policy policy_of(db::Tx& tx, OrganizationId organization)
{
    return tx.find<PolicyRow>("SELECT impersonation FROM organizations WHERE id = $1", organization).value().impersonation;
}

std::optional<Door> find_door(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal)
{
    return tx.find<Door>(R"(
        SELECT    portals.id AS portal_id, portals.name AS portal_name, portals.slug AS portal_slug, portals.enabled AS portal_enabled,
                  accesses.id AS access_id, accesses.state, accesses.expires_at
        FROM      portals
        LEFT JOIN accounts ON accounts.organization_id = portals.organization_id AND accounts.contact_id = $2
        LEFT JOIN accesses ON accesses.organization_id = portals.organization_id AND accesses.account_id = accounts.id
                          AND accesses.portal_id = portals.id
        WHERE     portals.organization_id = $1 AND portals.id = $3
    )",
                         organization, contact, portal);
}

} // namespace loggia::impersonations::store
