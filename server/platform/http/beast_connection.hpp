// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included by the few beast_*.cpp files only.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>

#include "platform/http/server.hpp"

namespace loggia::http {

// One open connection as Server::stop() sees it. Its members change on the connection's own I/O thread only.
struct OpenConnection {
    boost::asio::any_io_executor executor;
    std::function<void()> end;  // makes it give up what it waits for
    bool idle = true;           // between two requests, or a live stream: nothing is lost when it ends
};

// What all connections of a server share.
struct Shared {
    ServerConfig config;
    Dispatcher& dispatcher;
    Site site;
    Observe observe;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> connections = 0;
    std::mutex mutex{};
    std::set<OpenConnection*> open{};
    std::condition_variable ended{};
};

// Keeps a connection in Shared::open for as long as it lives.
class Registration {
public:
    Registration(Shared& shared, boost::beast::tcp_stream& stream)
        : connection{stream.get_executor(), [&stream] { stream.close(); }}, shared_(shared)
    {
        std::lock_guard const lock(shared_.mutex);
        shared_.open.insert(&connection);
    }
    ~Registration()
    {
        std::lock_guard const lock(shared_.mutex);
        shared_.open.erase(&connection);
        shared_.ended.notify_all();
    }
    Registration(Registration const&) = delete;
    Registration& operator=(Registration const&) = delete;

    OpenConnection connection;

private:
    Shared& shared_;
};

using PlainStream = boost::beast::tcp_stream;
using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;

// Serves requests until the peer or the server has had enough. Ends quietly on any network error.
boost::asio::awaitable<void> serve_plain(Shared& shared, boost::asio::ip::tcp::socket socket);
boost::asio::awaitable<void> serve_tls(Shared& shared, boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

}  // namespace loggia::http
