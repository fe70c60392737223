// SPDX-License-Identifier: Apache-2.0
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/socket.h>

#include <thread>

#include "platform/http/beast_connection.hpp"
#include "platform/log/log.hpp"

namespace loggia::http {

namespace asio = boost::asio;
using asio::ip::tcp;

// One thread with its own io_context and its own listening socket; the kernel spreads connections (SO_REUSEPORT).
struct Lane {
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    std::jthread thread;
};

struct Server::Implementation {
    Implementation(ServerConfig config, Dispatcher& dispatcher, Site site, Observe observe)
        : shared{std::move(config), dispatcher, std::move(site), std::move(observe)}
    {
    }

    void open(Lane& lane);
    asio::awaitable<void> accept_from(Lane& lane);
    enum class Which { idle, all };
    void end_connections(Which which);
    void serve(Lane& lane, tcp::socket socket);

    Shared shared;
    std::optional<asio::ssl::context> tls;
    std::vector<std::unique_ptr<Lane>> lanes;
    std::uint16_t port = 0;
};

Server::Server(ServerConfig config, Dispatcher& dispatcher, Site site, Observe observe)
    : implementation_(std::make_unique<Implementation>(std::move(config), dispatcher, std::move(site), std::move(observe)))
{
    auto const& files = implementation_->shared.config;
    if (files.certificate.empty()) return;
    auto& tls = implementation_->tls.emplace(asio::ssl::context::tls_server);
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    // Of TLS 1.2 only suites with forward secrecy and authenticated encryption (RFC 9325, section 4.2).
    SSL_CTX_set_cipher_list(tls.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_options(tls.native_handle(), SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION);
    tls.use_certificate_chain_file(files.certificate.string());
    tls.use_private_key_file(files.key.string(), asio::ssl::context::pem);
}

Server::~Server() { stop(); }

void Server::Implementation::open(Lane& lane)
{
    auto const address = asio::ip::make_address(shared.config.address);
    tcp::endpoint const endpoint(address, port != 0 ? port : shared.config.port);
    lane.acceptor.open(endpoint.protocol());
    lane.acceptor.set_option(asio::socket_base::reuse_address(true));
    int const on = 1;
    if (shared.config.io_threads > 1) ::setsockopt(lane.acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    lane.acceptor.bind(endpoint);
    lane.acceptor.listen(1024);
    port = lane.acceptor.local_endpoint().port();
}

void Server::Implementation::serve(Lane& lane, tcp::socket socket)
{
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++shared.connections;
    auto ended = [this](std::exception_ptr error) {
        --shared.connections;
        try {
            if (error) std::rethrow_exception(error);
        } catch (std::exception const& exception) {  // one connection never takes the server down
            log::debug("http.connection_ended", {{"error", exception.what()}});
        }
    };
    auto session = tls ? serve_tls(shared, std::move(socket), *tls) : serve_plain(shared, std::move(socket));
    asio::co_spawn(lane.io, std::move(session), std::move(ended));
}

asio::awaitable<void> Server::Implementation::accept_from(Lane& lane)
{
    while (!shared.stopping) {
        boost::system::error_code error;
        auto socket = co_await lane.acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            // Out of descriptors: wait for some to be closed instead of spinning.
            asio::steady_timer pause(lane.io, std::chrono::milliseconds(50));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        if (shared.connections >= shared.config.most_connections) continue;  // closed by its destructor
        serve(lane, std::move(socket));
    }
}

void Server::start()
{
    auto& self = *implementation_;
    for (unsigned i = 0; i < std::max(1U, self.shared.config.io_threads); ++i) {
        auto& lane = *self.lanes.emplace_back(std::make_unique<Lane>());
        self.open(lane);
        asio::co_spawn(lane.io, self.accept_from(lane), asio::detached);
    }
    for (auto& lane : self.lanes) lane->thread = std::jthread([&io = lane->io] { io.run(); });
}

std::uint16_t Server::port() const { return implementation_->port; }
std::size_t Server::connections() const { return implementation_->shared.connections; }

// Each is ended on its own thread, where it may have gone meanwhile.
void Server::Implementation::end_connections(Which which)
{
    std::lock_guard const lock(shared.mutex);
    for (auto* const connection : shared.open) {
        auto end = [this, connection, which] {
            std::function<void()> action;
            {
                std::lock_guard const inner(shared.mutex);
                if (shared.open.contains(connection) && (which == Which::all || connection->idle)) action = connection->end;
            }
            if (action) action();
        };
        asio::post(connection->executor, std::move(end));
    }
}

void Server::stop()
{
    auto& self = *implementation_;
    if (self.shared.stopping.exchange(true)) return;
    for (auto& lane : self.lanes) asio::post(lane->io, [&lane = *lane] { lane.acceptor.close(); });

    self.end_connections(Implementation::Which::idle);
    {
        std::unique_lock lock(self.shared.mutex);
        auto const all_ended = [&] { return self.shared.open.empty(); };
        if (!self.shared.ended.wait_for(lock, self.shared.config.stop_grace, all_ended)) {
            lock.unlock();
            self.end_connections(Implementation::Which::all);
            lock.lock();
            // A handler that still runs answers into our objects: they must outlive it.
            self.shared.ended.wait(lock, all_ended);
        }
    }
    self.shared.dispatcher.stop();
    for (auto& lane : self.lanes) lane->io.stop();
    self.lanes.clear();
}

}  // namespace loggia::http
