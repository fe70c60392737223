// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace loggia::fetch {

// One end of a connection that a test's server answers on. Writing to a client that has gone is no error.
class Connection {
public:
    explicit Connection(int descriptor) : descriptor_(descriptor) {}
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection() { ::close(descriptor_); }

    // Up to and with `end`; what there is when the client closes first.
    std::string read_until(std::string_view end)
    {
        for (;;) {
            if (auto const found = pending_.find(end); found != std::string::npos) return take(found + end.size());
            std::array<char, 4096> buffer{};
            auto const count = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
            if (count <= 0) return take(pending_.size());
            pending_.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
    // So many bytes; fewer when the client closes first.
    std::string read(std::size_t count)
    {
        while (pending_.size() < count) {
            std::array<char, 4096> buffer{};
            auto const received = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
            if (received <= 0) break;
            pending_.append(buffer.data(), static_cast<std::size_t>(received));
        }
        return take(std::min(count, pending_.size()));
    }
    std::string read_line() { return read_until("\r\n"); }
    void wait_for_close() { read_until(std::string_view("\0never sent", 11)); }
    void write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

private:
    std::string take(std::size_t count)
    {
        auto text = pending_.substr(0, count);
        pending_.erase(0, count);
        return text;
    }

    int descriptor_;
    std::string pending_;
};

// Listens on a free port of 127.0.0.1 and serves one connection after the other on a thread of its own.
class SocketServer {
public:
    explicit SocketServer(std::function<void(Connection&)> serve) : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, any, length) != 0 || ::listen(listener_, 8) != 0 || ::getsockname(listener_, any, &length) != 0)
            throw std::runtime_error("the test's server cannot listen");
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this, serve = std::move(serve)] {
            for (int client = 0; (client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
                Connection connection(client);
                serve(connection);
            }
        });
    }
    SocketServer(SocketServer const&) = delete;
    SocketServer& operator=(SocketServer const&) = delete;
    ~SocketServer()
    {
        ::shutdown(listener_, SHUT_RDWR);  // ends the waiting accept
        thread_.join();
        ::close(listener_);
    }

    int port() const { return port_; }
    std::string host() const { return "127.0.0.1:" + std::to_string(port_); }

private:
    int listener_;
    int port_ = 0;
    std::jthread thread_;
};

}  // namespace loggia::fetch
