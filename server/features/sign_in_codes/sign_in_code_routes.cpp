// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in_codes/sign_in_code_routes.hpp"

#include "features/one_time/one_time.hpp"
#include "features/portal_sessions/entry.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in/send_limits.hpp"
#include "features/sign_in/sign_in_limits.hpp"
#include "features/sign_in_codes/sign_in_code_mail.hpp"
#include "features/sign_in_codes/sign_in_code_store.hpp"
#include "platform/auth/token.hpp"
#include "platform/json/writer.hpp"

namespace loggia::sign_in_codes {

namespace {

using one_time::Purpose;

portals::PortalPlace place_with_codes(http::Request const& request, db::Tx& tx)
{
    auto const place = portal_sessions::place_or_404(tx, request.path("slug"));
    if (!store::allows_codes(tx, place.organization_id, place.id))
        throw Problem(Fault::not_found, "sign_in_codes_off", "This portal does not sign people in by code.");
    return place;
}

// The same rows are written for whoever is asked for; only the job knows whether there is somebody to send to.
CodeAttempt request_code(http::Request& request, CodeRequest const& input)
{
    auto& tx = request.tx();
    auto const place = place_with_codes(request, tx);
    auto const audience = "code " + place.organization_id.text();
    auto const login = portal_sessions::fold_login(input.login);
    sign_in::count_send(tx, audience, login, request.head.client_address, request.now);
    auto const entrant = portal_sessions::find_by_login(tx, place, input.login, request.now);
    one_time::Person const person{
        .organization = place.organization_id, .account = entrant ? entrant->account_id : AccountId{}, .portal = place.id};
    auto payload = json::to_text(SentTo{auth::hash_token(audience + "\n" + login), {}, {}});
    auto const issued = one_time::issue(tx, {Purpose::sign_in_code, person, std::move(payload)}, request.now);
    enqueue_code(tx, place.organization_id, issued.id, input.channel, request.now);
    return {issued.token, issued.expires_at};
}

// Guessing is bounded by five tries an attempt, and beyond that as at every sign-in: for what was asked for from anywhere, so
// that many attempts from many networks add up, but not for a browser the account knows.
sign_in::Attempt guesses_of(http::Request& request, db::Tx& tx, CodeEntry const& input, std::optional<one_time::Secret> const& secret)
{
    auto const name = secret ? json::read_text<SentTo>(secret->payload).asked_for : input.attempt;
    auto const guesses = sign_in::attempt("code-entry", name, request.head.client_address, sign_in::Guessed::code);
    if (!secret || !secret->account_id) return guesses;
    sign_in::DeviceOwner const owner{.organization = secret->organization_id, .account = *secret->account_id};
    return sign_in::from(sign_in::find_device(tx, request.head, owner, request.now), guesses);
}

one_time::Secret redeem(http::Request& request, CodeEntry const& input, portals::PortalPlace const& place)
{
    sign_in::Attempt guesses;
    std::optional<one_time::Secret> secret;
    request.database.read([&](db::Tx& tx) {
        secret = one_time::find(tx, Purpose::sign_in_code, input.attempt, request.now);
        guesses = guesses_of(request, tx, input, secret);
        sign_in::check(tx, guesses, request.now);
    });
    if (secret && secret->portal_id != place.id)
        throw Problem(Fault::gone, "code_expired", "This code is not good any more. Ask for a new one.");
    std::string code = input.code;
    std::erase(code, ' ');
    try {
        auto redeemed = one_time::redeem(request.database, Purpose::sign_in_code, input.attempt, code, request.now);
        request.database.write([&](db::Tx& tx) { sign_in::succeeded(tx, guesses); });
        return redeemed;
    } catch (Problem const& problem) {
        if (problem.code == "wrong_code") request.database.write([&](db::Tx& tx) { sign_in::failed(tx, guesses, request.now); });
        throw;
    }
}

void mark_verified(db::Tx& tx, one_time::Secret const& secret)
{
    auto const sent_to = json::read_text<SentTo>(secret.payload);
    if (sent_to.email) store::mark_email_verified(tx, secret.organization_id, *secret.account_id, *sent_to.email);
    if (sent_to.phone) store::mark_phone_verified(tx, secret.organization_id, *secret.account_id, *sent_to.phone);
}

http::Response enter_with_code(http::Request& request, CodeEntry const& input, std::optional<std::string> const& map_tiles)
{
    portals::PortalPlace place;
    request.database.read([&](db::Tx& tx) { place = place_with_codes(request, tx); });
    auto const secret = redeem(request, input, place);
    portal_sessions::Entered entered;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(place.organization_id);
        auto const entrant = portal_sessions::find_entrant(tx, place.organization_id, place.id, secret.account_id.value_or(AccountId{}));
        if (!entrant) throw portal_sessions::sign_in_failed();
        mark_verified(tx, secret);
        entered = portal_sessions::enter(request, tx, place, *entrant, {sessions::Method::code}, map_tiles);
    });
    return portal_sessions::answer_with_cookie(request, 201, entered);
}

} // namespace

void add_routes(http::Router& router, std::string map_tiles)
{
    using http::Access, http::Request, http::Verb;
    auto const tiles = map_tiles.empty() ? std::nullopt : std::optional(std::move(map_tiles));
    router.post("/api/v1/public/portals/{slug}/sign-in-codes", Access::anyone(), request_code);
    router
        .slow(Verb::post, "/api/v1/public/portals/{slug}/code-sessions", Access::anyone(),
              [tiles](Request& request, CodeEntry const& input) { return enter_with_code(request, input, tiles); })
        .answers<portal_sessions::PortalSession>(201);
}

} // namespace loggia::sign_in_codes
