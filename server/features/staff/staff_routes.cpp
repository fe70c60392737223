// SPDX-License-Identifier: Apache-2.0
#include "features/staff/staff_routes.hpp"

#include "features/activities/record.hpp"
#include "features/appointments/appointment.hpp"
#include "features/conversations/conversation.hpp"
#include "features/notices/notice.hpp"
#include "features/notifications/notification.hpp"
#include "features/one_time/one_time.hpp"
#include "features/sessions/session.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in/password_check.hpp"
#include "features/sign_in/password_policy.hpp"
#include "features/staff/staff_entry.hpp"
#include "features/staff/staff_store.hpp"

namespace loggia::staff {

namespace {

Problem sign_in_failed()
{
    return {Fault::unauthenticated, "sign_in_failed", "E-mail address or password is not right."};
}

struct Candidate {
    sign_in::Attempt attempt;
    std::optional<store::SignInRow> user;
};

Candidate find_candidate(http::Request& request, Credentials const& credentials)
{
    auto const address = EmailAddress::parse(credentials.email);
    auto const email = address ? fold(*address) : credentials.email;
    Candidate candidate{sign_in::attempt("staff", email, request.head.client_address), {}};
    request.database.read([&](db::Tx& tx) {
        candidate.user = store::find_by_email(tx, email);
        if (auto const& user = candidate.user) {
            auto const device =
                sign_in::find_device(tx, request.head, {.organization = user->organization_id, .user = user->id}, request.now);
            candidate.attempt = sign_in::from(device, std::move(candidate.attempt));
        }
        sign_in::check(tx, candidate.attempt, request.now);
    });
    return candidate;
}

void count_failure(http::Request& request, Candidate const& candidate)
{
    request.database.write([&](db::Tx& tx) {
        auto const consequence = sign_in::failed(tx, candidate.attempt, request.now);
        if (consequence == sign_in::LockOut::begins && candidate.user &&
            sign_in::may_tell(tx, candidate.attempt, "timeline", std::chrono::hours(1), request.now))
            activities::record(tx, candidate.user->organization_id,
                               {activities::ActorKind::staff, candidate.user->id.value, candidate.user->name, request.head.client_address},
                               request.now, {.action = "staff.locked_out", .also_on = {candidate.user->id.value}});
    });
}

std::optional<std::string> hash_of(std::optional<store::SignInRow> const& user)
{
    return user ? std::optional(user->password_hash) : std::nullopt;
}

// 201 with the session, or 202 when a second step is needed; the password alone opens nothing then.
http::Response sign_in_staff(http::Request& request, Credentials const& credentials, auth::PasswordCost const& cost,
                             second_factors::Passkeys has_passkeys)
{
    auto const candidate = find_candidate(request, credentials);
    auto const& user = candidate.user;
    auto const verdict = sign_in::try_password(hash_of(user), credentials.password, candidate.attempt, cost);
    if (verdict == auth::PasswordVerdict::wrong) {
        count_failure(request, candidate);
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
        sign_in::succeeded(tx, candidate.attempt);
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

http::Nothing sign_out(http::Request& request)
{
    sessions::end(request.tx(), request.organization(), request.actor.session, request.now);
    request.set_cookie(sessions::expired_cookie(sessions::Kind::staff, request.head));
    return {};
}

http::Nothing change_locale(http::Request& request, LocaleChoice const& choice)
{
    store::set_locale(request.tx(), request.organization(), request.actor.user, choice.locale);
    return {};
}

http::Nothing change_password(http::Request& request, PasswordChange const& change, auth::PasswordCost const& cost)
{
    prove_password(request, change.current_password, "current_password", cost);
    sign_in::check_new_password(change.new_password);
    auto const hash = auth::hash_password(change.new_password, cost);
    request.database.write([&](db::Tx& tx) {
        store::set_password(tx, request.organization(), request.actor.user, hash);
        one_time::revoke(tx, {.organization = request.organization(), .user = request.actor.user}, one_time::Purpose::password_reset);
        record_own(request, tx, "staff.password_changed");
        notices::tell_user(tx, request.organization(), request.actor.user, notices::Notice::password_changed, request.now);
        sessions::end_of_user(tx, request.organization(), request.actor.user, request.actor.session, request.now);
        sign_in::forget_other_devices(tx, request.head, {.organization = request.organization(), .user = request.actor.user});
    });
    return {};
}

OpenSessions list_sessions(http::Request& request)
{
    return {store::open_sessions(request.tx(), request.organization(), request.actor.user, request.actor.session)};
}

void record_ended(http::Request& request, std::size_t sessions)
{
    activities::record(request, {.action = "staff.sessions_ended",
                                 .detail = {{"count", std::to_string(sessions)}},
                                 .also_on = {request.actor.user.value}});
}

http::Nothing end_session(http::Request& request)
{
    auto const session = request.id<SessionId>("session");
    auto const own = store::open_sessions(request.tx(), request.organization(), request.actor.user, request.actor.session);
    if (std::ranges::find(own, session, &OpenSession::id) == own.end())
        throw Problem(Fault::not_found, "session_not_found", "This session is not there any more.");
    sessions::end(request.tx(), request.organization(), session, request.now);
    record_ended(request, 1);
    return {};
}

http::Nothing end_other_sessions(http::Request& request)
{
    auto const& actor = request.actor;
    sign_in::forget_other_devices(request.tx(), request.head, {.organization = request.organization(), .user = actor.user});
    if (auto const ended = sessions::end_of_user(request.tx(), request.organization(), actor.user, actor.session, request.now))
        record_ended(request, ended);
    return {};
}

Users list_users(http::Request& request)
{
    return {store::active_users(request.tx(), request.organization())};
}

Summary show_summary(http::Request& request)
{
    auto summary = store::summary(request.tx(), request.organization());
    summary.unread_conversations = conversations::unread_of_user(request.tx(), request.organization(), request.actor.user);
    summary.pending_appointments = appointments::count_waiting(request.tx(), request.organization());
    summary.unseen_notifications = notifications::unseen_of_user(request.tx(), request.organization(), request.actor.user);
    return summary;
}

http::Response open_live_stream(http::Request& request, live::Hub& hub)
{
    http::Response response{200, {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}}, {}, {}, {}, {}};
    response.stream = hub.subscribe({request.organization(), request.actor.session, std::nullopt, request.actor.user});
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
    router.remove("/api/v1/session", Access::staff_without_second_factor(), sign_out);
    router.put("/api/v1/session/locale", Access::staff_without_second_factor(), change_locale);
    router.slow(Verb::put, "/api/v1/session/password", Access::staff_without_second_factor(),
                [cost](Request& request, PasswordChange const& input) { return change_password(request, input, cost); });
    router.get("/api/v1/sessions", Access::staff_without_second_factor(), list_sessions);
    router.remove("/api/v1/sessions", Access::staff_without_second_factor(), end_other_sessions);
    router.remove("/api/v1/sessions/{session}", Access::staff_without_second_factor(), end_session);
    router.get("/api/v1/users", Access::staff(), list_users);
    router.get("/api/v1/summary", Access::staff(), show_summary);
    router.stream("/api/v1/live", Access::staff(), [&hub](Request& request) { return open_live_stream(request, hub); });
}

} // namespace loggia::staff
