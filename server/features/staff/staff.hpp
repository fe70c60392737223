// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include "features/sessions/session.hpp"
#include "platform/json/json.hpp"
#include "platform/text_form.hpp"

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

// What a staff member has besides the password.
enum class OwnSecondFactor { none, totp, passkey, both };
BOOST_DESCRIBE_ENUM(OwnSecondFactor, none, totp, passkey, both)

// What an organization asks of its staff, and lets them do with the eyes of a client.
enum class SecondFactorRule { optional, required };
BOOST_DESCRIBE_ENUM(SecondFactorRule, optional, required)
enum class ImpersonationRule { off, read_only, act };
BOOST_DESCRIBE_ENUM(ImpersonationRule, off, read_only, act)

struct SignedInUser {
    UserId id;
    std::string name;
    EmailAddress email;
    Role role = Role::agent;
    Locale locale;
    OwnSecondFactor second_factor = OwnSecondFactor::none;
};
BOOST_DESCRIBE_STRUCT(SignedInUser, (), (id, name, email, role, locale, second_factor))

struct OwnOrganization {
    OrganizationId id;
    std::string name;
    std::string time_zone;
    std::string currency;
    Locale locale;
    SecondFactorRule second_factor = SecondFactorRule::optional;
    ImpersonationRule impersonation = ImpersonationRule::read_only;
};
BOOST_DESCRIBE_STRUCT(OwnOrganization, (), (id, name, time_zone, currency, locale, second_factor, impersonation))

struct StaffSession {
    SignedInUser user;
    OwnOrganization organization;
    bool must_set_up_second_factor = false; // nothing else works before
};
BOOST_DESCRIBE_STRUCT(StaffSession, (), (user, organization, must_set_up_second_factor))

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
    sessions::Method method = sessions::Method::password;
    bool current = false;  // the one that asks
};
BOOST_DESCRIBE_STRUCT(OpenSession, (), (id, created_at, last_used_at, client_address, user_agent, method, current))

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
    std::int64_t unread_conversations = 0; // of the one who asks
    std::int64_t pending_appointments = 0; // requests that wait for an answer
    std::int64_t unseen_notifications = 0; // of the one who asks
};
BOOST_DESCRIBE_STRUCT(Summary, (),
                      (contacts, companies, properties, deals, unread_conversations, pending_appointments, unseen_notifications))

}  // namespace loggia::staff
