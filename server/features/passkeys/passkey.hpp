// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/webauthn.hpp"
#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

// Passkeys of staff and of clients: made by somebody signed in, and then a way to sign in by themselves.
namespace loggia::passkeys {

inline constexpr std::int64_t most_passkeys = 20; // of one person

// Whose passkeys: a staff member's or an account's.
struct Owner {
    OrganizationId organization;
    UserId user{};
    AccountId account{};
};

struct Passkey {
    PasskeyId id;
    std::string name;
    Timestamp created_at;
    std::optional<Timestamp> last_used_at;
};
BOOST_DESCRIBE_STRUCT(Passkey, (), (id, name, created_at, last_used_at))

struct Passkeys {
    std::vector<Passkey> items;
};
BOOST_DESCRIBE_STRUCT(Passkeys, (), (items))

struct CreationChallenge {
    std::string attempt;
    auth::webauthn::CreationOptions options;
};
BOOST_DESCRIBE_STRUCT(CreationChallenge, (), (attempt, options))

struct SignInChallenge {
    std::string attempt;
    auth::webauthn::RequestOptions options;
};
BOOST_DESCRIBE_STRUCT(SignInChallenge, (), (attempt, options))

// Routes that make a challenge take an empty object.
struct ChallengeRequest {};
BOOST_DESCRIBE_STRUCT(ChallengeRequest, (), ())

// The password is asked of those who did not sign in just now.
struct CreationRequest {
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(CreationRequest, (), (password))
LOGGIA_LIMITS(CreationRequest, {"password", 1, 256})

struct NewPasskey {
    std::string attempt;
    json::Raw credential; // PublicKeyCredential.toJSON()
    std::string name;     // how the person calls it: "Telephone"
};
BOOST_DESCRIBE_STRUCT(NewPasskey, (), (attempt, credential, name))
LOGGIA_LIMITS(NewPasskey, {"attempt", 1, 100}, {"name", 1, 60})

struct PasskeyEntry {
    std::string attempt;
    json::Raw credential;
};
BOOST_DESCRIBE_STRUCT(PasskeyEntry, (), (attempt, credential))
LOGGIA_LIMITS(PasskeyEntry, {"attempt", 1, 100})

struct PasskeyName {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PasskeyName, (), (name))
LOGGIA_LIMITS(PasskeyName, {"name", 1, 60})

} // namespace loggia::passkeys
