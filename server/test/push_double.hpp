// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "platform/fetch/socket_server_for_tests.hpp"
#include "platform/push/push_service.hpp"

// The other ends of web push, for tests: a push service that speaks HTTP, and a browser that reads what it is sent.
namespace loggia::test {

struct PushRequest {
    std::string path;
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;
};

class PushDouble {
public:
    explicit PushDouble(unsigned status);

    std::string address(std::string const& path) const; // http: tests allow this host
    void answer_with(unsigned status);
    std::size_t count() const;
    PushRequest take(); // the oldest not taken yet; throws when none came

private:
    void serve(fetch::Connection& connection);

    mutable std::mutex mutex_;
    unsigned status_;
    std::deque<PushRequest> requests_;
    std::size_t count_ = 0;
    fetch::SocketServer server_;
};

// Somebody's browser with the keys of its subscription.
class PushBrowser {
public:
    push::Subscription subscription(std::string const& endpoint) const;
    std::string body(std::string const& endpoint) const; // of PUT …/push-subscriptions
    std::string read(std::string const& message) const;  // throws when it is not for this browser

private:
    push::KeyPair const keys_ = push::KeyPair::generate();
    std::string const auth_secret_ = "sixteen bytes ok";
};

// The parts of "vapid t=…, k=…".
struct VapidProof {
    std::string header;
    std::string claims;
    std::string public_key;
    bool is_signed = false; // by the private key of it
};
VapidProof read_vapid(std::string const& authorization);

} // namespace loggia::test
