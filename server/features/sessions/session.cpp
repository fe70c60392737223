// SPDX-License-Identifier: Apache-2.0
#include "features/sessions/session_end.hpp"

#include "platform/auth/token.hpp"
#include "platform/live/hub.hpp"
#include "platform/utf8.hpp"

namespace loggia::sessions {

namespace {

constexpr std::chrono::hours prolonged_after{1};
constexpr std::size_t longest_user_agent = 300;

std::int64_t milliseconds(std::chrono::milliseconds span)
{
    return span.count();
}

struct StaffSession {
    SessionId session;
    OrganizationId organization_id;
    Timestamp last_used_at;
    UserId user_id;
    std::string name;
    std::string role;
    Locale locale;
    bool must_set_up = false;
};
BOOST_DESCRIBE_STRUCT(StaffSession, (), (session, organization_id, last_used_at, user_id, name, role, locale, must_set_up))

struct ClientSession {
    SessionId session;
    OrganizationId organization_id;
    Timestamp last_used_at;
    Timestamp expires_at;
    AccessId access_id;
    AccountId account_id;
    ContactId contact_id;
    PortalId portal_id;
    std::string first_name;
    std::string last_name;
    Locale locale;
    bool must_change_password = false;
    auth::Level level = auth::Level::basic;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
    std::int64_t company_scope = 0;
    std::optional<std::int64_t> retention_days;
    std::optional<ContactId> acting_contact_id;
    std::optional<CompanyId> acting_company_id;
    std::optional<UserId> impersonator_id;
    std::optional<std::string> impersonator_name;
    std::optional<std::string> impersonation;
};
BOOST_DESCRIBE_STRUCT(ClientSession, (),
                      (session, organization_id, last_used_at, expires_at, access_id, account_id, contact_id, portal_id, first_name,
                       last_name, locale, must_change_password, level, rights_granted, rights_denied, company_scope, retention_days,
                       acting_contact_id, acting_company_id, impersonator_id, impersonator_name, impersonation))

struct Found {
    http::Actor actor;
    Timestamp last_used_at;
    std::string token_hash;
};

Found find_staff(db::Tx& tx, std::string const& hash, Timestamp now)
{
    auto const row = tx.find<StaffSession>(R"(
        SELECT sessions.id AS session, sessions.organization_id, sessions.last_used_at, sessions.user_id,
               users.name, users.role, users.locale,
               CASE WHEN organizations.second_factor = 'required' AND users.has_second_factor = 0 THEN 1 ELSE 0 END AS must_set_up
        FROM   sessions
        JOIN   users ON users.organization_id = sessions.organization_id AND users.id = sessions.user_id
        JOIN   organizations ON organizations.id = sessions.organization_id
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
    actor.must_set_up_second_factor = row->must_set_up;
    return {std::move(actor), row->last_used_at, hash};
}

// An impersonating session counts while the staff session it was opened from does. Whom the account no longer stands for, it
// does not act for.
constexpr std::string_view select_client = R"(
        SELECT sessions.id AS session, sessions.organization_id, sessions.last_used_at, sessions.expires_at, sessions.access_id,
               accesses.account_id, accounts.contact_id, accesses.portal_id,
               contacts.first_name, contacts.last_name, contacts.locale, accounts.must_change_password,
               accesses.level, accesses.rights_granted, accesses.rights_denied, accesses.company_scope,
               COALESCE(accesses.retention_days, portals.retention_days) AS retention_days,
               account_contacts.contact_id AS acting_contact_id, sessions.acting_company_id,
               sessions.impersonator_id, staff.name AS impersonator_name, sessions.impersonation
        FROM   sessions
        JOIN   accesses ON accesses.organization_id = sessions.organization_id AND accesses.id = sessions.access_id
        JOIN   accounts ON accounts.organization_id = sessions.organization_id AND accounts.id = accesses.account_id
        JOIN   contacts ON contacts.organization_id = sessions.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals  ON portals.organization_id = sessions.organization_id AND portals.id = accesses.portal_id
        LEFT JOIN account_contacts ON account_contacts.organization_id = sessions.organization_id
                                  AND account_contacts.account_id = accesses.account_id
                                  AND account_contacts.contact_id = sessions.acting_contact_id
        LEFT JOIN users AS staff ON staff.organization_id = sessions.organization_id AND staff.id = sessions.impersonator_id
        WHERE  sessions.token_hash = $1 AND sessions.kind = 'client' AND sessions.expires_at > $2 AND portals.enabled = 1
          AND  (accesses.state = 'active' OR (accesses.state = 'invited' AND sessions.impersonator_id IS NOT NULL))
          AND  (sessions.impersonator_id IS NULL
                OR (staff.active = 1
                    AND EXISTS (SELECT 1 FROM sessions AS theirs
                                WHERE  theirs.organization_id = sessions.organization_id AND theirs.id = sessions.impersonator_session_id
                                  AND  theirs.kind = 'staff' AND theirs.expires_at > $2)))
    )";

http::Impersonation impersonation_of(ClientSession const& row)
{
    auto const mode = *row.impersonation == "act" ? http::Impersonation::Mode::act : http::Impersonation::Mode::read_only;
    return {*row.impersonator_id, row.impersonator_name.value_or(""), mode, row.expires_at};
}

// The company whose records are shown: the chosen one, as long as the person belongs to it, else the first of his. Asked only
// where the whole company's records may be seen, which few accesses allow.
CompanyId company_of(db::Tx& tx, ClientSession const& row)
{
    if (row.company_scope == 0 || row.acting_contact_id) return {};
    auto const company = tx.number(R"(
        SELECT   company_id
        FROM     company_people
        WHERE    organization_id = $1 AND contact_id = $2
        ORDER BY CASE WHEN company_id = $3 THEN 0 ELSE 1 END, company_id
        LIMIT    1
    )",
                                   row.organization_id, row.contact_id, row.acting_company_id.value_or(CompanyId{}));
    return CompanyId{company.value_or(0)};
}

Found find_client(db::Tx& tx, std::string const& hash, Timestamp now)
{
    auto const row = tx.find<ClientSession>(select_client, hash, now);
    if (!row) return {};
    http::Actor actor;
    actor.kind = http::ActorKind::client;
    actor.organization = row->organization_id;
    actor.session = row->session;
    actor.locale = row->locale;
    actor.name = row->first_name + " " + row->last_name;
    actor.account = row->account_id;
    actor.self = row->contact_id;
    actor.contact = row->acting_contact_id.value_or(row->contact_id);
    actor.company = company_of(tx, *row);
    actor.portal = row->portal_id;
    actor.access = row->access_id;
    actor.rights =
        auth::effective_rights(row->level, auth::Rights::from_bits(row->rights_granted), auth::Rights::from_bits(row->rights_denied));
    actor.company_scope = auth::RecordKinds::from_bits(row->company_scope);
    if (row->retention_days) actor.visible_since = now - std::chrono::hours(24) * *row->retention_days;
    if (row->impersonator_id) actor.impersonation = impersonation_of(*row);
    actor.must_change_password = row->must_change_password && !actor.impersonation;
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

// A person who may act for several starts as whom he acted for last, while that still holds.
void resume_identity(db::Tx& tx, Holder const& holder, SessionId session)
{
    tx.run(R"(
        UPDATE sessions
        SET    acting_contact_id = (SELECT accesses.last_contact_id FROM accesses
                                    JOIN   account_contacts ON account_contacts.organization_id = accesses.organization_id
                                                           AND account_contacts.account_id = accesses.account_id
                                                           AND account_contacts.contact_id = accesses.last_contact_id
                                    WHERE  accesses.organization_id = $1 AND accesses.id = $3),
               acting_company_id = (SELECT accesses.last_company_id FROM accesses
                                    JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
                                    JOIN   company_people ON company_people.organization_id = accesses.organization_id
                                                         AND company_people.company_id = accesses.last_company_id
                                                         AND company_people.contact_id = accounts.contact_id
                                    WHERE  accesses.organization_id = $1 AND accesses.id = $3)
        WHERE  organization_id = $1 AND id = $2
    )",
           holder.organization, session, holder.access);
}

} // namespace

std::string_view token(Kind kind, http::Head const& head)
{
    return head.cookie(cookie_name(kind, head));
}

std::string cookie(Kind kind, http::Head const& head, std::string_view token)
{
    return cookie_text(kind, head, token, rest_of(kind));
}

std::string impersonation_cookie(http::Head const& head, std::string_view token)
{
    return cookie_text(Kind::client, head, token, impersonation_lifetime);
}

std::string expired_cookie(Kind kind, http::Head const& head)
{
    return cookie_text(kind, head, "", std::chrono::seconds(0));
}

NewSession create(db::Tx& tx, Holder const& holder, http::Head const& head, Timestamp now)
{
    if (auto const sent = token(holder.kind, head); !sent.empty()) end_presented(tx, auth::hash_token(sent), now);

    NewSession session{new_id<SessionId>(), auth::new_token()};
    auto const user = holder.kind == Kind::staff ? std::optional(holder.user) : std::nullopt;
    auto const access = holder.kind == Kind::client ? std::optional(holder.access) : std::nullopt;
    auto const ends_after = holder.impersonation ? impersonation_lifetime : rest_of(holder.kind);
    tx.run(R"(
        INSERT INTO sessions (token_hash, organization_id, id, kind, user_id, access_id, created_at, last_used_at, expires_at,
                              client_address, user_agent, method)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11)
    )",
           auth::hash_token(session.token), holder.organization, session.id, holder.kind, user, access, now, now + ends_after,
           head.client_address, storable(head.header("user-agent"), longest_user_agent), holder.method);
    if (holder.impersonation)
        tx.run("UPDATE sessions SET impersonator_id = $3, impersonator_session_id = $4, impersonation = $5 WHERE organization_id = $1 AND "
               "id = $2",
               holder.organization, session.id, holder.impersonator, holder.impersonator_session,
               *holder.impersonation == http::Impersonation::Mode::act ? "act" : "read_only");
    else if (holder.kind == Kind::client)
        resume_identity(tx, holder, session.id);
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
        auto const& actor = found.actor;
        if (actor.kind != http::ActorKind::nobody && !actor.impersonation && now - found.last_used_at >= prolonged_after) {
            auto const kind = actor.kind == http::ActorKind::staff ? Kind::staff : Kind::client;
            auto prolong = [hash = std::move(found.token_hash), now, kind](db::Tx& writing) {
                writing.run(R"(
                    UPDATE sessions
                    SET    last_used_at = $2, expires_at = CASE WHEN created_at + $4 < $3 THEN created_at + $4 ELSE $3 END
                    WHERE  token_hash = $1 AND last_used_at < $2
                )",
                            hash, now, now + rest_of(kind), milliseconds(longest_life));
            };
            // When it fails the next request tries again; the person does not notice.
            database.submit_write(std::move(prolong), [](std::exception_ptr) {});
        }
        return std::move(found.actor);
    };
}

void act_for(db::Tx& tx, OrganizationId organization, SessionId session, std::optional<ContactId> contact, std::optional<CompanyId> company)
{
    tx.run(R"(
        UPDATE sessions
        SET    acting_contact_id = $3, acting_company_id = $4, identity_chosen = 1
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, session, contact, company);
}

void move_to(db::Tx& tx, OrganizationId organization, SessionId session, AccessId access)
{
    tx.run("UPDATE sessions SET access_id = $3, identity_chosen = 0 WHERE organization_id = $1 AND id = $2", organization, session, access);
    resume_identity(tx, {.organization = organization, .kind = Kind::client, .access = access}, session);
}

struct ChangedSession {
    SessionId id;
};
BOOST_DESCRIBE_STRUCT(ChangedSession, (), (id))

void stop_acting_for(db::Tx& tx, OrganizationId organization, AccountId account, ContactId contact)
{
    std::vector<SessionId> changed;
    for (auto const& row : tx.rows<ChangedSession>(R"(
        UPDATE sessions
        SET    acting_contact_id = NULL, identity_chosen = 0
        WHERE  organization_id = $1 AND acting_contact_id = $3
          AND  access_id IN (SELECT id FROM accesses WHERE organization_id = $1 AND account_id = $2)
        RETURNING id
    )",
                                               organization, account, contact))
        changed.push_back(row.id);
    live::close_streams(tx, organization, changed);
}

} // namespace loggia::sessions
