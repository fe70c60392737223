// SPDX-License-Identifier: Apache-2.0
#include "platform/http/idempotency.hpp"

#include <algorithm>

#include "platform/auth/token.hpp"

namespace loggia::http {

namespace {

struct Stored {
    std::string request_hash;
    std::int64_t status = 0;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (request_hash, status, body))

}  // namespace

Response with_idempotency(Request& request, std::function<Response()> const& run)
{
    auto const key = request.head.header("idempotency-key");
    if (request.head.verb != Verb::post || key.empty() || request.actor.kind == ActorKind::nobody) return run();
    auto const is_plain = [](char c) { return c > ' ' && c <= '~'; };
    if (key.size() > 200 || !std::ranges::all_of(key, is_plain))
        throw Problem(Fault::malformed, "idempotency_key_unreadable", "Idempotency-Key has at most 200 letters, digits and signs of ASCII.");

    auto const actor = request.actor.kind == ActorKind::staff ? request.actor.user.value : request.actor.access.value;
    auto const hash = auth::hash_token(request.head.path + "\n" + request.body);
    auto const stored = request.tx().find<Stored>(R"(
        SELECT request_hash, status, body
        FROM   idempotency_keys
        WHERE  organization_id = $1 AND actor_id = $2 AND key = $3 AND created_at > $4
    )", request.organization(), actor, key, request.now - std::chrono::hours(24));
    if (stored && stored->request_hash != hash)
        throw Problem(Fault::invalid, "idempotency_key_reused", "This Idempotency-Key was used for another request.");
    if (stored) {
        Response response{static_cast<unsigned>(stored->status), {}, stored->body, {}, {}, {}};
        if (!stored->body.empty()) response.with("Content-Type", "application/json");
        return response.with("Idempotency-Replayed", "true");
    }

    auto response = run();
    request.tx().run(R"(
        INSERT INTO idempotency_keys (organization_id, actor_id, key, request_hash, status, body, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (organization_id, actor_id, key) DO UPDATE
        SET request_hash = excluded.request_hash, status = excluded.status, body = excluded.body, created_at = excluded.created_at
    )", request.organization(), actor, key, hash, static_cast<std::int64_t>(response.status), response.body, request.now);
    return response;
}

}  // namespace loggia::http
