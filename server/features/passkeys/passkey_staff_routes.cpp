// SPDX-License-Identifier: Apache-2.0
#include "features/notices/notice.hpp"
#include "features/passkeys/passkey_routes.hpp"
#include "features/second_factors/second_factor.hpp"
#include "features/sign_in/send_limits.hpp"
#include "features/staff/staff_entry.hpp"

namespace loggia::passkeys {

namespace {

Owner owner_of(http::Request const& request)
{
    return {.organization = request.organization(), .user = request.actor.user};
}

// A passkey is a second factor as well: what the organization asks for may be met by it, or not any more.
void record_change(http::Request& request, char const* action, std::string const& name, notices::Notice notice)
{
    auto& tx = request.tx();
    second_factors::refresh(tx, request.organization(), request.actor.user);
    staff::record_own(request, tx, action, {{"name", name}});
    notices::tell_user(tx, request.organization(), request.actor.user, notice, request.now);
}

Passkeys list_passkeys(http::Request& request)
{
    return {store::passkeys_of(request.tx(), owner_of(request))};
}

CreationChallenge make_challenge(http::Request& request, CreationRequest const& input, RelyingParty const& party,
                                 auth::PasswordCost const& cost)
{
    staff::require_fresh_proof(request, input.password, cost);
    CreationChallenge challenge;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        auto const person = store::find_user(tx, request.organization(), request.actor.user).value();
        challenge = begin_creation(tx, party_or_404(party), owner_of(request), person, request.now);
    });
    return challenge;
}

Passkey add_passkey(http::Request& request, NewPasskey const& input, RelyingParty const& party)
{
    auto passkey = finish_creation(request.tx(), party_or_404(party), owner_of(request), input, request.now);
    record_change(request, "staff.passkey_added", passkey.name, notices::Notice::passkey_added);
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
    second_factors::require_may_remove(request.tx(), request.organization(), request.actor.user, second_factors::Factor::passkey);
    store::remove_passkey(request.tx(), owner_of(request), passkey.id);
    record_change(request, "staff.passkey_removed", passkey.name, notices::Notice::passkey_removed);
    return {};
}

SignInChallenge make_sign_in_challenge(http::Request& request, RelyingParty const& party)
{
    auto const& here = party_or_404(party);
    sign_in::count_challenge(request.tx(), request.head.client_address, request.now);
    return begin_sign_in(request.tx(), here, OrganizationId{}, PortalId{}, request.now);
}

// Possession and verification of the person: both factors at once, so no second step follows.
http::Response enter_with_passkey(http::Request& request, PasskeyEntry const& input, RelyingParty const& party)
{
    auto& tx = request.tx();
    auto const owner = finish_sign_in(tx, party_or_404(party), Audience::staff, PortalId{}, input, request.now);
    if (!staff::is_active(tx, owner.organization, owner.user)) throw passkey_refused();
    return staff::answer_with_cookie(request, staff::enter(request, tx, owner.organization, owner.user, sessions::Method::passkey));
}

} // namespace

void add_staff_routes(http::Router& router, RelyingParty const& party, auth::PasswordCost cost)
{
    using http::Access, http::Request, http::Verb;
    auto const own = Access::staff_without_second_factor();
    router.get("/api/v1/passkeys", own, list_passkeys);
    // Slow ones keep no answers for Idempotency-Key: this one holds a secret.
    router.slow(Verb::post, "/api/v1/passkey-challenges", own,
                [&party, cost](Request& request, CreationRequest const& input) { return make_challenge(request, input, party, cost); });
    router.post("/api/v1/passkeys", own,
                [&party](Request& request, NewPasskey const& input) { return add_passkey(request, input, party); });
    router.put("/api/v1/passkeys/{passkey}/name", own, rename_passkey);
    router.remove("/api/v1/passkeys/{passkey}", own, remove_passkey);
    router.post("/api/v1/public/staff-passkey-challenges", Access::anyone(),
                [&party](Request& request, ChallengeRequest const&) { return make_sign_in_challenge(request, party); });
    router
        .post("/api/v1/public/staff-passkey-sessions", Access::anyone(),
              [&party](Request& request, PasskeyEntry const& input) { return enter_with_passkey(request, input, party); })
        .answers<staff::StaffSession>(201);
}

} // namespace loggia::passkeys
