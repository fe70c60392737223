// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/open_sessions.hpp"

#include "features/activities/record.hpp"
#include "features/portal_sessions/portal_session_store.hpp"
#include "features/sign_in/known_devices.hpp"

namespace loggia::portal_sessions {

static OpenClientSessions list_sessions(http::Request& request)
{
    return {store::open_sessions(request.tx(), request.organization(), request.actor.account, request.actor.session)};
}

static void record_ended(http::Request& request, std::size_t sessions)
{
    activities::record(
        request, {.action = "account.sessions_ended", .contact = request.actor.self, .detail = {{"count", std::to_string(sessions)}}});
}

static http::Nothing end_session(http::Request& request)
{
    auto const session = request.id<SessionId>("session");
    auto const own = list_sessions(request).items;
    if (std::ranges::find(own, session, &OpenClientSession::id) == own.end())
        throw Problem(Fault::not_found, "session_not_found", "This session is not there any more.");
    record_ended(request, sessions::end(request.tx(), request.organization(), session, request.now));
    return {};
}

static http::Nothing end_other_sessions(http::Request& request)
{
    auto const& actor = request.actor;
    sign_in::forget_other_devices(request.tx(), request.head, {.organization = request.organization(), .account = actor.account});
    if (auto const ended = sessions::end_of_account(request.tx(), request.organization(), actor.account, actor.session, request.now))
        record_ended(request, ended);
    return {};
}

void add_open_session_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/portal/sessions", Access::client_self(), list_sessions).summarize("The client's own open sessions");
    router.remove("/api/v1/portal/sessions", Access::client_self(), end_other_sessions).summarize("End all others");
    router.remove("/api/v1/portal/sessions/{session}", Access::client_self(), end_session).summarize("End one of them");
}

} // namespace loggia::portal_sessions
