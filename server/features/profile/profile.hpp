// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

// What a client keeps up to date about himself (PRODUCT 7.4). Always the person whose account it is, for whomever he acts.
namespace loggia::profile {

struct Profile {
    std::string first_name;
    std::string last_name;
    std::optional<EmailAddress> email;
    bool email_verified = false; // the present address was proven to be the person's; likewise the phone
    std::optional<Phone> phone;
    bool phone_verified = false;
    Locale locale;
    std::optional<std::string> photo_url;
    bool has_password = false;
    std::int64_t version = 1; // the contact's
};
BOOST_DESCRIBE_STRUCT(Profile, (),
                      (first_name, last_name, email, email_verified, phone, phone_verified, locale, photo_url, has_password, version))

struct ProfileChanges {
    json::Change<std::string> first_name;
    json::Change<std::string> last_name;
};
BOOST_DESCRIBE_STRUCT(ProfileChanges, (), (first_name, last_name))
LOGGIA_LIMITS(ProfileChanges, {"first_name", 1, 80}, {"last_name", 1, 80})

struct NewEmailChange {
    EmailAddress email;
};
BOOST_DESCRIBE_STRUCT(NewEmailChange, (), (email))

// A telephone opens a way in: the password is asked of those who did not sign in just now.
struct NewPhoneChange {
    Phone phone;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(NewPhoneChange, (), (phone, password))
LOGGIA_LIMITS(NewPhoneChange, {"password", 1, 256})

// The codes are on their way; `attempt` goes with them.
struct BegunChange {
    std::string attempt;
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(BegunChange, (), (attempt, expires_at))

struct EmailCodes {
    std::string attempt;
    std::string current_code; // from the mail to the present address
    std::string new_code;     // from the mail to the new one
};
BOOST_DESCRIBE_STRUCT(EmailCodes, (), (attempt, current_code, new_code))
LOGGIA_LIMITS(EmailCodes, {"attempt", 1, 100}, {"current_code", 1, 20}, {"new_code", 1, 20})

struct PhoneCode {
    std::string attempt;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(PhoneCode, (), (attempt, code))
LOGGIA_LIMITS(PhoneCode, {"attempt", 1, 100}, {"code", 1, 20})

enum class Tour { due, done };
BOOST_DESCRIBE_ENUM(Tour, due, done)

struct TourChoice {
    Tour state = Tour::due;
};
BOOST_DESCRIBE_STRUCT(TourChoice, (), (state))

} // namespace loggia::profile
