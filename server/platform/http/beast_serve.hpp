// SPDX-License-Identifier: Apache-2.0
#pragma once

// The life of one connection, for either kind of stream. Included by beast_plain.cpp and beast_tls.cpp only.
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>

#include <unistd.h>

#include <array>
#include <future>

#include "platform/http/beast_connection.hpp"
#include "platform/http/problem_response.hpp"
#include "platform/http/wire.hpp"
#include "platform/live/hub.hpp"

namespace loggia::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::buffer_body>;

// The body of an upload, read by a worker while the I/O thread does the waiting.
template <class Stream>
class WireBody final : public BodyReader {
public:
    WireBody(Stream& stream, beast::flat_buffer& buffer, Parser& parser, std::uint64_t limit, std::chrono::seconds timeout)
        : stream_(stream), buffer_(buffer), parser_(parser), limit_(limit), timeout_(timeout)
    {
    }

    std::size_t read(std::span<char> into) override
    {
        if (parser_.is_done()) return 0;
        std::promise<std::size_t> promise;
        auto future = promise.get_future();
        asio::post(stream_.get_executor(), [&] {
            parser_.get().body().data = into.data();
            parser_.get().body().size = into.size();
            beast::get_lowest_layer(stream_).expires_after(timeout_);
            beast::http::async_read(stream_, buffer_, parser_, [&](beast::error_code error, std::size_t) {
                if (error && error != beast::http::error::need_buffer) failed_ = true;
                promise.set_value(into.size() - parser_.get().body().size);
            });
        });
        auto const count = future.get();
        if (failed_) throw Problem(Fault::malformed, "body_incomplete", "The upload broke off.");
        total_ += count;
        if (total_ > limit_) throw Problem(Fault::too_large, "too_large", "This file is larger than is allowed here.");
        return count;
    }

private:
    Stream& stream_;
    beast::flat_buffer& buffer_;
    Parser& parser_;
    std::uint64_t const limit_;
    std::chrono::seconds const timeout_;
    std::uint64_t total_ = 0;
    bool failed_ = false;
};

// Closing with unread bytes makes TCP reset the connection, and the peer may lose our answer: read on for a moment.
inline asio::awaitable<void> read_off(beast::tcp_stream& stream)
{
    std::array<char, 8192> waste;
    beast::error_code error;
    stream.expires_after(std::chrono::seconds(2));
    while (!error) co_await stream.async_read_some(asio::buffer(waste), asio::redirect_error(asio::use_awaitable, error));
}

template <class Stream>
class Session {
public:
    Session(Shared& shared, Stream& stream, OpenConnection& connection, bool secure)
        : shared_(shared), stream_(stream), connection_(connection), secure_(secure)
    {
        beast::error_code error;
        auto const peer = beast::get_lowest_layer(stream_).socket().remote_endpoint(error);
        if (!error) peer_ = peer.address().to_string();
        buffer_.max_size(shared.config.largest_header + 64 * 1024);
    }

    asio::awaitable<void> run()
    {
        // g++ 12 loses its place when the co_await stands behind && in the condition.
        bool open = true;
        while (open && !shared_.stopping) open = co_await next_request();
    }

    bool left_unread() const { return left_unread_; }

private:
    enum class BodyEnd { complete, too_large, unreadable };

    beast::tcp_stream& tcp() { return beast::get_lowest_layer(stream_); }

    // Gives false when the connection is at its end.
    asio::awaitable<bool> next_request()
    {
        beast::error_code error;
        connection_.idle = true;
        if (buffer_.size() == 0) {
            tcp().expires_after(shared_.config.idle_timeout);
            auto const count = co_await stream_.async_read_some(buffer_.prepare(8192), asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return false;
            buffer_.commit(count);
        }
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(shared_.config.largest_header));
        parser.body_limit(boost::none);
        tcp().expires_after(shared_.config.header_timeout);
        co_await beast::http::async_read_header(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            co_await refuse_unreadable(error);
            co_return false;
        }
        connection_.idle = false;
        started_ = std::chrono::steady_clock::now();
        keep_alive_ = parser.get().keep_alive();
        co_return co_await handle(parser);
    }

    asio::awaitable<void> refuse_unreadable(beast::error_code error)
    {
        if (error == beast::http::error::end_of_stream || error.category() != beast::http::make_error_code(beast::http::error::bad_target).category())
            co_return;
        bool const large = error == beast::http::error::header_limit;
        Head const head;
        auto response = problem_response(
            large ? Problem(Fault::headers_too_large, "headers_too_large", "The headers of this request are too large.")
                  : Problem(Fault::malformed, "unreadable_request", "This is not an HTTP request."), "");
        keep_alive_ = false;
        left_unread_ = true;
        co_await send(head, response);
    }

    asio::awaitable<bool> handle(Parser& parser)
    {
        Head head;
        auto const fault = read_head(parser.get(), head, {peer_, secure_, shared_.config.behind_proxy});
        auto const& router = shared_.dispatcher.router();
        if (fault == HeadFault::address || fault == HeadFault::host) {
            Problem const problem = fault == HeadFault::address
                                        ? Problem(Fault::malformed, "unreadable_address", "This address cannot be read.")
                                        : Problem(Fault::malformed, "host_required", "Send one Host header.");
            co_return co_await answer(head, nullptr, problem_response(problem, head.request_id), parser);
        }
        if (parser.get().method() == beast::http::verb::options) {
            auto const allowed = router.allowed(head.path);
            Response response;
            response.with("Allow", allowed.empty() ? "GET, HEAD, OPTIONS" : allowed);
            co_return co_await answer(head, nullptr, std::move(response), parser);
        }
        if (fault == HeadFault::method) co_return co_await answer(head, nullptr, wrong_method(head, router.allowed(head.path)), parser);

        auto match = router.match(head.verb, head.path);
        if (match.route) co_return co_await handle_route(std::move(match), head, parser);
        auto const allowed = router.allowed(head.path);
        if (!allowed.empty()) co_return co_await answer(head, nullptr, wrong_method(head, allowed), parser);
        if (!head.path.starts_with("/api/")) co_return co_await handle_page(head, parser);
        Problem const nothing(Fault::not_found, "no_such_route", "There is nothing at this address.");
        co_return co_await answer(head, nullptr, problem_response(nothing, head.request_id), parser);
    }

    static Response wrong_method(Head const& head, std::string const& allowed)
    {
        Problem const problem(Fault::wrong_method, "method_not_allowed", "This address does not take that method.");
        auto response = problem_response(problem, head.request_id);
        return response.with("Allow", allowed.empty() ? "GET, HEAD, OPTIONS" : allowed);
    }

    asio::awaitable<bool> handle_page(Head& head, Parser& parser)
    {
        if (head.verb != Verb::get) co_return co_await answer(head, nullptr, wrong_method(head, ""), parser);
        if (auto asset = shared_.site.asset(head)) co_return co_await answer(head, nullptr, std::move(*asset), parser);
        auto begin = [this, &head](Dispatcher::Done done) { shared_.dispatcher.run_page(shared_.site.page, head, std::move(done)); };
        auto response = co_await response_of(begin);
        co_return co_await answer(head, nullptr, std::move(response), parser);
    }

    asio::awaitable<bool> handle_route(Router::Match match, Head& head, Parser& parser)
    {
        auto const* route = match.route;
        auto const length = parser.content_length();
        if (length && *length > route->body_limit) co_return co_await refuse_body(BodyEnd::too_large, head, route, parser);
        if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) co_await send_continue();

        std::string body;
        auto end = BodyEnd::complete;
        if (route->run != Run::upload) end = co_await read_body(parser, route->body_limit, body);
        if (end != BodyEnd::complete) co_return co_await refuse_body(end, head, route, parser);
        WireBody<Stream> upload(stream_, buffer_, parser, route->body_limit, shared_.config.body_timeout);
        auto* const reader = route->run == Run::upload ? &upload : nullptr;
        tcp().expires_never();
        auto begin = [&](Dispatcher::Done done) { shared_.dispatcher.run(std::move(match), head, std::move(body), reader, std::move(done)); };
        auto response = co_await response_of(begin);
        co_return co_await answer(head, route, std::move(response), parser);
    }

    asio::awaitable<bool> refuse_body(BodyEnd end, Head const& head, Route const* route, Parser& parser)
    {
        keep_alive_ = false;
        Problem const large(Fault::too_large, "too_large", "The body of this request is too large.");
        Problem const unreadable(Fault::malformed, "unreadable_body", "The body of this request cannot be read.");
        auto response = problem_response(end == BodyEnd::too_large ? large : unreadable, head.request_id);
        co_return co_await answer(head, route, std::move(response), parser);
    }

    // Waits, without a thread, for the dispatcher to call back.
    template <class Begin>
    asio::awaitable<Response> response_of(Begin& begin)
    {
        auto initiate = [&begin](auto handler) {
            auto shared_handler = std::make_shared<decltype(handler)>(std::move(handler));
            auto executor = asio::get_associated_executor(*shared_handler);
            begin([shared_handler, executor](Response response) {
                auto resume = [shared_handler, answered = std::move(response)]() mutable { std::move(*shared_handler)(std::move(answered)); };
                asio::post(executor, std::move(resume));
            });
        };
        co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(Response)>(initiate, asio::use_awaitable);
    }

    asio::awaitable<void> send_continue()
    {
        static constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
        beast::error_code error;
        co_await asio::async_write(stream_, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<BodyEnd> read_body(Parser& parser, std::uint64_t limit, std::string& body)
    {
        if (parser.is_done()) co_return BodyEnd::complete;
        tcp().expires_after(shared_.config.body_timeout);
        char chunk[16 * 1024];
        while (!parser.is_done()) {
            parser.get().body().data = chunk;
            parser.get().body().size = sizeof chunk;
            beast::error_code error;
            co_await beast::http::async_read(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
            bool const broken = error && error != beast::http::error::need_buffer;
            if (broken && error.category() == beast::http::make_error_code(beast::http::error::bad_chunk).category()) co_return BodyEnd::unreadable;
            if (broken) throw beast::system_error(error);  // the peer is gone, or was too slow
            body.append(chunk, sizeof chunk - parser.get().body().size);
            if (body.size() > limit) co_return BodyEnd::too_large;
        }
        co_return BodyEnd::complete;
    }

    asio::awaitable<bool> answer(Head const& head, Route const* route, Response response, Parser& parser)
    {
        if (!parser.is_done()) {  // what is left of the body is not worth reading
            keep_alive_ = false;
            left_unread_ = true;
        }
        if (shared_.stopping) keep_alive_ = false;
        if (response.stream) keep_alive_ = false;
        bool const sent = co_await send(head, response);
        auto const taken = std::chrono::steady_clock::now() - started_;
        if (shared_.observe) shared_.observe(head, route, response.status, taken);
        if (sent && response.stream) co_await send_events(*response.stream);
        co_return sent && keep_alive_;
    }

    asio::awaitable<bool> send(Head const& head, Response& response)
    {
        auto const text = response_head(head, response, keep_alive_);
        std::string_view const body = response.body.empty() ? response.constant_body : std::string_view(response.body);
        std::array<asio::const_buffer, 2> const buffers{asio::buffer(text), asio::buffer(body.data(), head.head_only ? 0 : body.size())};
        beast::error_code error;
        tcp().expires_after(shared_.config.write_timeout);
        co_await asio::async_write(stream_, buffers, asio::redirect_error(asio::use_awaitable, error));
        bool good = !error;
        if (response.file) {
            if (good && !head.head_only) good = co_await send_file(*response.file);
            ::close(response.file->descriptor);
        }
        co_return good;
    }

    asio::awaitable<bool> send_file(FileBody const& file)
    {
        std::vector<char> chunk(128 * 1024);
        auto offset = file.offset;
        auto left = file.length;
        while (left > 0) {
            auto const count = ::pread(file.descriptor, chunk.data(), std::min<std::uint64_t>(left, chunk.size()), static_cast<off_t>(offset));
            if (count <= 0) co_return false;
            beast::error_code error;
            tcp().expires_after(shared_.config.write_timeout);
            co_await asio::async_write(stream_, asio::buffer(chunk.data(), static_cast<std::size_t>(count)), asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return false;
            offset += static_cast<std::uint64_t>(count);
            left -= static_cast<std::uint64_t>(count);
        }
        co_return true;
    }

    // Writes events as they come, and a comment every 20 seconds, by which a dead peer is noticed.
    asio::awaitable<void> send_events(live::Subscription& subscription)
    {
        auto timer = std::make_shared<asio::steady_timer>(stream_.get_executor());
        auto executor = stream_.get_executor();
        subscription.on_change([weak = std::weak_ptr(timer), executor] {
            asio::post(executor, [weak] { if (auto const waiting = weak.lock()) waiting->cancel(); });
        });
        auto const end = std::exchange(connection_.end, [timer] { timer->cancel(); });
        connection_.idle = true;
        std::string text = "retry: 2000\n\n";
        while (!shared_.stopping) {
            text += subscription.take();
            if (!text.empty()) {
                beast::error_code error;
                tcp().expires_after(shared_.config.write_timeout);
                co_await asio::async_write(stream_, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
                if (error) break;
                text.clear();
                continue;
            }
            if (subscription.closed()) break;
            tcp().expires_never();
            timer->expires_after(std::chrono::seconds(20));
            beast::error_code error;
            co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, error));
            if (!error) text = ": here\n\n";
        }
        subscription.on_change(nullptr);
        connection_.end = end;
    }

    Shared& shared_;
    Stream& stream_;
    OpenConnection& connection_;
    bool const secure_;
    std::string peer_;
    beast::flat_buffer buffer_;
    bool keep_alive_ = true;
    bool left_unread_ = false;
    std::chrono::steady_clock::time_point started_;
};

}  // namespace loggia::http
