// SPDX-License-Identifier: Apache-2.0
#include "platform/push/push_service.hpp"

#include "platform/problem.hpp"

namespace loggia::push {

static constexpr auto lifetime_seconds = "86400"; // a message that waited for a day says nothing new

Outcome PushService::send(Subscription const& subscription, Message const& message, Timestamp now) const
{
    fetch::FetchOptions options;
    options.headers = {{"TTL", lifetime_seconds},
                       {"Content-Encoding", "aes128gcm"},
                       {"Urgency", message.urgency == Urgency::high ? "high" : "normal"},
                       {"Authorization", authorization(keys_, subscription.endpoint, subject_, now)}};
    if (!message.topic.empty()) options.headers.push_back({"Topic", message.topic});
    auto const body = encrypt(message.payload, subscription.keys);
    auto const answer = http_.post(subscription.endpoint, body, "application/octet-stream", options);
    if (answer.succeeded()) return Outcome::sent;
    if (answer.status == 404 || answer.status == 410) return Outcome::gone;
    if (answer.status == 429 || answer.status >= 500) {
        Problem later(Fault::unavailable, "push_unavailable", "The push service asks to come back later.");
        later.retry_after_seconds = answer.retry_after_seconds;
        throw later;
    }
    throw Problem(Fault::invalid, "push_refused", "The push service refuses this message: " + std::to_string(answer.status) + ".");
}

} // namespace loggia::push
