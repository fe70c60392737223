// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/dispatcher.hpp"

// Sessions of staff and of clients: an opaque random token in a cookie, its SHA-256 in the table `sessions`. A session
// ends when it rested for so long, 90 days after it began however much it is used, or at once when it is ended here.
namespace loggia::sessions {

enum class Kind { staff, client };
BOOST_DESCRIBE_ENUM(Kind, staff, client)

// How somebody proved who they are.
enum class Method { password, code, passkey, link, impersonation };
BOOST_DESCRIBE_ENUM(Method, password, code, passkey, link, impersonation)

// How long a session may rest: staff reach everybody's data, so theirs is shorter.
constexpr std::chrono::hours rest_of(Kind kind)
{
    return std::chrono::hours(24) * (kind == Kind::staff ? 14 : 30);
}
inline constexpr std::chrono::hours longest_life{24 * 90};
// Of a session in which staff look through a client's eyes; it is not prolonged.
inline constexpr std::chrono::hours impersonation_lifetime{1};

// Who signs in: a staff member, or a client through one access (account, contact and portal follow from it).
struct Holder {
    OrganizationId organization;
    Kind kind = Kind::staff;
    UserId user{};
    AccessId access{};
    Method method = Method::password;
    std::optional<http::Impersonation::Mode> impersonation{}; // with Method::impersonation, and then the two below
    UserId impersonator{};
    SessionId impersonator_session{};
};

struct NewSession {
    SessionId id;
    std::string token; // for the cookie; stored nowhere
};

// Opens a session. One that the browser still presents in the cookie of the same kind is ended.
NewSession create(db::Tx& tx, Holder const& holder, http::Head const& head, Timestamp now);

// Set-Cookie of a fresh or prolonged session: host-only, HttpOnly, SameSite=Lax, as long as it may rest; on HTTPS also
// Secure, under a name that browsers refuse to take from a sibling domain (RFC 6265bis, section 4.1.3.2).
std::string cookie(Kind kind, http::Head const& head, std::string_view token);
// Of a client's session in which staff look through the client's eyes: an hour.
std::string impersonation_cookie(http::Head const& head, std::string_view token);
std::string expired_cookie(Kind kind, http::Head const& head);
// The token the browser sent; empty without one.
std::string_view token(Kind kind, http::Head const& head);

// Who asks, from the cookie. A session counts only while its person may come in: a staff member who is active; a client
// whose access is active and whose portal is switched on. One of staff who impersonate counts while they are active and
// signed in, also when the client was only invited yet.
http::Actor authenticate(db::Tx& tx, http::Access::Audience audience, http::Head const& head, Timestamp now);

// The same for the server: a session used an hour or more after its last use is prolonged, after the request's own work.
http::Authenticate authenticator(db::Database& database);

// For whom a client's session acts from now on: himself when neither is given.
void act_for(db::Tx& tx, OrganizationId organization, SessionId session, std::optional<ContactId> contact,
             std::optional<CompanyId> company);
// Goes over to another access of the same account, acting as there last.
void move_to(db::Tx& tx, OrganizationId organization, SessionId session, AccessId access);
// Sessions that acted for this contact act for the person himself again; their live streams end.
void stop_acting_for(db::Tx& tx, OrganizationId organization, AccountId account, ContactId contact);

// Each ends sessions and, with the commit, their live streams on every node. With a session of staff go those in which they
// look through a client's eyes; the end of each such look is recorded. Gives how many were asked for and ended.
std::size_t end(db::Tx& tx, OrganizationId organization, SessionId session, Timestamp now);
std::size_t end_of_user(db::Tx& tx, OrganizationId organization, UserId user, SessionId except, Timestamp now);
std::size_t end_of_access(db::Tx& tx, OrganizationId organization, AccessId access, Timestamp now);
// The person's own; who looks through the person's eyes goes on looking.
std::size_t end_of_account(db::Tx& tx, OrganizationId organization, AccountId account, SessionId except, Timestamp now);
// Ends no session: those of a portal that is off count for nothing until it is on again. Their streams end.
void close_streams_of_portal(db::Tx& tx, OrganizationId organization, PortalId portal);
// After a change of its rights: pages come back and hear what they may hear now.
void close_streams_of_access(db::Tx& tx, OrganizationId organization, AccessId access);

// All organizations'; in system scope.
void remove_expired(db::Tx& tx, Timestamp now);

} // namespace loggia::sessions
