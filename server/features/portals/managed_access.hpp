// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access_store.hpp"
#include "features/portals/contact_portals.hpp"

// What the routes of the portals widget have in common.
namespace loggia::portals {

// Problem(not_found, "contact_not_found").
contacts::Contact contact_or_404(http::Request& request, ContactId id);

// The access in the path, of a contact whose accesses the caller may manage. Problem: not_found "access_not_found"; forbidden
// "owner_or_admin_only".
struct ManagedAccess {
    store::AccessRow access;
    contacts::Contact contact;
};
ManagedAccess managed_access(http::Request& request);

ContactPortal portal_of(http::Request& request, store::AccessRow const& access);

// On the timelines of the contact and the portal; the contact hears of it at once.
void record_access(http::Request& request, char const* action, ContactId contact, PortalId portal, std::string const& portal_name,
                   std::map<std::string, std::string> detail = {});

} // namespace loggia::portals
