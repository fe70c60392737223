// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in/known_devices.hpp"

#include "platform/auth/token.hpp"

namespace loggia::sign_in {

namespace {

std::string cookie_name(http::Head const& head)
{
    return std::string(head.secure ? "__Host-" : "") + "loggia_device";
}

// What new_token() makes; anything else was not given by us.
bool is_token(std::string_view text)
{
    auto const is_sign = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return text.size() == 43 && std::ranges::all_of(text, is_sign);
}

std::string hash_of(std::string_view token, DeviceOwner const& owner)
{
    auto const person = owner.user ? "user " + owner.user.text() : "account " + owner.account.text();
    return auth::hash_token(std::string(token) + "\n" + owner.organization.text() + "\n" + person);
}

template <class IdType>
std::optional<IdType> unless_zero(IdType id)
{
    return id ? std::optional(id) : std::nullopt;
}

} // namespace

std::optional<Device> find_device(db::Tx& tx, http::Head const& head, DeviceOwner const& owner, Timestamp now)
{
    auto const token = head.cookie(cookie_name(head));
    if (!is_token(token)) return std::nullopt;
    auto const hash = hash_of(token, owner);
    auto const known = tx.number("SELECT 1 FROM known_devices WHERE token_hash = $1 AND expires_at > $2", hash, now);
    return known ? std::optional(Device{hash}) : std::nullopt;
}

std::string remember_device(db::Tx& tx, http::Head const& head, DeviceOwner const& owner, Timestamp now)
{
    auto const sent = head.cookie(cookie_name(head));
    auto const token = is_token(sent) ? std::string(sent) : auth::new_token();
    tx.run(R"(
        INSERT INTO known_devices (token_hash, organization_id, user_id, account_id, last_used_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (token_hash) DO UPDATE
        SET last_used_at = excluded.last_used_at, expires_at = excluded.expires_at
    )",
           hash_of(token, owner), owner.organization, unless_zero(owner.user), unless_zero(owner.account), now, now + device_lifetime);
    auto const age = std::chrono::duration_cast<std::chrono::seconds>(device_lifetime).count();
    return cookie_name(head) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age) +
           (head.secure ? "; Secure" : "");
}

void forget_other_devices(db::Tx& tx, http::Head const& head, DeviceOwner const& owner)
{
    auto const own = hash_of(head.cookie(cookie_name(head)), owner);
    if (owner.user)
        tx.run("DELETE FROM known_devices WHERE organization_id = $1 AND user_id = $2 AND token_hash <> $3", owner.organization, owner.user,
               own);
    if (owner.account)
        tx.run("DELETE FROM known_devices WHERE organization_id = $1 AND account_id = $2 AND token_hash <> $3", owner.organization,
               owner.account, own);
}

void remove_expired_devices(db::Tx& tx, Timestamp now)
{
    tx.run("DELETE FROM known_devices WHERE expires_at <= $1", now);
}

} // namespace loggia::sign_in
