// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/clock.hpp"
#include "platform/json/json.hpp"
#include "platform/text_form.hpp"

// A new password for who forgot theirs, by a link in a mail that acts on the press of a button only (PRODUCT 5.7, 5.10).
namespace loggia::password_resets {

inline constexpr std::chrono::hours lifetime{1};

struct ResetRequest {
    std::string email; // as typed: an address that cannot be one is simply not known
};
BOOST_DESCRIBE_STRUCT(ResetRequest, (), (email))
LOGGIA_LIMITS(ResetRequest, {"email", 1, 254})

struct NewPassword {
    std::string token; // what stands behind the # of the link
    std::string password;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (token, password))
LOGGIA_LIMITS(NewPassword, {"token", 1, 100}, {"password", 0, 256})

struct StaffLinkQuestion {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(StaffLinkQuestion, (), (token))
LOGGIA_LIMITS(StaffLinkQuestion, {"token", 1, 100})

struct StaffLinkFacts {
    std::string name;
    EmailAddress email;
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(StaffLinkFacts, (), (name, email, expires_at))

} // namespace loggia::password_resets
