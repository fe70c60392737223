// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in/sign_in_limits.hpp"

#include <arpa/inet.h>

#include "platform/auth/token.hpp"

namespace loggia::sign_in {

namespace {

constexpr std::int64_t account_from_here_allowance = 10;
constexpr std::int64_t device_allowance = 10;
constexpr std::int64_t account_allowance = 100;
constexpr std::int64_t address_allowance = 50;
constexpr std::chrono::hours forgotten_after{24};
constexpr std::chrono::minutes longest_lock_out{60};

// Whoever has one IPv6 address mostly has its whole /64.
std::string network_of(std::string const& address)
{
    in6_addr parsed{};
    if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return address;
    if (IN6_IS_ADDR_V4MAPPED(&parsed)) return address;
    std::fill(parsed.s6_addr + 8, parsed.s6_addr + 16, std::uint8_t{0});
    char text[INET6_ADDRSTRLEN];
    return inet_ntop(AF_INET6, &parsed, text, sizeof text) ? std::string(text) + "/64" : address;
}

void check_key(db::Tx& tx, Key const& key, Timestamp now)
{
    auto const blocked_until = tx.number("SELECT blocked_until FROM sign_in_failures WHERE key = $1", key.text);
    if (!blocked_until || *blocked_until <= now.milliseconds) return;
    Problem problem(Fault::too_many, "too_many_attempts", "Too many attempts failed. Wait a little and try again.");
    problem.retry_after_seconds = static_cast<int>((*blocked_until - now.milliseconds + 999) / 1000);
    throw problem;
}

// Gives how often it failed.
std::int64_t count_failure(db::Tx& tx, Key const& key, Timestamp now)
{
    auto const failures = tx.number(R"(
        INSERT INTO sign_in_failures (key, count, last_at, blocked_until)
        VALUES ($1, 1, $2, 0)
        ON CONFLICT (key) DO UPDATE
        SET count = CASE WHEN sign_in_failures.last_at < $3 THEN 1 ELSE sign_in_failures.count + 1 END, last_at = $2
        RETURNING count
    )",
                                    key.text, now, now - forgotten_after);
    auto const span = lock_out(failures.value_or(1), key.allowance);
    if (span.count() > 0) tx.run("UPDATE sign_in_failures SET blocked_until = $2 WHERE key = $1", key.text, now + span);
    return failures.value_or(1);
}

bool closes_first(db::Tx& tx, Key const& key, Timestamp now)
{
    return count_failure(tx, key, now) == key.allowance;
}

} // namespace

Attempt attempt(std::string_view audience, std::string_view email, std::string const& client_address, Guessed guessed)
{
    auto const network = network_of(client_address);
    auto const account = auth::hash_token(std::string(audience) + "\n" + std::string(email));
    return {{"account:" + account + "@" + network, account_from_here_allowance},
            {"account:" + account, account_allowance},
            {(guessed == Guessed::code ? "codes from:" : "address:") + network, address_allowance}};
}

Attempt from(std::optional<Device> const& device, Attempt attempt)
{
    if (device) attempt.device = {"device:" + device->hash, device_allowance};
    return attempt;
}

std::chrono::minutes lock_out(std::int64_t failures, std::int64_t allowance)
{
    if (failures < allowance) return std::chrono::minutes(0);
    auto const doublings = std::min<std::int64_t>(failures - allowance, 6);
    return std::min(std::chrono::minutes(std::int64_t{1} << doublings), longest_lock_out);
}

void check(db::Tx& tx, Attempt const& attempt, Timestamp now)
{
    if (attempt.device) return check_key(tx, *attempt.device, now);
    check_key(tx, attempt.account_from_here, now);
    check_key(tx, attempt.account, now);
    check_key(tx, attempt.address, now);
}

LockOut failed(db::Tx& tx, Attempt const& attempt, Timestamp now)
{
    if (attempt.device) return closes_first(tx, *attempt.device, now) ? LockOut::begins : LockOut::none;
    bool const from_here = closes_first(tx, attempt.account_from_here, now);
    bool const from_anywhere = closes_first(tx, attempt.account, now);
    count_failure(tx, attempt.address, now);
    return from_here || from_anywhere ? LockOut::begins : LockOut::none;
}

void succeeded(db::Tx& tx, Attempt const& attempt)
{
    if (attempt.device) {
        tx.run("DELETE FROM sign_in_failures WHERE key = $1", attempt.device->text);
        return;
    }
    tx.run("DELETE FROM sign_in_failures WHERE key = $1 OR key = $2", attempt.account_from_here.text, attempt.account.text);
}

bool may_tell(db::Tx& tx, Attempt const& attempt, std::string_view what, std::chrono::hours span, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO sign_in_failures (key, count, last_at, blocked_until)
        VALUES ($1, 0, $2, $3)
        ON CONFLICT (key) DO UPDATE
        SET last_at = excluded.last_at, blocked_until = excluded.blocked_until
        WHERE sign_in_failures.blocked_until <= $2
    )",
                  "told " + std::string(what) + ":" + attempt.account.text, now, now + span) > 0;
}

void remove_old(db::Tx& tx, Timestamp now)
{
    tx.run("DELETE FROM sign_in_failures WHERE last_at < $1 AND blocked_until < $2", now - forgotten_after, now);
}

} // namespace loggia::sign_in
