// SPDX-License-Identifier: Apache-2.0
#include "platform/http/beast_serve.hpp"

namespace loggia::http {

asio::awaitable<void> serve_plain(Shared& shared, asio::ip::tcp::socket socket)
{
    PlainStream stream(std::move(socket));
    Registration registration(shared, stream);
    Session<PlainStream> session(shared, stream, registration.connection, false);
    co_await session.run();
    beast::error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    if (session.left_unread()) co_await read_off(stream);
}

}  // namespace loggia::http
