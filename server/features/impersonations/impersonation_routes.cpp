// SPDX-License-Identifier: Apache-2.0
#include "features/impersonations/impersonation_routes.hpp"

#include "features/activities/record.hpp"
#include "features/contacts/contact.hpp"
#include "features/impersonations/impersonation_store.hpp"
#include "features/portals/access_rules.hpp"
#include "features/sessions/session.hpp"

namespace loggia::impersonations {

namespace {

contacts::Contact contact_or_404(http::Request& request)
{
    auto contact = contacts::find_contact(request.tx(), request.organization(), request.id<ContactId>("contact"));
    if (!contact) throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return *std::move(contact);
}

Mode allowed_mode(http::Request& request)
{
    switch (store::policy_of(request.tx(), request.organization())) {
    case Policy::off:
        break;
    case Policy::read_only:
        return Mode::read_only;
    case Policy::act:
        return Mode::act;
    }
    throw Problem(Fault::forbidden, "impersonation_off", "Your organization does not allow seeing a portal as a client does.");
}

// Only where the client may come in, or was invited to.
AccessId access_behind(store::Door const& door, Timestamp now)
{
    bool const is_invited = door.state == portals::AccessState::invited && (!door.expires_at || *door.expires_at > now);
    if (door.state != portals::AccessState::active && !is_invited)
        throw Problem(Fault::conflict, "not_invited_or_active", "This contact is neither invited to this portal nor active in it.",
                      "portal_id");
    if (!door.portal_enabled) throw Problem(Fault::conflict, "portal_off", "This portal is switched off.", "portal_id");
    return *door.access_id;
}

http::Response start(http::Request& request, NewImpersonation const& input)
{
    auto const contact = contact_or_404(request);
    portals::check_may_manage(request.actor, contact);
    auto const mode = allowed_mode(request);
    auto const door = store::find_door(request.tx(), request.organization(), contact.id, input.portal_id);
    if (!door) throw Problem(Fault::invalid, "portal_not_found", "This portal does not exist.", "portal_id");
    auto const access = access_behind(*door, request.now);

    auto const session =
        sessions::create(request.tx(),
                         {.organization = request.organization(),
                          .kind = sessions::Kind::client,
                          .access = access,
                          .method = sessions::Method::impersonation,
                          .impersonation = mode == Mode::act ? http::Impersonation::Mode::act : http::Impersonation::Mode::read_only,
                          .impersonator = request.actor.user,
                          .impersonator_session = request.actor.session},
                         request.head, request.now);
    activities::record(request, {.action = "impersonation.started",
                                 .contact = contact.id,
                                 .detail = {{"portal", door->portal_name}, {"mode", std::string(json::enum_name(mode))}},
                                 .also_on = {door->portal_id.value}});
    request.set_cookie(sessions::impersonation_cookie(request.head, session.token));
    return http::json_response(201,
                               StartedImpersonation{"/" + door->portal_slug + "/", request.now + sessions::impersonation_lifetime, mode});
}

} // namespace

void add_routes(http::Router& router)
{
    router.post("/api/v1/contacts/{contact}/impersonations", http::Access::staff(), start)
        .tell_once()
        .summarize("See a portal as this contact does; sets the cookie of a client's session");
}

} // namespace loggia::impersonations
