// SPDX-License-Identifier: Apache-2.0
#include "features/activities/record.hpp"
#include "features/notices/notice.hpp"
#include "features/passkeys/passkey_routes.hpp"
#include "features/portal_sessions/entry.hpp"
#include "features/portal_sessions/own_password.hpp"
#include "features/sign_in/send_limits.hpp"

namespace loggia::passkeys {

namespace {

Owner owner_of(http::Request const& request)
{
    return {.organization = request.organization(), .account = request.actor.account};
}

void record_change(http::Request& request, db::Tx& tx, char const* action, std::string const& name, notices::Notice notice)
{
    auto const& actor = request.actor;
    activities::record(request.database, tx, actor.organization,
                       {activities::ActorKind::contact, actor.self.value, actor.name, request.head.client_address}, request.now,
                       {.action = action, .contact = actor.self, .detail = {{"name", name}}});
    notices::tell_client(tx, actor.organization, actor.account, actor.portal, notice, request.now);
}

Passkeys list_passkeys(http::Request& request)
{
    return {store::passkeys_of(request.tx(), owner_of(request))};
}

CreationChallenge make_challenge(http::Request& request, CreationRequest const& input, RelyingParty const& party,
                                 auth::PasswordCost const& cost)
{
    portal_sessions::require_fresh_proof(request, input.password, cost);
    CreationChallenge challenge;
    auto const& actor = request.actor;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(actor.organization);
        auto const person = store::find_client(tx, actor.organization, actor.account, actor.portal).value();
        challenge = begin_creation(tx, party_or_404(party), owner_of(request), person, request.now);
    });
    return challenge;
}

Passkey add_passkey(http::Request& request, NewPasskey const& input, RelyingParty const& party)
{
    auto passkey = finish_creation(request.tx(), party_or_404(party), owner_of(request), input, request.now);
    record_change(request, request.tx(), "account.passkey_added", passkey.name, notices::Notice::passkey_added);
    return passkey;
}

Passkey rename_passkey(http::Request& request, PasskeyName const& input)
{
    auto passkey = passkey_or_404(request.tx(), owner_of(request), request.id<PasskeyId>("passkey"));
    store::rename_passkey(request.tx(), owner_of(request), passkey.id, input.name);
    passkey.name = input.name;
    return passkey;
}

http::Nothing remove_passkey(http::Request& request)
{
    auto const passkey = passkey_or_404(request.tx(), owner_of(request), request.id<PasskeyId>("passkey"));
    store::remove_passkey(request.tx(), owner_of(request), passkey.id);
    record_change(request, request.tx(), "account.passkey_removed", passkey.name, notices::Notice::passkey_removed);
    return {};
}

SignInChallenge make_sign_in_challenge(http::Request& request, RelyingParty const& party)
{
    auto const place = portal_sessions::place_or_404(request.tx(), request.path("slug"));
    auto const& here = party_or_404(party);
    sign_in::count_challenge(request.tx(), request.head.client_address, request.now);
    return begin_sign_in(request.tx(), here, place.organization_id, place.id, request.now);
}

http::Response enter_with_passkey(http::Request& request, PasskeyEntry const& input, RelyingParty const& party,
                                  std::optional<std::string> const& map_tiles)
{
    auto& tx = request.tx();
    auto const place = portal_sessions::place_or_404(tx, request.path("slug"));
    auto const owner = finish_sign_in(tx, party_or_404(party), Audience::clients, place.id, input, request.now);
    auto const entrant = portal_sessions::find_entrant(tx, place.organization_id, place.id, owner.account);
    if (!entrant || !entrant->access_id) throw passkey_refused();
    auto const entered = portal_sessions::enter(request, tx, place, *entrant, {sessions::Method::passkey}, map_tiles);
    return portal_sessions::answer_with_cookie(request, 201, entered);
}

} // namespace

void add_client_routes(http::Router& router, RelyingParty const& party, auth::PasswordCost cost, std::string map_tiles)
{
    using http::Access, http::Request, http::Verb;
    auto const tiles = map_tiles.empty() ? std::nullopt : std::optional(std::move(map_tiles));
    auto const self = Access::client_self();
    router.get("/api/v1/portal/passkeys", self, list_passkeys);
    // Slow ones keep no answers for Idempotency-Key: this one holds a secret.
    router.slow(Verb::post, "/api/v1/portal/passkey-challenges", self,
                [&party, cost](Request& request, CreationRequest const& input) { return make_challenge(request, input, party, cost); });
    router.post("/api/v1/portal/passkeys", self,
                [&party](Request& request, NewPasskey const& input) { return add_passkey(request, input, party); });
    router.put("/api/v1/portal/passkeys/{passkey}/name", self, rename_passkey);
    router.remove("/api/v1/portal/passkeys/{passkey}", self, remove_passkey);
    router.post("/api/v1/public/portals/{slug}/passkey-challenges", Access::anyone(),
                [&party](Request& request, ChallengeRequest const&) { return make_sign_in_challenge(request, party); });
    router
        .post("/api/v1/public/portals/{slug}/passkey-sessions", Access::anyone(),
              [&party, tiles](Request& request, PasskeyEntry const& input) { return enter_with_passkey(request, input, party, tiles); })
        .answers<portal_sessions::PortalSession>(201);
}

} // namespace loggia::passkeys
