// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

#include "platform/http/message.hpp"

// Between Beast's header and ours.
namespace loggia::http {

struct Peer {
    std::string_view address;
    bool secure = false;
    bool behind_proxy = false;  // X-Forwarded-For and -Proto of a loopback peer are believed
};

enum class HeadFault { none, address, host, method };

// Fills `head`. Query and path are split, the path is decoded; a path that climbs (".."), holds control
// characters or is not UTF-8 is refused.
HeadFault read_head(boost::beast::http::request_header<> const& from, Head& head, Peer const& peer);

// Status line and headers, with those every answer carries: length, date, request id, and the security headers.
std::string response_head(Head const& head, Response const& response, bool keep_alive);

}  // namespace loggia::http
