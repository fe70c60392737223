// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/portal_session_routes.hpp"

#include "features/activities/record.hpp"
#include "features/contacts/contact.hpp"
#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/portal_sessions/activation.hpp"
#include "features/portal_sessions/lock_out.hpp"
#include "features/portal_sessions/open_sessions.hpp"
#include "features/portal_sessions/own_password.hpp"
#include "features/portal_sessions/portal_session_store.hpp"
#include "features/portal_sessions/switch_routes.hpp"
#include "features/portals/portal.hpp"
#include "features/sessions/session.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in/password_check.hpp"
#include "features/sign_in/password_policy.hpp"

namespace loggia::portal_sessions {

namespace {

using portals::AccessState;

struct Candidate {
    portals::PortalPlace portal;
    sign_in::Attempt attempt;
    std::optional<store::SignInRow> person;
};

Candidate find_candidate(http::Request& request, PortalCredentials const& credentials)
{
    Candidate candidate;
    request.database.read([&](db::Tx& tx) {
        auto const portal = portals::find_place(tx, request.path("slug"));
        if (!portal) throw Problem(Fault::not_found, "portal_not_found", "There is no portal at this address.");
        candidate.portal = *portal;
        auto const address = EmailAddress::parse(credentials.email);
        auto const email = address ? fold(*address) : credentials.email;
        auto const organization = portal->organization_id;
        candidate.attempt = sign_in::attempt("client " + organization.text(), email, request.head.client_address);
        candidate.person = store::find_by_email(tx, organization, portal->id, email);
        if (auto const& person = candidate.person) {
            auto const device = sign_in::find_device(
                tx, request.head, {.organization = organization, .account = person->entrant.account_id}, request.now);
            candidate.attempt = sign_in::from(device, std::move(candidate.attempt));
        }
        sign_in::check(tx, candidate.attempt, request.now);
    });
    return candidate;
}

bool is_welcome(store::SignInRow const& person)
{
    return person.entrant.access_id && person.entrant.state != AccessState::blocked;
}

// Only those who know the password hear of it.
void check_password_not_expired(store::SignInRow const& person, Timestamp now)
{
    if (person.must_change_password && person.password_expires_at && *person.password_expires_at <= now)
        throw Problem(Fault::unauthenticated, "invitation_expired", "This invitation has expired. Ask for a new one.");
}

void count_failure(http::Request& request, Candidate const& candidate)
{
    request.database.write([&](db::Tx& tx) {
        auto const consequence = sign_in::failed(tx, candidate.attempt, request.now);
        if (consequence == sign_in::LockOut::begins && candidate.person && is_welcome(*candidate.person))
            tell_of_lock_out(request, tx, candidate.portal, candidate.person->entrant, candidate.attempt);
    });
}

http::Response sign_in_client(http::Request& request, PortalCredentials const& credentials, auth::PasswordCost const& cost,
                              std::optional<std::string> const& map_tiles)
{
    auto const candidate = find_candidate(request, credentials);
    auto const& person = candidate.person;
    auto const verdict =
        sign_in::try_password(person ? person->password_hash : std::nullopt, credentials.password, candidate.attempt, cost);
    if (verdict == auth::PasswordVerdict::wrong || !is_welcome(*person)) {
        count_failure(request, candidate);
        throw sign_in_failed();
    }
    check_password_not_expired(*person, request.now);
    std::optional<std::string> fresh_hash;
    if (verdict == auth::PasswordVerdict::right_but_outdated) fresh_hash = auth::hash_password(credentials.password, cost);
    Entered entered;
    request.database.write([&](db::Tx& tx) {
        auto const organization = candidate.portal.organization_id;
        entered = enter(request, tx, candidate.portal, person->entrant, {sessions::Method::password, person->password_hash}, map_tiles);
        if (fresh_hash) store::rehash_password(tx, organization, person->entrant.account_id, *person->password_hash, *fresh_hash);
        sign_in::succeeded(tx, candidate.attempt);
    });
    return answer_with_cookie(request, 201, entered);
}

// The app asks for its session when it starts; the cookie then lasts as long as the session does.
PortalSession show_session(http::Request& request, std::optional<std::string> const& map_tiles)
{
    if (!request.actor.impersonation)
        request.set_cookie(sessions::cookie(sessions::Kind::client, request.head, sessions::token(sessions::Kind::client, request.head)));
    return session_of(request.tx(), request.organization(), request.actor.session, map_tiles, request.now);
}

http::Nothing sign_out(http::Request& request)
{
    sessions::end(request.tx(), request.organization(), request.actor.session, request.now);
    request.set_cookie(sessions::expired_cookie(sessions::Kind::client, request.head));
    return {};
}

http::Nothing change_password(http::Request& request, PortalPasswordChange const& change, auth::PasswordCost const& cost)
{
    auto const old_hash = proven_hash(request, change.current_password, "current_password", cost);
    if (!old_hash) require_fresh_proof(request, std::nullopt, cost);
    sign_in::check_new_password(change.new_password);
    if (change.new_password == change.current_password)
        throw Problem(Fault::invalid, "weak_password", "Choose another password than the present one.",
                      {{"/new_password", "unchanged", "must differ from the present password"}});
    auto const new_hash = auth::hash_password(change.new_password, cost);

    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        if (!store::replace_password(tx, request.organization(), request.actor.account, old_hash, new_hash))
            throw Problem(Fault::conflict, "changed_meanwhile", "The password was changed meanwhile.");
        sessions::end_of_account(tx, request.organization(), request.actor.account, request.actor.session, request.now);
        sign_in::forget_other_devices(tx, request.head, {.organization = request.organization(), .account = request.actor.account});
        activities::record(request, tx, {.action = "account.password_changed", .contact = request.actor.self});
        one_time::revoke(tx, {.organization = request.organization(), .account = request.actor.account}, one_time::Purpose::password_reset);
        notices::tell_client(tx, request.organization(), request.actor.account, request.actor.portal, notices::Notice::password_changed,
                             request.now);
    });
    return {};
}

http::Nothing change_locale(http::Request& request, PortalLocaleChoice const& choice)
{
    if (request.actor.locale == choice.locale) return {};
    contacts::set_locale(request.tx(), request.organization(), request.actor.self, choice.locale);
    activities::record(request, {.action = "contact.locale_changed",
                                 .contact = request.actor.self,
                                 .deal = {},
                                 .property = {},
                                 .detail = {{"locale", choice.locale.text()}},
                                 .also_on = {},
                                 .told = {request.actor.self}});
    return {};
}

http::Response open_live_stream(http::Request& request, live::Hub& hub)
{
    http::Response response{200, {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}}, {}, {}, {}, {}};
    response.stream = hub.subscribe({request.organization(), request.actor.session, request.actor.contact, {}, request.actor.rights});
    return response;
}

} // namespace

void add_routes(http::Router& router, live::Hub& hub, auth::PasswordCost cost, std::string map_tiles)
{
    using http::Access, http::Request, http::Verb;
    auto const tiles = map_tiles.empty() ? std::nullopt : std::optional(std::move(map_tiles));
    router
        .slow(Verb::post, "/api/v1/public/portals/{slug}/sessions", Access::anyone(),
              [cost, tiles](Request& request, PortalCredentials const& input) { return sign_in_client(request, input, cost, tiles); })
        .answers<PortalSession>(201);
    router.get("/api/v1/portal/session", Access::client_with_any_password(),
               [tiles](Request& request) { return show_session(request, tiles); });
    router.remove("/api/v1/portal/session", Access::client_with_any_password(), sign_out);
    router.slow(Verb::put, "/api/v1/portal/password", Access::client_self_with_any_password(),
                [cost](Request& request, PortalPasswordChange const& input) { return change_password(request, input, cost); });
    router.put("/api/v1/portal/locale", Access::client_self_with_any_password(), change_locale);
    add_open_session_routes(router);
    router.stream("/api/v1/portal/live", Access::client_of_any_level(),
                  [&hub](Request& request) { return open_live_stream(request, hub); });
    add_switch_routes(router, tiles);
    add_activation_routes(router, cost, tiles);
}

} // namespace loggia::portal_sessions
