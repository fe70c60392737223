// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>

#include "platform/http/message.hpp"
#include "platform/json/schema.hpp"

namespace loggia::http {

// How a route is run.
enum class Run {
    read,    // on a worker, in a read snapshot
    write,   // in a write transaction; commits when the handler returns, rolls back when it throws
    slow,    // on the capped slow pool without a transaction (passwords, imports, reports)
    upload,  // as slow, with the body still on the wire
    stream,  // as read, answers with server-sent events
};

struct Route {
    Verb verb;
    std::string pattern;  // "/api/v1/deals/{deal}/offers"
    Access access;
    Run run;
    std::function<Response(Request&)> handler;
    std::size_t index = 0;  // in order of declaration; names the route in metrics

    // For OpenAPI and the tests made from the table.
    std::function<boost::json::value(json::Schemas&)> input;   // empty: takes none
    std::function<boost::json::value(json::Schemas&)> output;  // empty: answers without JSON
    unsigned success = 200;
    std::string handler_name;
    std::string summary;

    // The largest body in bytes; uploads set their own.
    Route& limit(std::uint64_t bytes) { body_limit = bytes; return *this; }
    // What a handler that answers with a Response of its own says when all went well, for OpenAPI.
    template <class Out> Route& answers(unsigned status)
    {
        success = status;
        output = [](json::Schemas& schemas) { return schemas.of<Out>(); };
        return *this;
    }
    // Its answer holds what is told once only: an Idempotency-Key does not keep it.
    Route& tell_once() { is_told_once = true; return *this; }
    Route& summarize(std::string text) { summary = std::move(text); return *this; }
    std::uint64_t body_limit = usual_body_limit;
    bool is_told_once = false;

    static constexpr std::uint64_t usual_body_limit = 1 << 20;
    // Of what anyone may send: a stranger's unfinished bodies wait in memory.
    static constexpr std::uint64_t strangers_body_limit = 32 << 10;
};

// The typed route table. Handlers have one of the shapes
//   Out handler(Request&)              Out handler(Request&, In const&)
// where In is a described struct (the body; for get: the query) and Out a described struct, Page, Nothing (204) or
// Response (anything else).
class Router {
public:
    template <class Handler> Route& get(std::string pattern, Access access, Handler handler) { return add(Verb::get, Run::read, std::move(pattern), access, std::move(handler)); }
    template <class Handler> Route& post(std::string pattern, Access access, Handler handler) { return add(Verb::post, Run::write, std::move(pattern), access, std::move(handler)); }
    template <class Handler> Route& put(std::string pattern, Access access, Handler handler) { return add(Verb::put, Run::write, std::move(pattern), access, std::move(handler)); }
    template <class Handler> Route& patch(std::string pattern, Access access, Handler handler) { return add(Verb::patch, Run::write, std::move(pattern), access, std::move(handler)); }
    template <class Handler> Route& remove(std::string pattern, Access access, Handler handler) { return add(Verb::remove, Run::write, std::move(pattern), access, std::move(handler)); }
    template <class Handler> Route& slow(Verb verb, std::string pattern, Access access, Handler handler) { return add(verb, Run::slow, std::move(pattern), access, std::move(handler)); }
    template <class Handler> Route& upload(Verb verb, std::string pattern, Access access, std::uint64_t limit, Handler handler) { return add(verb, Run::upload, std::move(pattern), access, std::move(handler)).limit(limit); }
    template <class Handler> Route& stream(std::string pattern, Access access, Handler handler) { return add(Verb::get, Run::stream, std::move(pattern), access, std::move(handler)); }

    struct Match {
        Route const* route = nullptr;
        std::vector<std::pair<std::string, std::string>> path;
    };
    Match match(Verb verb, std::string_view path) const;  // `route` is null when nothing answers to that
    std::string allowed(std::string_view path) const;     // the methods this address knows, as in Allow; or empty

    std::deque<Route> const& routes() const { return routes_; }

private:
    template <class Handler> Route& add(Verb verb, Run run, std::string pattern, Access access, Handler handler);
    Route& insert(Route route);

    struct Node;
    Node const* find(std::string_view path, std::vector<std::string_view>& values) const;

    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
        std::unique_ptr<Node> parameter;
        std::map<Verb, std::pair<Route const*, std::vector<std::string>>> routes;  // with the parameters' names in order
    };
    std::deque<Route> routes_;
    Node root_;
};

namespace detail {

template <class T> struct Signature;
template <class Out> struct Signature<Out (*)(Request&)> { using output = Out; using input = void; };
template <class Out, class In> struct Signature<Out (*)(Request&, In const&)> { using output = Out; using input = In; };
template <class L, class Out> struct Signature<Out (L::*)(Request&) const> : Signature<Out (*)(Request&)> {};
template <class L, class Out, class In> struct Signature<Out (L::*)(Request&, In const&) const> : Signature<Out (*)(Request&, In const&)> {};
template <class Handler> struct SignatureOf : Signature<decltype(&Handler::operator())> {};
template <class Out, class... Args> struct SignatureOf<Out (*)(Args...)> : Signature<Out (*)(Args...)> {};

template <class Out>
Response answer(unsigned status, Out&& value)
{
    using T = std::remove_cvref_t<Out>;
    if constexpr (std::is_same_v<T, Response>) return std::forward<Out>(value);
    else if constexpr (std::is_same_v<T, Nothing>) return Response{};
    else return json_response(status, value);
}

template <class In>
In input_of(Request& request)
{
    if (request.head.verb == Verb::get) return request.query_as<In>();
    return json::read_text<In>(request.body);
}

}  // namespace detail

template <class Handler>
Route& Router::add(Verb verb, Run run, std::string pattern, Access access, Handler handler)
{
    using In = typename detail::SignatureOf<Handler>::input;
    using Out = typename detail::SignatureOf<Handler>::output;
    unsigned const success = std::is_same_v<Out, Nothing> ? 204 : verb == Verb::post ? 201 : 200;

    Route route{verb, std::move(pattern), access, run, {}, 0, {}, {}, success, {}, {}};
    if constexpr (std::is_void_v<In>) {
        route.handler = [handler, success](Request& request) { return detail::answer(success, handler(request)); };
    } else {
        route.handler = [handler, success](Request& request) {
            auto const input = detail::input_of<In>(request);
            return detail::answer(success, handler(request, input));
        };
        route.input = [](json::Schemas& schemas) { return schemas.of<In>(); };
    }
    if constexpr (!std::is_same_v<Out, Response> && !std::is_same_v<Out, Nothing>)
        route.output = [](json::Schemas& schemas) { return schemas.of<Out>(); };
    return insert(std::move(route));
}

// OpenAPI 3.1 of the table. Schemas come from Describe.
boost::json::object openapi(Router const& router);

}  // namespace loggia::http
