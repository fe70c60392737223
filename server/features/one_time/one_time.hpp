// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

// Secrets that work once: links in mails, six-digit codes, the challenges of second steps and passkeys. Kept are SHA-256
// hashes alone. Whoever asked holds a token of 256 random bits; a code belongs to one token and is worth nothing without it.
// A secret may be issued for nobody: it is then kept, counted and refused like any other, so that neither answers nor time
// tell whether an account exists.
namespace loggia::one_time {

enum class Purpose {
    sign_in_code,
    second_factor,
    password_reset,
    activation,
    registration,
    email_change,
    phone_change,
    passkey_creation,
    passkey_sign_in,
};
BOOST_DESCRIBE_ENUM(Purpose, sign_in_code, second_factor, password_reset, activation, registration, email_change, phone_change,
                    passkey_creation, passkey_sign_in)

inline constexpr std::chrono::minutes code_lifetime{10};
inline constexpr std::int64_t most_tries = 5;

// Whose it is. Nobody: all 0; a known organization without a person keeps its organization.
struct Person {
    OrganizationId organization{};
    UserId user{};       // staff
    AccountId account{}; // clients
    PortalId portal{};
};

struct NewSecret {
    Purpose purpose;
    Person person;
    std::string payload = "{}"; // JSON of the purpose; never a secret in clear
    std::chrono::milliseconds lifetime = code_lifetime;
};

struct Issued {
    SecretId id;
    std::string token; // to be handed out once; stored nowhere
    Timestamp expires_at;
};

Issued issue(db::Tx& tx, NewSecret const& secret, Timestamp now);

// Ends what was issued before to this person for this purpose, so that only the newest works. Does nothing for nobody.
void revoke(db::Tx& tx, Person const& person, Purpose purpose);

enum class CodeSlot { first, second };
// Makes the code that belongs to a secret and gives it in clear, once, for the job that sends it (ADR 0009). A repeated
// call makes another; the former is worth nothing then. Nothing when the secret is over.
std::optional<std::string> make_code(db::Tx& tx, OrganizationId organization, SecretId secret, CodeSlot slot, Timestamp now);

struct Secret {
    OrganizationId organization_id;
    SecretId id;
    Purpose purpose = Purpose::sign_in_code;
    std::optional<UserId> user_id;
    std::optional<AccountId> account_id;
    std::optional<PortalId> portal_id;
    std::optional<std::string> code_hash;
    std::optional<std::string> second_code_hash;
    std::string payload;
    std::int64_t tries = 0;
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(Secret, (),
                      (organization_id, id, purpose, user_id, account_id, portal_id, code_hash, second_code_hash, payload, tries,
                       expires_at))

// The secret a token stands for, while it is good; in system scope, as nobody has signed in yet. Uses nothing up.
std::optional<Secret> find(db::Tx& tx, Purpose purpose, std::string_view token, Timestamp now);
// The same by its id, for jobs.
std::optional<Secret> find(db::Tx& tx, OrganizationId organization, SecretId secret, Timestamp now);

// Uses it up; false when somebody else was faster.
bool use(db::Tx& tx, Secret const& secret);

// Replaces the payload of a secret in use; of use while several steps lead to one act.
void set_payload(db::Tx& tx, Secret const& secret, std::string const& payload);

// Counts a wrong try whose code is kept elsewhere (authenticator app, recovery code); the fifth ends the secret.
void count_try(db::Tx& tx, Secret const& secret);

// Tries codes against a token, in a transaction of its own so that wrong tries count although the request is refused: to be
// called where no transaction is open (slow routes). The right codes use the secret up; the fifth wrong try ends it.
// `second_code` is looked at only where the secret has one.
// Throws Problem(unauthenticated, "wrong_code"), which names "/code" or "/second_code"; Problem(gone, "code_expired").
Secret redeem(db::Database& database, Purpose purpose, std::string_view token, std::string_view code, Timestamp now,
              std::string_view second_code = {});

void remove_expired(db::Tx& tx, Timestamp now);

} // namespace loggia::one_time
