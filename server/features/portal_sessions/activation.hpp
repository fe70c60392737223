// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/router.hpp"
#include "platform/auth/password.hpp"

// Links in mails: what their page says, and what its button does. Opening a link uses nothing up, as mail scanners open them too;
// the token stands behind "#" and reaches the server in a body only.
namespace loggia::portal_sessions {

enum class LinkPurpose { reset, activation };
BOOST_DESCRIBE_ENUM(LinkPurpose, reset, activation)

struct LinkQuestion {
    std::string token;
    LinkPurpose purpose = LinkPurpose::activation;
};
BOOST_DESCRIBE_STRUCT(LinkQuestion, (), (token, purpose))
LOGGIA_LIMITS(LinkQuestion, {"token", 1, 200})

struct LinkGreeting {
    std::string first_name;
    std::string email;
    Timestamp expires_at;
    std::string portal_name;
};
BOOST_DESCRIBE_STRUCT(LinkGreeting, (), (first_name, email, expires_at, portal_name))

struct Activation {
    std::string token;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Activation, (), (token, password))
LOGGIA_LIMITS(Activation, {"token", 1, 200}, {"password", 0, 256})

void add_activation_routes(http::Router& router, auth::PasswordCost cost, std::optional<std::string> map_tiles);

} // namespace loggia::portal_sessions
