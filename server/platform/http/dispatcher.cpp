// SPDX-License-Identifier: Apache-2.0
#include "platform/http/dispatcher.hpp"

#include <boost/asio/post.hpp>

#include "platform/http/idempotency.hpp"
#include "platform/http/problem_response.hpp"

namespace loggia::http {

struct Dispatcher::Exchange {
    Exchange(Route const* route_, std::vector<std::pair<std::string, std::string>> path, Head const& head, Timestamp now,
             db::Database& database, Done done_)
        : route(route_), request(head, std::move(path), {}, now, database), done(std::move(done_))
    {}

    void finish(std::exception_ptr failure)
    {
        if (failure) response = refusal(failure, request.head);
        for (auto& header : request.response_headers) response.headers.push_back(std::move(header));
        done(std::move(response));
    }

    Route const* route;
    Request request;
    Response response;
    Done done;
};

Dispatcher::Dispatcher(Router router, db::Database& database, Clock const& clock, Authenticate authenticate, DispatcherConfig config)
    : router_(std::move(router)), database_(database), clock_(clock), authenticate_(std::move(authenticate)), config_(config),
      workers_(config.workers), slow_(config.slow_workers), uploads_(config.upload_workers)
{}

Dispatcher::~Dispatcher()
{
    stop();
}

void Dispatcher::stop()
{
    workers_.join();
    slow_.threads.join();
    uploads_.threads.join();
}

void check_same_origin(Head const& head)
{
    auto const refuse = [] { throw Problem(Fault::forbidden, "cross_site", "This request came from another site."); };
    auto const site = head.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") refuse();
    auto const origin = head.header("origin");
    if (origin.empty()) return;
    auto const scheme = origin.find("://");
    if (scheme == std::string_view::npos || origin.substr(scheme + 3) != head.header("host")) refuse();
}

void Dispatcher::run(Router::Match match, Head const& head, std::string body, BodyReader* upload, Done done)
{
    auto exchange = std::make_shared<Exchange>(match.route, std::move(match.path), head, clock_.now(), database_, std::move(done));
    exchange->request.body = std::move(body);
    exchange->request.upload = upload;
    try {
        if (head.verb != Verb::get) check_same_origin(head);
    } catch (...) {
        return exchange->finish(std::current_exception());
    }
    switch (match.route->run) {
    case Run::read:
    case Run::stream:
        return run_read(std::move(exchange));
    case Run::write:
        return run_write(std::move(exchange));
    case Run::slow:
        return run_slow(std::move(exchange), slow_);
    case Run::upload:
        return run_slow(std::move(exchange), uploads_);
    }
}

void Dispatcher::run_page(std::function<Response(Request&)> page, Head const& head, Done done)
{
    auto exchange = std::make_shared<Exchange>(nullptr, std::vector<std::pair<std::string, std::string>>{}, head, clock_.now(), database_,
                                               std::move(done));
    boost::asio::post(workers_, [this, exchange, page = std::move(page)] {
        std::exception_ptr failure;
        try {
            database_.read([&](db::Tx& tx) {
                exchange->request.use(&tx);
                exchange->response = page(exchange->request);
            });
        } catch (...) {
            failure = std::current_exception();
        }
        exchange->finish(failure);
    });
}

void Dispatcher::authenticate(Exchange& exchange, db::Tx& tx) const
{
    auto& request = exchange.request;
    auto const& access = exchange.route->access;
    if (access.audience() == Access::Audience::anyone) return;
    request.actor = authenticate_(tx, access.audience(), request.head, request.now);
    access.check(request.actor, request.head.verb == Verb::get ? Access::Effect::none : Access::Effect::changes);
    tx.narrow_to(request.actor.organization);
}

void Dispatcher::handle_in(Exchange& exchange, db::Tx& tx) const
{
    exchange.request.use(&tx);
    authenticate(exchange, tx);
    auto const& route = *exchange.route;
    if (route.is_told_once) exchange.response = route.handler(exchange.request);
    else exchange.response = with_idempotency(exchange.request, [&] { return route.handler(exchange.request); });
}

void Dispatcher::run_read(std::shared_ptr<Exchange> exchange)
{
    boost::asio::post(workers_, [this, exchange = std::move(exchange)] {
        std::exception_ptr failure;
        try {
            database_.read([&](db::Tx& tx) { handle_in(*exchange, tx); });
        } catch (...) {
            failure = std::current_exception();
        }
        exchange->finish(failure);
    });
}

void Dispatcher::run_write(std::shared_ptr<Exchange> exchange)
{
    auto job = [this, exchange](db::Tx& tx) {
        // The job may run again after a serialization failure: nothing of the first try may remain.
        exchange->request.response_headers.clear();
        exchange->request.actor = {};
        handle_in(*exchange, tx);
    };
    database_.submit_write(std::move(job), [exchange](std::exception_ptr failure) { exchange->finish(failure); });
}

void Dispatcher::run_slow(std::shared_ptr<Exchange> exchange, SlowPool& pool)
{
    if (++pool.waiting > config_.slow_backlog) {
        --pool.waiting;
        Problem busy(Fault::unavailable, "busy", "Many people are doing this just now. Try again in a moment.");
        busy.retry_after_seconds = 2;
        return exchange->finish(std::make_exception_ptr(busy));
    }
    boost::asio::post(pool.threads, [this, &pool, exchange = std::move(exchange)] {
        std::exception_ptr failure;
        try {
            if (exchange->route->access.audience() != Access::Audience::anyone)
                database_.read([&](db::Tx& tx) { authenticate(*exchange, tx); });
            exchange->response = exchange->route->handler(exchange->request);
        } catch (...) {
            failure = std::current_exception();
        }
        --pool.waiting;
        exchange->finish(failure);
    });
}

} // namespace loggia::http
