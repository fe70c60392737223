// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_sessions/portal_session.hpp"
#include "features/portals/portal.hpp"
#include "features/sessions/session.hpp"

// Letting a client in, however it was proven who they are: by password, code, passkey or link.
namespace loggia::portal_sessions {

// Somebody at the door of one portal.
struct Entrant {
    AccountId account_id;
    ContactId contact_id;
    std::string contact_name;
    std::optional<AccessId> access_id;
    std::optional<portals::AccessState> state; // as stored
    std::optional<Timestamp> expires_at;       // of the invitation
};
BOOST_DESCRIBE_STRUCT(Entrant, (), (account_id, contact_id, contact_name, access_id, state, expires_at))

std::optional<Entrant> find_entrant(db::Tx& tx, OrganizationId organization, PortalId portal, AccountId account);

// The portal of the slug in the path; 404 "portal_not_found". In system scope.
portals::PortalPlace place_or_404(db::Tx& tx, std::string_view slug);

// A login as it is counted and looked up: an e-mail address folded, a phone number as E.164, anything else as it is.
std::string fold_login(std::string_view login);

// Who may be sent a secret that lets them in: whoever has this e-mail address, or is the only one here with this phone
// number, and an access that is active, or an invitation that is not over.
std::optional<Entrant> find_by_login(db::Tx& tx, portals::PortalPlace const& portal, std::string_view login, Timestamp now);

struct Proof {
    sessions::Method method = sessions::Method::password;
    std::optional<std::string> password_hash{}; // when given, the account must still have it
};

struct Entered {
    sessions::NewSession session;
    std::string device_cookie; // the browser is known to the account from now on
    PortalSession answer;
};

// In a write transaction: opens the session, marks the sign-in, makes an invited access active and records it.
// Throws Problem: unauthenticated "sign_in_failed" without an access, or when it was blocked, the portal switched off or the
// password changed meanwhile; forbidden "approval_pending"; unauthenticated "invitation_expired".
Entered enter(http::Request& request, db::Tx& tx, portals::PortalPlace const& portal, Entrant const& entrant, Proof const& proof,
              std::optional<std::string> const& map_tiles);

// Takes the open session of the caller over to another portal his account may enter, as a sign-in there would. Not for staff who
// impersonate: what they look at is on record.
// Throws Problem(not_found, "portal_not_found").
PortalSession go_over(http::Request& request, std::string const& slug, std::optional<std::string> const& map_tiles);

// 201 or 200 with the session and the cookies.
http::Response answer_with_cookie(http::Request& request, unsigned status, Entered const& entered);

// The one refusal of every sign-in that fails.
Problem sign_in_failed();

} // namespace loggia::portal_sessions
