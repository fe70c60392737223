// SPDX-License-Identifier: Apache-2.0
#include "features/sessions/session.hpp"

#include "platform/auth/token.hpp"
#include "platform/utf8.hpp"

namespace loggia::sessions {

namespace {

constexpr std::chrono::hours prolonged_after{1};
constexpr std::size_t longest_user_agent = 300;

struct StaffSession {
    SessionId session;
    OrganizationId organization_id;
    Timestamp last_used_at;
    UserId user_id;
    std::string name;
    std::string role;
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(StaffSession, (), (session, organization_id, last_used_at, user_id, name, role, locale))

struct ClientSession {
    SessionId session;
    OrganizationId organization_id;
    Timestamp last_used_at;
    AccessId access_id;
    AccountId account_id;
    ContactId contact_id;
    PortalId portal_id;
    std::string first_name;
    std::string last_name;
    Locale locale;
    bool must_change_password = false;
};
BOOST_DESCRIBE_STRUCT(ClientSession, (),
                      (session, organization_id, last_used_at, access_id, account_id, contact_id, portal_id, first_name, last_name, locale,
                       must_change_password))

struct Found {
    http::Actor actor;
    Timestamp last_used_at;
    std::string token_hash;
};

struct SessionRow {
    SessionId id;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id))

Found find_staff(db::Tx& tx, std::string const& hash, Timestamp now)
{
    auto const row = tx.find<StaffSession>(R"(
        SELECT sessions.id AS session, sessions.organization_id, sessions.last_used_at, sessions.user_id,
               users.name, users.role, users.locale
        FROM   sessions
        JOIN   users ON users.organization_id = sessions.organization_id AND users.id = sessions.user_id
        WHERE  sessions.token_hash = $1 AND sessions.kind = 'staff' AND sessions.expires_at > $2 AND users.active = 1
    )",
                                           hash, now);
    if (!row) return {};
    http::Actor actor;
    actor.kind = http::ActorKind::staff;
    actor.organization = row->organization_id;
    actor.session = row->session;
    actor.locale = row->locale;
    actor.name = row->name;
    actor.user = row->user_id;
    actor.is_admin = row->role == "admin";
    return {std::move(actor), row->last_used_at, hash};
}

Found find_client(db::Tx& tx, std::string const& hash, Timestamp now)
{
    auto const row = tx.find<ClientSession>(R"(
        SELECT sessions.id AS session, sessions.organization_id, sessions.last_used_at, sessions.access_id,
               accesses.account_id, accounts.contact_id, accesses.portal_id,
               contacts.first_name, contacts.last_name, contacts.locale, accounts.must_change_password
        FROM   sessions
        JOIN   accesses ON accesses.organization_id = sessions.organization_id AND accesses.id = sessions.access_id
        JOIN   accounts ON accounts.organization_id = sessions.organization_id AND accounts.id = accesses.account_id
        JOIN   contacts ON contacts.organization_id = sessions.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals  ON portals.organization_id = sessions.organization_id AND portals.id = accesses.portal_id
        WHERE  sessions.token_hash = $1 AND sessions.kind = 'client' AND sessions.expires_at > $2
          AND  accesses.state = 'active' AND portals.enabled = 1
    )",
                                            hash, now);
    if (!row) return {};
    http::Actor actor;
    actor.kind = http::ActorKind::client;
    actor.organization = row->organization_id;
    actor.session = row->session;
    actor.locale = row->locale;
    actor.name = row->first_name + " " + row->last_name;
    actor.account = row->account_id;
    actor.contact = row->contact_id;
    actor.portal = row->portal_id;
    actor.access = row->access_id;
    actor.must_change_password = row->must_change_password;
    return {std::move(actor), row->last_used_at, hash};
}

Found find(db::Tx& tx, http::Access::Audience audience, http::Head const& head, Timestamp now)
{
    if (audience == http::Access::Audience::anyone) return {};
    auto const kind = audience == http::Access::Audience::staff ? Kind::staff : Kind::client;
    auto const sent = token(kind, head);
    if (sent.empty()) return {};
    auto const hash = auth::hash_token(sent);
    return kind == Kind::staff ? find_staff(tx, hash, now) : find_client(tx, hash, now);
}

std::string cookie_name(Kind kind, http::Head const& head)
{
    return std::string(head.secure ? "__Host-" : "") + (kind == Kind::staff ? "loggia_staff" : "loggia_portal");
}

std::string cookie_text(Kind kind, http::Head const& head, std::string_view value, std::chrono::seconds age)
{
    return cookie_name(kind, head) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age.count()) +
           (head.secure ? "; Secure" : "");
}

std::vector<SessionId> ids(std::vector<SessionRow> const& rows)
{
    std::vector<SessionId> result;
    result.reserve(rows.size());
    for (auto const& row : rows) result.push_back(row.id);
    return result;
}

} // namespace

std::string_view token(Kind kind, http::Head const& head)
{
    return head.cookie(cookie_name(kind, head));
}

std::string cookie(Kind kind, http::Head const& head, std::string_view token)
{
    return cookie_text(kind, head, token, lifetime);
}

std::string expired_cookie(Kind kind, http::Head const& head)
{
    return cookie_text(kind, head, "", std::chrono::seconds(0));
}

NewSession create(db::Tx& tx, Holder const& holder, http::Head const& head, Timestamp now)
{
    if (auto const sent = token(holder.kind, head); !sent.empty())
        tx.run("DELETE FROM sessions WHERE token_hash = $1", auth::hash_token(sent));

    NewSession session{new_id<SessionId>(), auth::new_token()};
    auto const user = holder.kind == Kind::staff ? std::optional(holder.user) : std::nullopt;
    auto const access = holder.kind == Kind::client ? std::optional(holder.access) : std::nullopt;
    tx.run(R"(
        INSERT INTO sessions (token_hash, organization_id, id, kind, user_id, access_id, created_at, last_used_at, expires_at,
                              client_address, user_agent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)
    )",
           auth::hash_token(session.token), holder.organization, session.id, holder.kind, user, access, now, now + lifetime,
           head.client_address, storable(head.header("user-agent"), longest_user_agent));
    return session;
}

http::Actor authenticate(db::Tx& tx, http::Access::Audience audience, http::Head const& head, Timestamp now)
{
    return find(tx, audience, head, now).actor;
}

http::Authenticate authenticator(db::Database& database)
{
    return [&database](db::Tx& tx, http::Access::Audience audience, http::Head const& head, Timestamp now) {
        auto found = find(tx, audience, head, now);
        if (found.actor.kind != http::ActorKind::nobody && now - found.last_used_at >= prolonged_after) {
            auto prolong = [hash = std::move(found.token_hash), now](db::Tx& writing) {
                writing.run("UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE token_hash = $1 AND last_used_at < $2", hash, now,
                            now + lifetime);
            };
            // When it fails the next request tries again; the person does not notice.
            database.submit_write(std::move(prolong), [](std::exception_ptr) {});
        }
        return std::move(found.actor);
    };
}

std::vector<SessionId> end(db::Tx& tx, OrganizationId organization, SessionId session)
{
    return ids(tx.rows<SessionRow>("DELETE FROM sessions WHERE organization_id = $1 AND id = $2 RETURNING id", organization, session));
}

std::vector<SessionId> end_of_user(db::Tx& tx, OrganizationId organization, UserId user, SessionId except)
{
    return ids(tx.rows<SessionRow>(R"(
        DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id <> $3 RETURNING id
    )",
                                   organization, user, except));
}

std::vector<SessionId> end_of_access(db::Tx& tx, OrganizationId organization, AccessId access)
{
    return ids(tx.rows<SessionRow>(R"(
        DELETE FROM sessions WHERE organization_id = $1 AND access_id = $2 RETURNING id
    )",
                                   organization, access));
}

std::vector<SessionId> end_of_account(db::Tx& tx, OrganizationId organization, AccountId account, SessionId except)
{
    return ids(tx.rows<SessionRow>(R"(
        DELETE FROM sessions
        WHERE  organization_id = $1 AND id <> $3
          AND  access_id IN (SELECT id FROM accesses WHERE organization_id = $1 AND account_id = $2)
        RETURNING id
    )",
                                   organization, account, except));
}

std::vector<SessionId> of_portal(db::Tx& tx, OrganizationId organization, PortalId portal)
{
    return ids(tx.rows<SessionRow>(R"(
        SELECT   sessions.id
        FROM     accesses
        JOIN     sessions ON sessions.organization_id = accesses.organization_id AND sessions.access_id = accesses.id
        WHERE    accesses.organization_id = $1 AND accesses.portal_id = $2
        ORDER BY sessions.id
    )",
                                   organization, portal));
}

void remove_expired(db::Tx& tx, Timestamp now)
{
    tx.run("DELETE FROM sessions WHERE expires_at <= $1", now);
}

} // namespace loggia::sessions
