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
#include <set>

#include "platform/http/server.hpp"

namespace loggia::http {

// What all connections of a server share.
struct Shared {
    ServerConfig config;
    Dispatcher& dispatcher;
    Site site;
    Observe observe;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> connections = 0;
};

using PlainStream = boost::beast::tcp_stream;
using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;

// Serves requests until the peer or the server has had enough. Ends quietly on any network error.
boost::asio::awaitable<void> serve_plain(Shared& shared, boost::asio::ip::tcp::socket socket);
boost::asio::awaitable<void> serve_tls(Shared& shared, boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

}  // namespace loggia::http
