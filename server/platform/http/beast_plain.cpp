// SPDX-License-Identifier: Apache-2.0
#include "platform/http/beast_serve.hpp"

namespace loggia::http {

asio::awaitable<void> serve_plain(Shared& shared, asio::ip::tcp::socket socket)
{
    PlainStream stream(std::move(socket));
    Session<PlainStream> session(shared, stream, false);
    co_await session.run();
    beast::error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace loggia::http
