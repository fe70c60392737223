// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/contacts/contact.hpp"
#include "features/portals/access.hpp"

// Reading the portals of a contact, as its widget shows them.
namespace loggia::portals {

std::vector<ContactPortal> portals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now);
std::optional<ContactPortal> portal_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal, Timestamp now);

// All of the widget, for the staff member who asks.
ContactPortals widget_of(http::Request& request, contacts::Contact const& contact);

// What an invitation of this contact still needs.
std::vector<MissingField> missing_of(http::Request& request, contacts::Contact const& contact);

PortalRequests requests_of(db::Tx& tx, OrganizationId organization);

} // namespace loggia::portals
