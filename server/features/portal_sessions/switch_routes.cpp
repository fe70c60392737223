// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/switch_routes.hpp"

#include <algorithm>

#include "features/portal_sessions/entry.hpp"
#include "features/portal_sessions/portal_session_store.hpp"
#include "platform/live/hub.hpp"

namespace loggia::portal_sessions {

namespace {

// What the stream tells is for whom the session acted, and where: the app opens another.
void close_stream(http::Request& request)
{
    live::close_streams(request.tx(), request.organization(), {request.actor.session});
}

PortalSession change_identity(http::Request& request, IdentityChoice const& choice, std::optional<std::string> const& map_tiles)
{
    auto const& actor = request.actor;
    auto const session = session_of(request.tx(), actor.organization, actor.session, map_tiles, request.now);
    auto const is_chosen = [&](Identity const& identity) { return identity.kind == choice.kind && identity.id == choice.id; };
    if (std::ranges::none_of(session.identities, is_chosen))
        throw Problem(Fault::not_found, "identity_not_found", "You do not act for this person or company.");

    auto const contact = choice.kind == IdentityKind::contact ? std::optional(ContactId{choice.id.value}) : std::nullopt;
    auto const company = choice.kind == IdentityKind::company ? std::optional(CompanyId{choice.id.value}) : std::nullopt;
    sessions::act_for(request.tx(), actor.organization, actor.session, contact, company);
    // Staff who look through the person's eyes leave no choice behind for the person.
    if (!actor.impersonation) store::remember_identity(request.tx(), actor.organization, actor.access, contact, company);
    close_stream(request);
    return session_of(request.tx(), actor.organization, actor.session, map_tiles, request.now);
}

PortalSession change_portal(http::Request& request, PortalChoice const& choice, std::optional<std::string> const& map_tiles)
{
    auto answer = go_over(request, choice.slug, map_tiles);
    close_stream(request);
    return answer;
}

} // namespace

void add_switch_routes(http::Router& router, std::optional<std::string> tiles)
{
    using http::Access, http::Request;
    router.put("/api/v1/portal/session/identity", Access::client_with_any_password(),
               [tiles](Request& request, IdentityChoice const& input) { return change_identity(request, input, tiles); });
    router.put("/api/v1/portal/session/portal", Access::client_of_any_level(),
               [tiles](Request& request, PortalChoice const& input) { return change_portal(request, input, tiles); });
}

} // namespace loggia::portal_sessions
