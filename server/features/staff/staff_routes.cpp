// SPDX-License-Identifier: Apache-2.0
#include "features/staff/staff_routes.hpp"

#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/sessions/session.hpp"
#include "features/sign_in/password_policy.hpp"
#include "features/sign_in/sign_in_limits.hpp"
#include "features/staff/staff_entry.hpp"
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

std::optional<store::SignInRow> find_user(http::Request& request, sign_in::Attempt const& attempt, std::string const& email)
{
    std::optional<store::SignInRow> user;
    request.database.read([&](db::Tx& tx) {
        sign_in::check(tx, attempt, request.now);
        user = store::find_by_email(tx, email);
    });
    return user;
}

// 201 with the session, or 202 when a second step is needed; the password alone opens nothing then.
http::Response sign_in_staff(http::Request& request, Credentials const& credentials, auth::PasswordCost const& cost,
                             second_factors::Passkeys has_passkeys)
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
    std::optional<second_factors::SecondStep> second_step;
    Entered entered;
    request.database.write([&](db::Tx& tx) {
        auto const organization = user->organization_id;
        if (!store::has_password(tx, organization, user->id, user->password_hash)) throw sign_in_failed();
        if (!renewed.empty()) store::set_password(tx, organization, user->id, renewed);
        second_step = second_factors::begin_second_step(tx, organization, user->id, has_passkeys, request.now);
        if (second_step) return;
        sign_in::succeeded(tx, attempt);
        entered = enter(request, tx, organization, user->id, sessions::Method::password);
    });
    if (second_step) return http::json_response(202, second_factors::SecondStepNeeded{*second_step});
    return answer_with_cookie(request, entered);
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
    prove_password(request, change.current_password, "current_password", cost);
    sign_in::check_new_password(change.new_password);
    auto const hash = auth::hash_password(change.new_password, cost);
    std::vector<SessionId> ended;
    request.database.write([&](db::Tx& tx) {
        store::set_password(tx, request.organization(), request.actor.user, hash);
        one_time::revoke(tx, {.organization = request.organization(), .user = request.actor.user}, one_time::Purpose::password_reset);
        record_own(request, tx, "staff.password_changed");
        notices::tell_user(tx, request.organization(), request.actor.user, notices::Notice::password_changed, request.now);
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

void add_routes(http::Router& router, live::Hub& hub, auth::PasswordCost cost, second_factors::Passkeys has_passkeys)
{
    using http::Access, http::Request, http::Verb;
    router.slow(Verb::post, "/api/v1/public/staff-sessions", Access::anyone(),
                [cost, has_passkeys](Request& request, Credentials const& input) {
                    return sign_in_staff(request, input, cost, has_passkeys);
                })
        .answers<StaffSession>(201);
    router.get("/api/v1/session", Access::staff_without_second_factor(), show_session);
    router.remove("/api/v1/session", Access::staff_without_second_factor(), [&hub](Request& request) { return sign_out(request, hub); });
    router.put("/api/v1/session/locale", Access::staff_without_second_factor(), change_locale);
    router.slow(Verb::put, "/api/v1/session/password", Access::staff_without_second_factor(),
                [&hub, cost](Request& request, PasswordChange const& input) { return change_password(request, input, hub, cost); });
    router.get("/api/v1/sessions", Access::staff_without_second_factor(), list_sessions);
    router.remove("/api/v1/sessions/{session}", Access::staff_without_second_factor(), [&hub](Request& request) { return end_session(request, hub); });
    router.get("/api/v1/users", Access::staff(), list_users);
    router.get("/api/v1/summary", Access::staff(), show_summary);
    router.stream("/api/v1/live", Access::staff(), [&hub](Request& request) { return open_live_stream(request, hub); });
}

} // namespace loggia::staff
