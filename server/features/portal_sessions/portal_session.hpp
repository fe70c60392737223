// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access.hpp"

// Clients' sign-in to one portal.
namespace loggia::portal_sessions {

struct PortalCredentials {
    std::string email; // as typed: an address that cannot be one is simply not known
    std::string password;
};
BOOST_DESCRIBE_STRUCT(PortalCredentials, (), (email, password))
LOGGIA_LIMITS(PortalCredentials, {"email", 1, 254}, {"password", 1, 256})

struct SignedInContact {
    ContactId id;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(SignedInContact, (), (id, first_name, last_name, email, phone, locale))

struct OpenPortal {
    std::string slug;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(OpenPortal, (), (slug, name))

struct PortalSession {
    SignedInContact contact;
    OpenPortal portal;
    portals::Level level = portals::Level::standard;
    bool must_change_password = false;
    std::string time_zone;                // the organization's, IANA name
    std::optional<std::string> map_tiles; // URL template; absent: maps are off
};
BOOST_DESCRIBE_STRUCT(PortalSession, (), (contact, portal, level, must_change_password, time_zone, map_tiles))

struct PortalPasswordChange {
    std::string current_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PortalPasswordChange, (), (current_password, new_password))
LOGGIA_LIMITS(PortalPasswordChange, {"current_password", 1, 256}, {"new_password", 0, 256})

struct PortalLocaleChoice {
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(PortalLocaleChoice, (), (locale))

} // namespace loggia::portal_sessions
