// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/clock.hpp"
#include "platform/json/json.hpp"

// Clients sign in with a six-digit code that is texted or mailed to what is on file (PRODUCT 5.10).
namespace loggia::sign_in_codes {

// best: a text message when a mobile number is on file, else a mail.
enum class Channel { best, email };
BOOST_DESCRIBE_ENUM(Channel, best, email)

struct CodeRequest {
    std::string login; // e-mail address or phone number, as typed: what cannot be one is simply not known
    Channel channel = Channel::best;
};
BOOST_DESCRIBE_STRUCT(CodeRequest, (), (login, channel))
LOGGIA_LIMITS(CodeRequest, {"login", 1, 254})

// The same whether or not anything was sent.
struct CodeAttempt {
    std::string attempt; // the token that the code goes with
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(CodeAttempt, (), (attempt, expires_at))

struct CodeEntry {
    std::string attempt;
    std::string code; // six digits; blanks are dropped
};
BOOST_DESCRIBE_STRUCT(CodeEntry, (), (attempt, code))
LOGGIA_LIMITS(CodeEntry, {"attempt", 1, 100}, {"code", 1, 20})

} // namespace loggia::sign_in_codes
