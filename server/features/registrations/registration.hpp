// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_sessions/portal_session.hpp"

// People who let themselves in to a portal that allows it (PRODUCT 5.9): name, e-mail address and password, then the code that was
// mailed. What is asked for waits as a one-time secret; nothing else is written before the address is proven.
namespace loggia::registrations {

struct NewRegistration {
    std::string first_name;
    std::string last_name;
    EmailAddress email;
    std::string password;
    std::optional<Locale> locale; // absent: what the browser prefers
};
BOOST_DESCRIBE_STRUCT(NewRegistration, (), (first_name, last_name, email, password, locale))
LOGGIA_LIMITS(NewRegistration, {"first_name", 1, 80}, {"last_name", 1, 80}, {"password", 0, 256})

struct StartedRegistration {
    std::string attempt;
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(StartedRegistration, (), (attempt, expires_at))

struct RegistrationCode {
    std::string attempt;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(RegistrationCode, (), (attempt, code))
LOGGIA_LIMITS(RegistrationCode, {"attempt", 1, 200}, {"code", 1, 20})

enum class RegistrationState { active, pending };
BOOST_DESCRIBE_ENUM(RegistrationState, active, pending)

struct RegistrationResult {
    RegistrationState state = RegistrationState::active;
    std::optional<portal_sessions::PortalSession> session; // absent while it waits for approval
};
BOOST_DESCRIBE_STRUCT(RegistrationResult, (), (state, session))

// What the secret remembers. The password is a hash already.
struct Applicant {
    std::string first_name;
    std::string last_name;
    EmailAddress email;
    Locale locale;
    std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(Applicant, (), (first_name, last_name, email, locale, password_hash))

} // namespace loggia::registrations
