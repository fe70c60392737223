// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include "platform/text_form.hpp"
#include "platform/json/json.hpp"

// Staff members, their sign-in and sessions.
namespace loggia::staff {

enum class Role { admin, agent };
BOOST_DESCRIBE_ENUM(Role, admin, agent)

struct Credentials {
    std::string email;  // as typed: an address that cannot be one is simply not known
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (email, password))
LOGGIA_LIMITS(Credentials, {"email", 1, 254}, {"password", 1, 256})

struct SignedInUser {
    UserId id;
    std::string name;
    EmailAddress email;
    Role role = Role::agent;
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(SignedInUser, (), (id, name, email, role, locale))

struct OwnOrganization {
    OrganizationId id;
    std::string name;
    std::string time_zone;
    std::string currency;
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(OwnOrganization, (), (id, name, time_zone, currency, locale))

struct StaffSession {
    SignedInUser user;
    OwnOrganization organization;
};
BOOST_DESCRIBE_STRUCT(StaffSession, (), (user, organization))

struct User {
    UserId id;
    std::string name;
    EmailAddress email;
    Role role = Role::agent;
};
BOOST_DESCRIBE_STRUCT(User, (), (id, name, email, role))

struct Users {
    std::vector<User> items;
};
BOOST_DESCRIBE_STRUCT(Users, (), (items))

struct OpenSession {
    SessionId id;
    Timestamp created_at;
    Timestamp last_used_at;
    std::string client_address;
    std::string user_agent;
    bool current = false;  // the one that asks
};
BOOST_DESCRIBE_STRUCT(OpenSession, (), (id, created_at, last_used_at, client_address, user_agent, current))

struct OpenSessions {
    std::vector<OpenSession> items;
};
BOOST_DESCRIBE_STRUCT(OpenSessions, (), (items))

struct LocaleChoice {
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(LocaleChoice, (), (locale))

struct PasswordChange {
    std::string current_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current_password, new_password))
LOGGIA_LIMITS(PasswordChange, {"current_password", 1, 256}, {"new_password", 0, 256})

// How much there is of everything, for the navigation.
struct Summary {
    std::int64_t contacts = 0;
    std::int64_t companies = 0;
    std::int64_t properties = 0;
    std::int64_t deals = 0;
};
BOOST_DESCRIBE_STRUCT(Summary, (), (contacts, companies, properties, deals))

}  // namespace loggia::staff
