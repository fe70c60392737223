// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "test/raw_connection.hpp"
#include "test/test_app.hpp"

namespace loggia::test {

// Somebody's open page, at one node.
class LiveStream {
public:
    LiveStream(std::uint16_t port, Caller const& caller, std::string const& path, std::string const& cookie) : connection_(port)
    {
        connection_.send("GET " + path + " HTTP/1.1\r\nHost: test\r\nCookie: " + cookie + "=" + caller.cookies.at(cookie) + "\r\n\r\n");
        connection_.read_until("retry: 2000\n\n");
    }
    static LiveStream of_staff(std::uint16_t port, Caller const& caller) { return {port, caller, "/api/v1/live", "loggia_staff"}; }
    static LiveStream of_client(std::uint16_t port, Caller const& caller) { return {port, caller, "/api/v1/portal/live", "loggia_portal"}; }

    std::string event() { return connection_.read_until("\n\n"); }
    std::string rest() { return connection_.read_all(); } // returns when the stream has ended

private:
    RawConnection connection_;
};

} // namespace loggia::test
