// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

// The second factor of staff: codes of an authenticator app (RFC 6238), recovery codes for when it is lost, and passkeys,
// which are both factors at once.
namespace loggia::second_factors {

// Whether passkeys work at this installation's address (platform/auth/webauthn.hpp).
enum class Passkeys { impossible, possible };

enum class StepMethod { totp, recovery_code, passkey };
BOOST_DESCRIBE_ENUM(StepMethod, totp, recovery_code, passkey)

// What is asked for after the password.
struct SecondStep {
    std::string attempt;
    std::vector<StepMethod> methods;
};
BOOST_DESCRIBE_STRUCT(SecondStep, (), (attempt, methods))

struct SecondStepNeeded {
    SecondStep second_factor;
};
BOOST_DESCRIBE_STRUCT(SecondStepNeeded, (), (second_factor))

// Begins the second step of somebody whose password was right; nothing for who has no second factor. In a write transaction.
std::optional<SecondStep> begin_second_step(db::Tx& tx, OrganizationId organization, UserId user, Passkeys passkeys, Timestamp now);

// Keeps users.has_second_factor true to its meaning; after every change of a user's factors. Whoever has none left has no
// recovery codes either.
void refresh(db::Tx& tx, OrganizationId organization, UserId user);

// Whether this user must keep a second factor, and has one other than the one named.
enum class Factor { totp, passkey };
bool may_remove(db::Tx& tx, OrganizationId organization, UserId user, Factor factor);

// Throws Problem(conflict, "second_factor_required").
void require_may_remove(db::Tx& tx, OrganizationId organization, UserId user, Factor factor);

struct StepEntry {
    std::string attempt;
    std::string code; // six digits, or a recovery code
};
BOOST_DESCRIBE_STRUCT(StepEntry, (), (attempt, code))
LOGGIA_LIMITS(StepEntry, {"attempt", 1, 100}, {"code", 1, 40})

struct PasswordProof {
    std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordProof, (), (password))
LOGGIA_LIMITS(PasswordProof, {"password", 1, 256})

struct TotpSetUp {
    std::string secret; // base32, to be typed by hand
    std::string uri;    // otpauth://
    std::string qr_svg; // the same as a picture
};
BOOST_DESCRIBE_STRUCT(TotpSetUp, (), (secret, uri, qr_svg))

struct TotpProof {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TotpProof, (), (code))
LOGGIA_LIMITS(TotpProof, {"code", 1, 20})

struct RecoveryCodes {
    std::vector<std::string> recovery_codes; // shown once
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

struct SecondFactorState {
    bool totp = false;
    std::int64_t recovery_codes_left = 0;
};
BOOST_DESCRIBE_STRUCT(SecondFactorState, (), (totp, recovery_codes_left))

} // namespace loggia::second_factors
