// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/passkeys/passkey_store.hpp"

// The two ceremonies of WebAuthn over stored passkeys; whose they are, and what follows, is the routes' matter. A challenge is
// a single-use secret, and the attempt that names it is the challenge itself.
namespace loggia::passkeys {

using RelyingParty = std::optional<auth::webauthn::RelyingParty>;

// 404 "passkeys_off" where the installation's address allows none.
auth::webauthn::RelyingParty const& party_or_404(RelyingParty const& party);

CreationChallenge begin_creation(db::Tx& tx, auth::webauthn::RelyingParty const& party, Owner const& owner, store::PersonRow const& person,
                                 Timestamp now);

// Stores the new passkey. Throws Problem: gone "code_expired" for a challenge that is over, used or somebody else's; invalid
// "passkey_refused"; conflict "passkey_known"; conflict "too_many_passkeys".
Passkey finish_creation(db::Tx& tx, auth::webauthn::RelyingParty const& party, Owner const& owner, NewPasskey const& input, Timestamp now);

// For whoever comes: of staff, or of clients at one portal.
SignInChallenge begin_sign_in(db::Tx& tx, auth::webauthn::RelyingParty const& party, OrganizationId organization, PortalId portal,
                              Timestamp now);

enum class Audience { staff, clients };

// Verifies the answer to a challenge of the same audience and portal and uses it up. Gives whose passkey it is; whether that
// person may come in is still to be checked.
// Throws Problem(unauthenticated, "passkey_refused") for everything that is wrong.
Owner finish_sign_in(db::Tx& tx, auth::webauthn::RelyingParty const& party, Audience audience, PortalId portal, PasskeyEntry const& input,
                     Timestamp now);
Problem passkey_refused();

// 404 "passkey_not_found".
Passkey passkey_or_404(db::Tx& tx, Owner const& owner, PasskeyId passkey);

} // namespace loggia::passkeys
