// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/thread_pool.hpp>

#include <atomic>

#include "platform/http/router.hpp"

namespace loggia::http {

// Finds out who asks, from the cookies of `head`. Runs inside the request's transaction, in system scope.
using Authenticate = std::function<Actor(db::Tx&, Access::Audience, Head const&, Timestamp now)>;

// Called once for each finished request, for the access log and metrics.
using Observe = std::function<void(Head const&, Route const*, unsigned status, std::chrono::nanoseconds taken)>;

struct DispatcherConfig {
    unsigned workers = 8;        // handlers of read routes
    // Sign-in, passwords, reports. Many, because most wait: what they may take of the processors is bounded elsewhere, as by
    // auth::HashingGate, which never keeps all of them waiting.
    unsigned slow_workers = 24;
    unsigned upload_workers = 8;  // bodies that come as slowly as the sender's line, and what is made of them
    unsigned slow_backlog = 200;  // beyond this many waiting for either, 503
};

// Brings a request to its handler: on the right threads, with the right transaction, after the checks all routes share.
class Dispatcher {
public:
    using Done = std::function<void(Response)>;

    Dispatcher(Router router, db::Database& database, Clock const& clock, Authenticate authenticate, DispatcherConfig config);
    ~Dispatcher();

    Router const& router() const { return router_; }

    // `done` is called once, on any thread. `head` and `upload` must live until then. Throws nothing.
    void run(Router::Match match, Head const& head, std::string body, BodyReader* upload, Done done);

    // Runs a page that is not part of the API (an app's index, a theme) on a worker, in a read snapshot.
    void run_page(std::function<Response(Request&)> page, Head const& head, Done done);

    void stop();  // waits for handlers that run

private:
    struct Exchange;
    void run_read(std::shared_ptr<Exchange> exchange);
    void run_write(std::shared_ptr<Exchange> exchange);
    struct SlowPool {
        explicit SlowPool(unsigned workers) : threads(workers) {}
        boost::asio::thread_pool threads;
        std::atomic<unsigned> waiting = 0;
    };
    void run_slow(std::shared_ptr<Exchange> exchange, SlowPool& pool);
    void authenticate(Exchange& exchange, db::Tx& tx) const;
    void handle_in(Exchange& exchange, db::Tx& tx) const;

    Router router_;
    db::Database& database_;
    Clock const& clock_;
    Authenticate authenticate_;
    DispatcherConfig config_;
    boost::asio::thread_pool workers_;
    SlowPool slow_;
    SlowPool uploads_;
};

// Refuses a state-changing request that a browser sends for another site's page (ARCHITECTURE decision 12).
void check_same_origin(Head const& head);

}  // namespace loggia::http
