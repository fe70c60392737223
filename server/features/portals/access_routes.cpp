// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access_routes.hpp"

#include "features/activities/record.hpp"
#include "features/portals/access_rules.hpp"
#include "features/portals/access_store.hpp"
#include "features/portals/invitation_mail.hpp"
#include "features/sessions/session.hpp"

namespace loggia::portals {

namespace {

contacts::Contact contact_or_404(http::Request& request, ContactId id)
{
    auto contact = contacts::find_contact(request.tx(), request.organization(), id);
    if (!contact) throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return *std::move(contact);
}

store::AccessRow access_or_404(http::Request& request)
{
    auto access = store::find_access(request.tx(), request.organization(), request.id<AccessId>("access"));
    if (!access) throw Problem(Fault::not_found, "access_not_found", "This access does not exist.");
    return *std::move(access);
}

// The access of a contact whose accesses the caller may manage.
store::AccessRow managed_access(http::Request& request)
{
    auto access = access_or_404(request);
    check_may_manage(request.actor, contact_or_404(request, access.contact_id));
    return access;
}

ContactPortal portal_of(http::Request& request, ContactId contact, PortalId portal)
{
    return store::portal_of_contact(request.tx(), request.organization(), contact, portal, request.now).value();
}

void follow_status(http::Request& request, ContactId contact)
{
    auto const states = store::states_of_contact(request.tx(), request.organization(), contact);
    contacts::set_portal_status(request.tx(), request.organization(), contact, status_from(states));
}

void record(http::Request& request, char const* action, ContactId contact, ContactPortal const& portal,
            std::map<std::string, std::string> detail = {})
{
    detail["portal"] = portal.portal_name;
    activities::record(request, {.action = action,
                                 .contact = contact,
                                 .deal = {},
                                 .property = {},
                                 .detail = std::move(detail),
                                 .also_on = {portal.portal_id.value},
                                 .told = {contact}});
}

void end_sessions(http::Request& request, live::Hub& hub, AccessId access)
{
    request.tx().after_commit([&hub, ended = sessions::end_of_access(request.tx(), request.organization(), access)] {
        for (auto const session : ended) hub.close_session(session);
    });
}

ContactPortals list_portals(http::Request& request)
{
    auto const contact = contact_or_404(request, request.id<ContactId>("contact"));
    return {store::portals_of_contact(request.tx(), request.organization(), contact.id, request.now), missing_for_invitation(contact)};
}

// The contact as it is invited: with the corrected address and, when nobody looks after it, the inviting admin as owner.
contacts::Contact prepare_contact(http::Request& request, NewAccess const& input)
{
    auto contact = contact_or_404(request, request.id<ContactId>("contact"));
    check_may_manage(request.actor, contact);
    if (input.email && input.email != contact.email) {
        contacts::set_email(request.tx(), request.organization(), contact.id, *input.email);
        contact.email = input.email;
    }
    check_complete(contact);
    if (!contact.owner_id) contacts::set_owner(request.tx(), request.organization(), contact.id, request.actor.user);
    return contact;
}

ContactPortal invite(http::Request& request, NewAccess const& input)
{
    auto const contact = prepare_contact(request, input);
    auto const portal = store::portal_of_contact(request.tx(), request.organization(), contact.id, input.portal_id, request.now);
    if (!portal) throw Problem(Fault::invalid, "portal_not_found", "This portal does not exist.", "portal_id");
    if (!portal->portal_enabled) throw Problem(Fault::conflict, "portal_off", "Switch the portal on before inviting to it.", "portal_id");

    auto const account = store::account_of(request.tx(), request.organization(), contact.id, request.now);
    auto const access = store::insert_access(request.tx(), request.organization(),
                                             {input.portal_id, account, input.level, request.actor.user}, request.now);
    if (!access) throw Problem(Fault::conflict, "already_invited", "This contact has an access to this portal already.", "portal_id");
    follow_status(request, contact.id);
    enqueue_invitation(request.tx(), request.organization(), {*access, 1}, request.now);
    auto const result = portal_of(request, contact.id, input.portal_id);
    record(request, "access.invited", contact.id, result,
           {{"email", contact.email->text()}, {"level", std::string(json::enum_name(input.level))}});
    return result;
}

ContactPortal invite_again(http::Request& request)
{
    auto const access = access_or_404(request);
    auto const contact = contact_or_404(request, access.contact_id);
    check_may_manage(request.actor, contact);
    check_may_resend(access.state, access.has_own_password);
    if (!access.portal_enabled) throw Problem(Fault::conflict, "portal_off", "Switch the portal on before inviting to it.");
    check_complete(contact);
    auto const generation = store::renew_invitation(request.tx(), request.organization(), access, request.actor.user, request.now);
    enqueue_invitation(request.tx(), request.organization(), {access.id, generation}, request.now);
    auto const result = portal_of(request, contact.id, access.portal_id);
    record(request, "access.invited_again", contact.id, result, {{"email", contact.email->text()}});
    return result;
}

ContactPortal change_level(http::Request& request, LevelChange const& input)
{
    auto const access = managed_access(request);
    if (access.level == input.level) return portal_of(request, access.contact_id, access.portal_id);
    store::set_level(request.tx(), request.organization(), access.id, input.level);
    auto const result = portal_of(request, access.contact_id, access.portal_id);
    record(request, "access.level_changed", access.contact_id, result, {{"level", std::string(json::enum_name(input.level))}});
    return result;
}

ContactPortal change_block(http::Request& request, BlockChange const& input, live::Hub& hub)
{
    auto const access = managed_access(request);
    bool const is_blocked = access.state == AccessState::blocked;
    if (is_blocked == input.blocked) return portal_of(request, access.contact_id, access.portal_id);
    auto const unblocked = access.last_sign_in_at ? AccessState::active : AccessState::invited;
    store::set_state(request.tx(), request.organization(), access.id, input.blocked ? AccessState::blocked : unblocked);
    if (input.blocked) end_sessions(request, hub, access.id);
    follow_status(request, access.contact_id);
    auto const result = portal_of(request, access.contact_id, access.portal_id);
    record(request, input.blocked ? "access.blocked" : "access.unblocked", access.contact_id, result);
    return result;
}

http::Nothing remove_access(http::Request& request, live::Hub& hub)
{
    auto const access = managed_access(request);
    end_sessions(request, hub, access.id);
    store::remove_access(request.tx(), request.organization(), access);
    follow_status(request, access.contact_id);
    record(request, "access.removed", access.contact_id, portal_of(request, access.contact_id, access.portal_id));
    return {};
}

} // namespace

void add_access_routes(http::Router& router, live::Hub& hub)
{
    using http::Access, http::Request;
    router.get("/api/v1/contacts/{contact}/portals", Access::staff(), list_portals);
    router.post("/api/v1/contacts/{contact}/accesses", Access::staff(), invite);
    router.post("/api/v1/accesses/{access}/invitations", Access::staff(), invite_again);
    router.put("/api/v1/accesses/{access}/level", Access::staff(), change_level);
    router.put("/api/v1/accesses/{access}/block", Access::staff(),
               [&hub](Request& request, BlockChange const& input) { return change_block(request, input, hub); });
    router.remove("/api/v1/accesses/{access}", Access::staff(), [&hub](Request& request) { return remove_access(request, hub); });
}

} // namespace loggia::portals
