// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/sessions/session.hpp"
#include "platform/http/router.hpp"

// A client's own sessions, in all portals of the account. Those of staff who look through the client's eyes are not among
// them: they stand on the contact's timeline and in the audit log.
namespace loggia::portal_sessions {

struct OpenClientSession {
    SessionId id;
    Timestamp created_at;
    Timestamp last_used_at;
    std::string client_address;
    std::string user_agent;
    sessions::Method method = sessions::Method::password;
    std::string portal_name;
    bool current = false; // the one that asks
};
BOOST_DESCRIBE_STRUCT(OpenClientSession, (), (id, created_at, last_used_at, client_address, user_agent, method, portal_name, current))

struct OpenClientSessions {
    std::vector<OpenClientSession> items;
};
BOOST_DESCRIBE_STRUCT(OpenClientSessions, (), (items))

void add_open_session_routes(http::Router& router);

} // namespace loggia::portal_sessions
