// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in/send_limits.hpp"

#include "features/sign_in/sign_in_limits.hpp"
#include "platform/auth/token.hpp"
#include "platform/problem.hpp"

namespace loggia::sign_in {

namespace {

struct Window {
    std::int64_t count = 0;
    Timestamp blocked_until; // the end of the span
};
BOOST_DESCRIBE_STRUCT(Window, (), (count, blocked_until))

// In the table of failed sign-ins, whose rows are dropped when they have rested; here `blocked_until` is the end of the span.
Window count(db::Tx& tx, std::string const& key, Allowance const& allowance, Timestamp now)
{
    return tx
        .find<Window>(R"(
        INSERT INTO sign_in_failures (key, count, last_at, blocked_until)
        VALUES ($1, 1, $2, $3)
        ON CONFLICT (key) DO UPDATE
        SET count = CASE WHEN sign_in_failures.blocked_until <= $2 THEN 1 ELSE sign_in_failures.count + 1 END,
            blocked_until = CASE WHEN sign_in_failures.blocked_until <= $2 THEN $3 ELSE sign_in_failures.blocked_until END,
            last_at = $2
        RETURNING count, blocked_until
    )",
                      key, now, now + allowance.span)
        .value();
}

void require(db::Tx& tx, std::string const& key, Allowance const& allowance, Timestamp now)
{
    auto const window = count(tx, key, allowance, now);
    if (window.count <= allowance.times) return;
    Problem problem(Fault::too_many, "too_many_attempts", "That was asked for too often. Wait a little and try again.");
    problem.retry_after_seconds = static_cast<int>((window.blocked_until - now).count() / 1000 + 1);
    throw problem;
}

// The network as the limits of sign-in see it.
std::string network_key(std::string const& client_address)
{
    return attempt("", "", client_address).address.text;
}

} // namespace

void count_send(db::Tx& tx, std::string_view audience, std::string_view login, std::string const& client_address, Timestamp now)
{
    auto const network = network_key(client_address);
    auto const person = auth::hash_token(std::string(audience) + "\n" + std::string(login));
    require(tx, "send:" + person + "@" + network, sends_to_one, now);
    require(tx, "send:" + network, sends_from_network, now);
}

void count_challenge(db::Tx& tx, std::string const& client_address, Timestamp now)
{
    require(tx, "challenge:" + network_key(client_address), challenges_from_network, now);
}

bool count_text(db::Tx& tx, OrganizationId organization, std::string_view person, Timestamp now)
{
    return count(tx, "text:" + organization.text() + ":" + std::string(person), texts_to_one, now).count <= texts_to_one.times;
}

} // namespace loggia::sign_in
