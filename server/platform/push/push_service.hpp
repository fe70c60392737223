// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/fetch/http_client.hpp"
#include "platform/push/vapid.hpp"

// Hands messages to the push services of browsers (RFC 8030).
namespace loggia::push {

// What a browser gives so that it can be reached; whoever has it can write to that browser, so it is kept sealed.
struct Subscription {
    std::string endpoint;
    BrowserKeys keys;
};

enum class Urgency { normal, high };

struct Message {
    std::string payload; // what the page's service worker reads
    std::string topic{}; // a later message of the same replaces it while the device is away; at most 32 letters of base64url
    Urgency urgency = Urgency::normal;
};

enum class Outcome {
    sent,
    gone, // the browser is not subscribed any more
};

class PushService {
public:
    // `subject` as in authorization(). Both must outlive it.
    PushService(fetch::HttpClient const& http, KeyPair const& keys, std::string subject)
        : http_(http), keys_(keys), subject_(std::move(subject))
    {}

    // Problem(unavailable, push_unavailable) when the service asks to wait or fails: try again later. Problem(invalid, push_refused)
    // when it refuses for good; and what fetch::HttpClient throws.
    Outcome send(Subscription const& subscription, Message const& message, Timestamp now) const;

private:
    fetch::HttpClient const& http_;
    KeyPair const& keys_;
    std::string subject_;
};

} // namespace loggia::push
