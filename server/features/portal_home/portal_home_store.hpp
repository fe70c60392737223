// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_home/portal_home.hpp"

// The statements of the portal's pages that no other slice offers. Each takes the organization first.
namespace loggia::portal_home::store {

struct AgentRow {
    UserId id;
    PortalAgent agent;
};
BOOST_DESCRIBE_STRUCT(AgentRow, (), (id, agent))

std::optional<AgentRow> agent_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);
std::string user_name(db::Tx& tx, OrganizationId organization, UserId user);
std::string organization_locale(db::Tx& tx, OrganizationId organization);
std::string organization_time_zone(db::Tx& tx, OrganizationId organization);

// What was said of an offer by staff and for this contact, oldest first, as activity actions.
struct ChangeRow {
    std::string action;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(ChangeRow, (), (action, at))
std::vector<ChangeRow> changes(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, ContactId contact);

// Whether a photo is of a property that the viewer is shown (deals::offers_of_contact).
bool may_see_photo(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, PhotoId photo);

// True for the first time only.
bool add_sight(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, Timestamp now);

} // namespace loggia::portal_home::store
