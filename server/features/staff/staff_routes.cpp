// SPDX-License-Identifier: Apache-2.0
#include "features/staff/staff_routes.hpp"

#include "features/activities/record.hpp"
#include "features/sessions/session.hpp"
#include "features/sign_in/password_policy.hpp"
#include "features/sign_in/sign_in_limits.hpp"
#include "features/staff/staff_store.hpp"

namespace loggia::staff {

namespace {

Problem sign_in_failed()
{
    return {Fault::unauthenticated, "sign_in_failed", "E-mail address or password is not right."};
}

// Whether an account exists is told neither by the answer nor by the time it takes: one Argon2 either way.
auth::PasswordVerdict verdict_on(std::optional<store::SignInRow> const& user, std::string const& password, auth::PasswordCost const& cost)
{
    if (user) return auth::verify_password(user->password_hash, password, cost);
    auth::verify_nothing(password, cost);
    return auth::PasswordVerdict::wrong;
}

// On the timeline of the staff member: the audit trail of who came in and when passwords changed.
void record_for(http::Request& request, db::Tx& tx, store::SignInRow const& user, char const* action)
{
    activities::Act act{.action = action};
    act.detail = {{"address", request.head.client_address}};
    act.also_on = {user.id.value};
    activities::record(request.database, tx, user.organization_id,
                       {activities::ActorKind::staff, user.id.value, user.name, request.head.client_address}, request.now, act);
}

std::optional<store::SignInRow> find_user(http::Request& request, sign_in::Attempt const& attempt, std::string const& email)
{
    std::optional<store::SignInRow> user;
    request.database.read([&](db::Tx& tx) {
        sign_in::check(tx, attempt, request.now);
        user = store::find_by_email(tx, email);
    });
    return user;
}

http::Response sign_in_staff(http::Request& request, Credentials const& credentials, auth::PasswordCost const& cost)
{
    auto const address = EmailAddress::parse(credentials.email);
    auto const email = address ? fold(*address) : credentials.email;
    auto const attempt = sign_in::attempt("staff", email, request.head.client_address);
    auto const user = find_user(request, attempt, email);
    auto const verdict = verdict_on(user, credentials.password, cost);
    if (verdict == auth::PasswordVerdict::wrong) {
        request.database.write([&](db::Tx& tx) { sign_in::failed(tx, attempt, request.now); });
        throw sign_in_failed();
    }
    auto const renewed =
        verdict == auth::PasswordVerdict::right_but_outdated ? auth::hash_password(credentials.password, cost) : std::string();
    sessions::NewSession session;
    std::optional<StaffSession> answer;
    request.database.write([&](db::Tx& tx) {
        sign_in::succeeded(tx, attempt);
        session = sessions::create(tx, {.organization = user->organization_id, .user = user->id}, request.head, request.now);
        store::touch_sign_in(tx, user->organization_id, user->id, request.now);
        if (!renewed.empty()) store::set_password(tx, user->organization_id, user->id, renewed);
        record_for(request, tx, *user, "staff.signed_in");
        answer = store::session_of(tx, user->organization_id, user->id);
    });
    request.set_cookie(sessions::cookie(sessions::Kind::staff, request.head, session.token));
    return http::json_response(201, *answer);
}

// Each start of the app renews the cookie, so that it lasts as long as the session does.
StaffSession show_session(http::Request& request)
{
    request.set_cookie(sessions::cookie(sessions::Kind::staff, request.head, sessions::token(sessions::Kind::staff, request.head)));
    return *store::session_of(request.tx(), request.organization(), request.actor.user);
}

void close_streams(http::Request& request, live::Hub& hub, std::vector<SessionId> const& ended)
{
    request.tx().after_commit([&hub, ended] {
        for (auto const session : ended) hub.close_session(session);
    });
}

http::Nothing sign_out(http::Request& request, live::Hub& hub)
{
    close_streams(request, hub, sessions::end(request.tx(), request.organization(), request.actor.session));
    request.set_cookie(sessions::expired_cookie(sessions::Kind::staff, request.head));
    return {};
}

http::Nothing change_locale(http::Request& request, LocaleChoice const& choice)
{
    store::set_locale(request.tx(), request.organization(), request.actor.user, choice.locale);
    return {};
}

http::Nothing change_password(http::Request& request, PasswordChange const& change, live::Hub& hub, auth::PasswordCost const& cost)
{
    std::optional<store::SignInRow> user;
    // Guessing the present password in an open session is slowed down as sign-in is.
    auto const attempt = sign_in::attempt("staff-password", request.actor.user.text(), request.head.client_address);
    request.database.read([&](db::Tx& tx) {
        sign_in::check(tx, attempt, request.now);
        user = store::find_by_id(tx, request.organization(), request.actor.user);
    });
    if (verdict_on(user, change.current_password, cost) == auth::PasswordVerdict::wrong) {
        request.database.write([&](db::Tx& tx) { sign_in::failed(tx, attempt, request.now); });
        throw Problem(Fault::invalid, "wrong_password", "This is not your present password.", "current_password");
    }
    sign_in::check_new_password(change.new_password);
    auto const hash = auth::hash_password(change.new_password, cost);
    std::vector<SessionId> ended;
    request.database.write([&](db::Tx& tx) {
        sign_in::succeeded(tx, attempt);
        store::set_password(tx, request.organization(), request.actor.user, hash);
        record_for(request, tx, *user, "staff.password_changed");
        ended = sessions::end_of_user(tx, request.organization(), request.actor.user, request.actor.session);
    });
    for (auto const session : ended) hub.close_session(session);
    return {};
}

OpenSessions list_sessions(http::Request& request)
{
    return {store::open_sessions(request.tx(), request.organization(), request.actor.user, request.actor.session)};
}

http::Nothing end_session(http::Request& request, live::Hub& hub)
{
    auto const session = request.id<SessionId>("session");
    auto const own = store::open_sessions(request.tx(), request.organization(), request.actor.user, request.actor.session);
    if (std::ranges::find(own, session, &OpenSession::id) == own.end())
        throw Problem(Fault::not_found, "session_not_found", "This session is not there any more.");
    close_streams(request, hub, sessions::end(request.tx(), request.organization(), session));
    return {};
}

Users list_users(http::Request& request)
{
    return {store::active_users(request.tx(), request.organization())};
}

Summary show_summary(http::Request& request)
{
    return store::summary(request.tx(), request.organization());
}

http::Response open_live_stream(http::Request& request, live::Hub& hub)
{
    http::Response response{200, {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}}, {}, {}, {}, {}};
    response.stream = hub.subscribe({request.organization(), request.actor.session, std::nullopt});
    return response;
}

} // namespace

void add_routes(http::Router& router, live::Hub& hub, auth::PasswordCost cost)
{
    using http::Access, http::Request, http::Verb;
    router.slow(Verb::post, "/api/v1/public/staff-sessions", Access::anyone(),
                [cost](Request& request, Credentials const& input) { return sign_in_staff(request, input, cost); });
    router.get("/api/v1/session", Access::staff(), show_session);
    router.remove("/api/v1/session", Access::staff(), [&hub](Request& request) { return sign_out(request, hub); });
    router.put("/api/v1/session/locale", Access::staff(), change_locale);
    router.slow(Verb::put, "/api/v1/session/password", Access::staff(),
                [&hub, cost](Request& request, PasswordChange const& input) { return change_password(request, input, hub, cost); });
    router.get("/api/v1/sessions", Access::staff(), list_sessions);
    router.remove("/api/v1/sessions/{session}", Access::staff(), [&hub](Request& request) { return end_session(request, hub); });
    router.get("/api/v1/users", Access::staff(), list_users);
    router.get("/api/v1/summary", Access::staff(), show_summary);
    router.stream("/api/v1/live", Access::staff(), [&hub](Request& request) { return open_live_stream(request, hub); });
}

} // namespace loggia::staff
