// SPDX-License-Identifier: Apache-2.0
#include "features/staff/staff_store.hpp"

namespace loggia::staff::store {

std::optional<SignInRow> find_by_email(db::Tx& tx, std::string_view email_folded)
{
    return tx.find<SignInRow>(R"(
        SELECT organization_id, id, name, password_hash FROM users WHERE email_folded = $1 AND active = 1
    )", email_folded);
}

std::optional<SignInRow> find_by_id(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<SignInRow>(R"(
        SELECT organization_id, id, name, password_hash FROM users WHERE organization_id = $1 AND id = $2 AND active = 1
    )", organization, user);
}

std::optional<StaffSession> session_of(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<StaffSession>(R"(
        SELECT u.id AS user_id, u.name AS user_name, u.email AS user_email, u.role AS user_role, u.locale AS user_locale,
               CASE WHEN u.totp_secret IS NOT NULL THEN CASE WHEN k.id IS NULL THEN 'totp' ELSE 'both' END
                    WHEN k.id IS NULL THEN 'none' ELSE 'passkey' END AS user_second_factor,
               o.id AS organization_id, o.name AS organization_name, o.time_zone AS organization_time_zone,
               o.currency AS organization_currency, o.locale AS organization_locale,
               o.second_factor AS organization_second_factor, o.impersonation AS organization_impersonation,
               CASE WHEN o.second_factor = 'required' AND u.has_second_factor = 0 THEN 1 ELSE 0 END AS must_set_up_second_factor
        FROM   users AS u
        JOIN   organizations AS o ON o.id = u.organization_id
        LEFT JOIN passkeys AS k ON k.organization_id = u.organization_id AND k.id =
                      (SELECT MIN(id) FROM passkeys WHERE organization_id = $1 AND user_id = $2)
        WHERE  u.organization_id = $1 AND u.id = $2
    )", organization, user);
}

std::vector<User> active_users(db::Tx& tx, OrganizationId organization)
{
    return tx.rows<User>(R"(
        SELECT id, name, email, role FROM users WHERE organization_id = $1 AND active = 1 ORDER BY name, id
    )", organization);
}

std::vector<OpenSession> open_sessions(db::Tx& tx, OrganizationId organization, UserId user, SessionId current)
{
    return tx.rows<OpenSession>(R"(
        SELECT id, created_at, last_used_at, client_address, user_agent, method, CASE WHEN id = $3 THEN 1 ELSE 0 END AS current
        FROM   sessions
        WHERE  organization_id = $1 AND user_id = $2
        ORDER  BY last_used_at DESC, id DESC
    )", organization, user, current);
}

Summary summary(db::Tx& tx, OrganizationId organization)
{
    auto const count = [&](std::string_view sql) { return tx.number(sql, organization).value_or(0); };
    return {count("SELECT COUNT(*) FROM contacts WHERE organization_id = $1"),
            count("SELECT COUNT(*) FROM companies WHERE organization_id = $1"),
            count("SELECT COUNT(*) FROM properties WHERE organization_id = $1 AND status <> 'withdrawn'"),
            count(R"(SELECT COUNT(*) FROM deals AS d
                     JOIN stages AS s ON s.organization_id = d.organization_id AND s.id = d.stage_id
                     WHERE d.organization_id = $1 AND s.kind = 'open')"),
            0, count("SELECT COUNT(*) FROM appointments WHERE organization_id = $1 AND status = 'pending'"), 0};
}

bool has_password(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash)
{
    auto const count = tx.number("SELECT COUNT(*) FROM users WHERE organization_id = $1 AND id = $2 AND password_hash = $3 AND active = 1",
                                 organization, user, hash);
    return count == 1;
}

void set_password(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash)
{
    tx.run("UPDATE users SET password_hash = $3 WHERE organization_id = $1 AND id = $2", organization, user, hash);
}

void set_locale(db::Tx& tx, OrganizationId organization, UserId user, Locale const& locale)
{
    tx.run("UPDATE users SET locale = $3 WHERE organization_id = $1 AND id = $2", organization, user, locale);
}

void touch_sign_in(db::Tx& tx, OrganizationId organization, UserId user, Timestamp now)
{
    tx.run("UPDATE users SET last_sign_in_at = $3 WHERE organization_id = $1 AND id = $2", organization, user, now);
}

std::optional<UserId> insert_user(db::Tx& tx, OrganizationId organization, NewUser const& user, Timestamp now)
{
    auto const id = new_id<UserId>();
    auto const folded = fold(user.email);
    auto const rows = tx.run(R"(
        INSERT INTO users (organization_id, id, name, email, email_folded, phone, role, locale, password_hash, active, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)
        ON CONFLICT (email_folded) DO NOTHING
    )", organization, id, user.name, user.email, folded, user.phone, user.role, user.locale, user.password_hash, now);
    return rows == 1 ? std::optional(id) : std::nullopt;
}

}  // namespace loggia::staff::store
