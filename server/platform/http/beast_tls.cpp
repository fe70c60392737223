// SPDX-License-Identifier: Apache-2.0
#include "platform/http/beast_serve.hpp"

namespace loggia::http {

asio::awaitable<void> serve_tls(Shared& shared, asio::ip::tcp::socket socket, asio::ssl::context& context)
{
    TlsStream stream(std::move(socket), context);
    Registration registration(shared, beast::get_lowest_layer(stream));
    beast::error_code error;
    beast::get_lowest_layer(stream).expires_after(shared.config.header_timeout);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    Session<TlsStream> session(shared, stream, registration.connection, true);
    co_await session.run();
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(2));
    co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    if (session.left_unread()) co_await read_off(beast::get_lowest_layer(stream));
}

}  // namespace loggia::http
