// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access_routes.hpp"

#include "features/activities/record.hpp"
#include "features/portals/approval_mail.hpp"
#include "features/portals/managed_access.hpp"
#include "features/sessions/session.hpp"

namespace loggia::portals {

namespace {

void record(http::Request& request, char const* action, store::AccessRow const& access, std::map<std::string, std::string> detail = {})
{
    record_access(request, action, access.contact_id, access.portal_id, access.portal_name, std::move(detail));
}

ContactPortals list_portals(http::Request& request)
{
    return widget_of(request, contact_or_404(request, request.id<ContactId>("contact")));
}

ContactPortal change_rights(http::Request& request, RightsChange const& input)
{
    auto const access = managed_access(request).access;
    auto const grant = grant_from(input);
    if (grant == access.grant()) return portal_of(request, access);
    store::set_grant(request.tx(), request.organization(), access.id, grant);
    sessions::close_streams_of_access(request.tx(), request.organization(), access.id);
    record(request, "access.rights_changed", access, {{"level", std::string(json::enum_name(grant.level))}});
    return portal_of(request, access);
}

ContactPortal change_block(http::Request& request, BlockChange const& input)
{
    auto const access = managed_access(request).access;
    bool const is_blocked = access.state == AccessState::blocked;
    if (is_blocked == input.blocked) return portal_of(request, access);
    if (access.state == AccessState::pending)
        throw Problem(Fault::conflict, "approval_pending", "This registration waits for approval: approve or decline it.");
    auto const unblocked = unblocked_state(access.last_sign_in_at.has_value(), access.invited_at.has_value());
    store::set_state(request.tx(), request.organization(), access.id, input.blocked ? AccessState::blocked : unblocked);
    if (input.blocked) sessions::end_of_access(request.tx(), request.organization(), access.id, request.now);
    follow_status(request.tx(), request.organization(), access.contact_id);
    record(request, input.blocked ? "access.blocked" : "access.unblocked", access);
    return portal_of(request, access);
}

http::Nothing remove_access(http::Request& request)
{
    auto const access = managed_access(request).access;
    sessions::end_of_access(request.tx(), request.organization(), access.id, request.now);
    store::remove_access(request.tx(), request.organization(), access);
    follow_status(request.tx(), request.organization(), access.contact_id);
    record(request, "access.removed", access);
    return {};
}

ContactPortals decide(http::Request& request, ApprovalChoice const& choice)
{
    auto [access, contact] = managed_access(request);
    if (access.state != AccessState::pending) throw Problem(Fault::conflict, "not_pending", "Nobody waits for approval here any more.");
    auto& tx = request.tx();
    if (choice.approved) {
        store::set_state(tx, request.organization(), access.id, AccessState::active);
        if (!contact.owner_id) contacts::set_owner(tx, request.organization(), contact.id, request.actor.user);
    } else {
        store::remove_access(tx, request.organization(), access);
    }
    follow_status(tx, request.organization(), contact.id);
    enqueue_approval(tx, request.organization(), {contact.id, access.portal_id, choice.approved}, request.now);
    record(request, choice.approved ? "access.approved" : "access.declined", access);
    return widget_of(request, contact_or_404(request, contact.id));
}

// Both: whose account it is, and whose things it then sees. The caller looks after both.
struct Standing {
    contacts::Contact contact;
    contacts::Contact other;
    std::optional<AccountId> account;
};

Standing standing_of(http::Request& request)
{
    Standing standing{
        contact_or_404(request, request.id<ContactId>("contact")), contact_or_404(request, request.id<ContactId>("other")), {}};
    check_may_manage(request.actor, standing.contact);
    check_may_manage(request.actor, standing.other);
    standing.account = store::find_account(request.tx(), request.organization(), standing.contact.id);
    return standing;
}

void record_standing(http::Request& request, char const* action, Standing const& standing)
{
    auto const& other = standing.other;
    activities::record(request, {.action = action,
                                 .contact = standing.contact.id,
                                 .detail = {{"name", other.first_name + " " + other.last_name}},
                                 .also_on = {other.id.value},
                                 .told = {standing.contact.id}});
}

ContactPortals stand_for(http::Request& request)
{
    auto const standing = standing_of(request);
    if (standing.contact.id == standing.other.id)
        throw Problem(Fault::invalid, "contact_not_found", "Nobody needs to stand for himself.", "other");
    if (!standing.account) throw Problem(Fault::conflict, "not_invited_or_active", "Invite this contact to a portal first.");
    if (store::add_stood_for(request.tx(), request.organization(), *standing.account, standing.other.id, request.actor.user, request.now))
        record_standing(request, "access.stands_for_added", standing);
    return widget_of(request, standing.contact);
}

http::Nothing stand_for_no_more(http::Request& request)
{
    auto const standing = standing_of(request);
    auto& tx = request.tx();
    if (!standing.account || !store::remove_stood_for(tx, request.organization(), *standing.account, standing.other.id)) return {};
    sessions::stop_acting_for(tx, request.organization(), *standing.account, standing.other.id);
    record_standing(request, "access.stands_for_removed", standing);
    return {};
}

PortalRequests list_requests(http::Request& request)
{
    return requests_of(request.tx(), request.organization());
}

Levels show_levels(http::Request&)
{
    Levels levels;
    for (auto const level : {Level::basic, Level::standard, Level::extended})
        levels.levels.push_back({level, auth::rights_of(level).members()});
    return levels;
}

} // namespace

void add_access_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/contacts/{contact}/portals", Access::staff(), list_portals);
    router.put("/api/v1/accesses/{access}/rights", Access::staff(), change_rights);
    router.put("/api/v1/accesses/{access}/block", Access::staff(), change_block);
    router.remove("/api/v1/accesses/{access}", Access::staff(), remove_access);
    router.put("/api/v1/accesses/{access}/approval", Access::staff(), decide);
    router.put("/api/v1/contacts/{contact}/stands-for/{other}", Access::staff(), stand_for);
    router.remove("/api/v1/contacts/{contact}/stands-for/{other}", Access::staff(), stand_for_no_more);
    router.get("/api/v1/portal-requests", Access::staff(), list_requests);
    router.get("/api/v1/levels", Access::staff(), show_levels);
}

} // namespace loggia::portals
