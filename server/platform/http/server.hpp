// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "platform/http/dispatcher.hpp"

namespace loggia::http {

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one, see Server::port()
    unsigned io_threads = 1;
    std::filesystem::path certificate;  // PEM; with `key` the server speaks TLS
    std::filesystem::path key;
    bool behind_proxy = false;  // believe X-Forwarded-For and X-Forwarded-Proto of a loopback peer
    std::size_t largest_header = 16 * 1024;
    std::size_t most_connections = 20'000;
    std::chrono::seconds idle_timeout{60};
    std::chrono::seconds header_timeout{15};
    std::chrono::seconds body_timeout{30};   // whole JSON bodies; uploads: each read
    std::chrono::seconds write_timeout{30};  // each write
    std::chrono::seconds stop_grace{9};      // what requests in flight get to finish when the server stops
};

// What is not part of the API: the two apps and their assets.
struct Site {
    // Answers at once, on the I/O thread: static assets. Nothing when it is not one.
    std::function<std::optional<Response>(Head const&)> asset;
    // Answers any other GET outside /api, on a worker.
    std::function<Response(Request&)> page;
};

// HTTP/1.1 over TCP or TLS on Boost.Beast, which no other header mentions. Sockets are coroutines on the I/O threads;
// handlers run on the dispatcher's workers, where they may block.
class Server {
public:
    Server(ServerConfig config, Dispatcher& dispatcher, Site site, Observe observe);
    ~Server();

    void start();              // binds and listens; throws when the address is taken
    std::uint16_t port() const;
    void stop();               // no new connections; requests in flight finish, or lose their connection after the grace
    std::size_t connections() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace loggia::http
