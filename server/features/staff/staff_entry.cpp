// SPDX-License-Identifier: Apache-2.0
#include "features/staff/staff_entry.hpp"

#include "features/activities/record.hpp"
#include "features/sessions/fresh.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in/password_check.hpp"
#include "features/staff/staff_store.hpp"

namespace loggia::staff {

Entered enter(http::Request& request, db::Tx& tx, OrganizationId organization, UserId user, sessions::Method method)
{
    Entered entered;
    entered.session = sessions::create(tx, {.organization = organization, .user = user, .method = method}, request.head, request.now);
    entered.device_cookie = sign_in::remember_device(tx, request.head, {.organization = organization, .user = user}, request.now);
    store::touch_sign_in(tx, organization, user, request.now);
    entered.answer = store::session_of(tx, organization, user).value();
    activities::record(request.database, tx, organization,
                       {activities::ActorKind::staff, user.value, entered.answer.user.name, request.head.client_address}, request.now,
                       {.action = "staff.signed_in",
                        .detail = {{"address", request.head.client_address}, {"method", std::string(json::enum_name(method))}},
                        .also_on = {user.value}});
    return entered;
}

bool is_active(db::Tx& tx, OrganizationId organization, UserId user)
{
    return store::find_by_id(tx, organization, user).has_value();
}

http::Response answer_with_cookie(http::Request& request, Entered const& entered)
{
    request.set_cookie(sessions::cookie(sessions::Kind::staff, request.head, entered.session.token));
    request.set_cookie(entered.device_cookie);
    return http::json_response(201, entered.answer);
}

void prove_password(http::Request& request, std::string const& password, std::string const& field, auth::PasswordCost const& cost)
{
    auto const attempt = sign_in::attempt("staff-password", request.actor.user.text(), request.head.client_address);
    std::optional<store::SignInRow> user;
    request.database.read([&](db::Tx& tx) {
        sign_in::check(tx, attempt, request.now);
        user = store::find_by_id(tx, request.organization(), request.actor.user);
    });
    auto const hash = user ? std::optional(user->password_hash) : std::nullopt;
    bool const is_right = sign_in::prove_password(hash, password, cost) != auth::PasswordVerdict::wrong;
    request.database.write([&](db::Tx& tx) {
        if (is_right)
            sign_in::succeeded(tx, attempt);
        else
            sign_in::failed(tx, attempt, request.now);
    });
    if (!is_right) throw Problem(Fault::invalid, "wrong_password", "This is not your present password.", field);
}

void require_fresh_proof(http::Request& request, std::optional<std::string> const& password, auth::PasswordCost const& cost)
{
    bool fresh = false;
    request.database.read([&](db::Tx& tx) { fresh = sessions::is_fresh(tx, request.organization(), request.actor.session, request.now); });
    if (fresh) return;
    if (!password) throw sessions::proof_required();
    prove_password(request, *password, "password", cost);
}

void record_own(http::Request& request, db::Tx& tx, std::string action, std::map<std::string, std::string> detail)
{
    activities::record(request, tx, {.action = std::move(action), .detail = std::move(detail), .also_on = {request.actor.user.value}});
}

} // namespace loggia::staff
