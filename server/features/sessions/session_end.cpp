// SPDX-License-Identifier: Apache-2.0
#include "features/sessions/session_end.hpp"

#include <map>

#include "features/activities/record.hpp"
#include "platform/live/hub.hpp"

namespace loggia::sessions {

namespace {

struct Ended {
    OrganizationId organization_id;
    SessionId id;
    Kind kind = Kind::staff;
    std::optional<AccessId> access_id;
    std::optional<UserId> impersonator_id;
    std::string client_address;
};
BOOST_DESCRIBE_STRUCT(Ended, (), (organization_id, id, kind, access_id, impersonator_id, client_address))

constexpr std::string_view returning = " RETURNING organization_id, id, kind, access_id, impersonator_id, client_address";

// Who looked through whose eyes, where.
struct Look {
    std::string staff_name;
    ContactId contact_id;
    PortalId portal_id;
    std::string portal_name;
};
BOOST_DESCRIBE_STRUCT(Look, (), (staff_name, contact_id, portal_id, portal_name))

void record_end_of_look(db::Tx& tx, Ended const& session, Timestamp now)
{
    auto const look = tx.find<Look>(R"(
        SELECT users.name AS staff_name, accounts.contact_id, accesses.portal_id, portals.name AS portal_name
        FROM   accesses
        JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
        JOIN   portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        JOIN   users    ON users.organization_id = accesses.organization_id AND users.id = $3
        WHERE  accesses.organization_id = $1 AND accesses.id = $2
    )",
                                    session.organization_id, session.access_id, session.impersonator_id);
    if (!look) return;
    activities::record(tx, session.organization_id,
                       {activities::ActorKind::staff, session.impersonator_id->value, look->staff_name, session.client_address}, now,
                       {.action = "impersonation.ended",
                        .contact = look->contact_id,
                        .detail = {{"portal", look->portal_name}},
                        .also_on = {look->portal_id.value}});
}

void add_looks_of(db::Tx& tx, Ended const& staff, std::vector<Ended>& ended)
{
    auto looks = tx.rows<Ended>("DELETE FROM sessions WHERE organization_id = $1 AND impersonator_session_id = $2" + std::string(returning),
                                staff.organization_id, staff.id);
    ended.insert(ended.end(), looks.begin(), looks.end());
}

std::size_t finish(db::Tx& tx, std::vector<Ended> ended, Timestamp now)
{
    auto const asked_for = ended.size();
    for (std::size_t i = 0; i < asked_for; ++i)
        if (ended[i].kind == Kind::staff) add_looks_of(tx, Ended(ended[i]), ended);
    std::map<OrganizationId, std::vector<SessionId>> sessions;
    for (auto const& session : ended) {
        if (session.impersonator_id) record_end_of_look(tx, session, now);
        sessions[session.organization_id].push_back(session.id);
    }
    for (auto const& [organization, ids] : sessions) live::close_streams(tx, organization, ids);
    return asked_for;
}

} // namespace

void end_presented(db::Tx& tx, std::string const& token_hash, Timestamp now)
{
    finish(tx, tx.rows<Ended>("DELETE FROM sessions WHERE token_hash = $1" + std::string(returning), token_hash), now);
}

std::size_t end(db::Tx& tx, OrganizationId organization, SessionId session, Timestamp now)
{
    return finish(
        tx, tx.rows<Ended>("DELETE FROM sessions WHERE organization_id = $1 AND id = $2" + std::string(returning), organization, session),
        now);
}

std::size_t end_of_user(db::Tx& tx, OrganizationId organization, UserId user, SessionId except, Timestamp now)
{
    return finish(tx,
                  tx.rows<Ended>("DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND id <> $3" + std::string(returning),
                                 organization, user, except),
                  now);
}

std::size_t end_of_access(db::Tx& tx, OrganizationId organization, AccessId access, Timestamp now)
{
    return finish(
        tx,
        tx.rows<Ended>("DELETE FROM sessions WHERE organization_id = $1 AND access_id = $2" + std::string(returning), organization, access),
        now);
}

std::size_t end_of_account(db::Tx& tx, OrganizationId organization, AccountId account, SessionId except, Timestamp now)
{
    return finish(tx,
                  tx.rows<Ended>(R"(
        DELETE FROM sessions
        WHERE  organization_id = $1 AND id <> $3 AND impersonator_id IS NULL
          AND  access_id IN (SELECT id FROM accesses WHERE organization_id = $1 AND account_id = $2)
    )" + std::string(returning),
                                 organization, account, except),
                  now);
}

struct OpenSessionRow {
    SessionId id;
};
BOOST_DESCRIBE_STRUCT(OpenSessionRow, (), (id))

void close_streams_of_access(db::Tx& tx, OrganizationId organization, AccessId access)
{
    std::vector<SessionId> open;
    for (auto const& row : tx.rows<OpenSessionRow>(
             "SELECT id FROM sessions WHERE organization_id = $1 AND access_id = $2 ORDER BY id", organization, access))
        open.push_back(row.id);
    live::close_streams(tx, organization, open);
}

void close_streams_of_portal(db::Tx& tx, OrganizationId organization, PortalId portal)
{
    std::vector<SessionId> sessions;
    for (auto const& row : tx.rows<OpenSessionRow>(R"(
        SELECT   sessions.id
        FROM     accesses
        JOIN     sessions ON sessions.organization_id = accesses.organization_id AND sessions.access_id = accesses.id
        WHERE    accesses.organization_id = $1 AND accesses.portal_id = $2
        ORDER BY sessions.id
    )",
                                                   organization, portal))
        sessions.push_back(row.id);
    live::close_streams(tx, organization, sessions);
}

void remove_expired(db::Tx& tx, Timestamp now)
{
    finish(tx, tx.rows<Ended>("DELETE FROM sessions WHERE expires_at <= $1" + std::string(returning), now), now);
}

} // namespace loggia::sessions
