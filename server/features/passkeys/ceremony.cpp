// SPDX-License-Identifier: Apache-2.0
#include "features/passkeys/ceremony.hpp"

#include "features/one_time/one_time.hpp"
#include "platform/auth/base64url.hpp"
#include "platform/log/log.hpp"

namespace loggia::passkeys {

namespace {

using one_time::Purpose;
namespace webauthn = auth::webauthn;

// What the authenticator keeps to say whose passkey it is (Level 2, section 5.4.3): an opaque id, no name or address.
std::string user_handle(Owner const& owner)
{
    return owner.user ? "u" + owner.user.text() : "a" + owner.account.text();
}

one_time::Person person_of(Owner const& owner)
{
    return {.organization = owner.organization, .user = owner.user, .account = owner.account};
}

bool is_of(one_time::Secret const& secret, Owner const& owner)
{
    return secret.organization_id == owner.organization && secret.user_id.value_or(UserId{}) == owner.user &&
           secret.account_id.value_or(AccountId{}) == owner.account;
}

// Which check failed is for the log alone.
[[noreturn]] void refuse_sign_in(std::string_view why)
{
    log::info("passkey.refused", {{"why", std::string(why)}});
    throw passkey_refused();
}

} // namespace

Problem passkey_refused()
{
    return {Fault::unauthenticated, "passkey_refused", "This passkey does not open anything here."};
}

webauthn::RelyingParty const& party_or_404(RelyingParty const& party)
{
    if (!party) throw Problem(Fault::not_found, "passkeys_off", "Passkeys do not work at this address.");
    return *party;
}

CreationChallenge begin_creation(db::Tx& tx, webauthn::RelyingParty const& party, Owner const& owner, store::PersonRow const& person,
                                 Timestamp now)
{
    auto const known = store::credential_ids_of(tx, owner);
    if (static_cast<std::int64_t>(known.size()) >= most_passkeys)
        throw Problem(Fault::conflict, "too_many_passkeys", "There are twenty passkeys already. Remove one first.");
    one_time::revoke(tx, person_of(owner), Purpose::passkey_creation);
    auto const issued = one_time::issue(tx, {Purpose::passkey_creation, person_of(owner)}, now);
    webauthn::UserEntity user{auth::encode_base64url(user_handle(owner)), person.login.empty() ? person.name : person.login, person.name};
    std::vector<std::string> excluded;
    for (auto const& id : known) excluded.push_back(auth::decode_base64url(id).value_or(""));
    return {issued.token, webauthn::creation_options(party, person.place, std::move(user), issued.token, excluded)};
}

Passkey finish_creation(db::Tx& tx, webauthn::RelyingParty const& party, Owner const& owner, NewPasskey const& input, Timestamp now)
{
    auto const secret = one_time::find(tx, Purpose::passkey_creation, input.attempt, now);
    if (!secret || !is_of(*secret, owner) || !one_time::use(tx, *secret))
        throw Problem(Fault::gone, "code_expired", "This took too long. Begin again.");
    webauthn::Credential credential;
    try {
        credential = webauthn::verify_registration(party, input.attempt, input.credential.text);
    } catch (webauthn::Refused const& refused) {
        log::info("passkey.refused", {{"why", std::string(refused.what())}});
        throw Problem(Fault::invalid, "passkey_refused", "This passkey could not be verified.", "credential");
    }
    auto const id = new_id<PasskeyId>();
    if (!store::insert_passkey(tx, owner, id, credential, input.name, now))
        throw Problem(Fault::conflict, "passkey_known", "This passkey exists already.");
    return {id, input.name, now, std::nullopt};
}

SignInChallenge begin_sign_in(db::Tx& tx, webauthn::RelyingParty const& party, OrganizationId organization, PortalId portal, Timestamp now)
{
    one_time::Person const nobody{.organization = organization, .portal = portal};
    auto const issued = one_time::issue(tx, {Purpose::passkey_sign_in, nobody}, now);
    return {issued.token, webauthn::request_options(party, issued.token)};
}

Owner finish_sign_in(db::Tx& tx, webauthn::RelyingParty const& party, Audience audience, PortalId portal, PasskeyEntry const& input,
                     Timestamp now)
{
    auto const secret = one_time::find(tx, Purpose::passkey_sign_in, input.attempt, now);
    if (!secret || secret->portal_id.value_or(PortalId{}) != portal) refuse_sign_in("challenge: not known");
    try {
        auto const claim = webauthn::claim_of(input.credential.text);
        auto const row = store::find_credential(tx, claim.id);
        bool const is_for_here = row && (audience == Audience::staff ? row->user_id.has_value()
                                                                     : row->account_id && row->organization_id == secret->organization_id);
        if (!is_for_here) refuse_sign_in("credential: not known here");
        Owner const owner{row->organization_id, row->user_id.value_or(UserId{}), row->account_id.value_or(AccountId{})};
        if (claim.user_handle != user_handle(owner)) refuse_sign_in("credential: of another person");
        auto const count =
            webauthn::verify_assertion(party, input.attempt, input.credential.text, {claim.id, row->public_key, row->sign_count});
        if (!one_time::use(tx, *secret) || !store::mark_used(tx, *row, count, now)) refuse_sign_in("challenge: used");
        return owner;
    } catch (webauthn::Refused const& refused) {
        refuse_sign_in(refused.what());
    }
}

Passkey passkey_or_404(db::Tx& tx, Owner const& owner, PasskeyId passkey)
{
    auto found = store::find_passkey(tx, owner, passkey);
    if (!found) throw Problem(Fault::not_found, "passkey_not_found", "This passkey is not there any more.");
    return *std::move(found);
}

} // namespace loggia::passkeys
