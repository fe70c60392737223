// SPDX-License-Identifier: Apache-2.0
#include "features/portals/managed_access.hpp"

#include "features/activities/record.hpp"

namespace loggia::portals {

contacts::Contact contact_or_404(http::Request& request, ContactId id)
{
    auto contact = contacts::find_contact(request.tx(), request.organization(), id);
    if (!contact) throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return *std::move(contact);
}

ManagedAccess managed_access(http::Request& request)
{
    auto access = store::find_access(request.tx(), request.organization(), request.id<AccessId>("access"));
    if (!access) throw Problem(Fault::not_found, "access_not_found", "This access does not exist.");
    auto contact = contact_or_404(request, access->contact_id);
    check_may_manage(request.actor, contact);
    return {*std::move(access), std::move(contact)};
}

ContactPortal portal_of(http::Request& request, store::AccessRow const& access)
{
    return portal_of_contact(request.tx(), request.organization(), access.contact_id, access.portal_id, request.now).value();
}

void record_access(http::Request& request, char const* action, ContactId contact, PortalId portal, std::string const& portal_name,
                   std::map<std::string, std::string> detail)
{
    detail["portal"] = portal_name;
    activities::record(request,
                       {.action = action, .contact = contact, .detail = std::move(detail), .also_on = {portal.value}, .told = {contact}});
}

} // namespace loggia::portals
