// SPDX-License-Identifier: Apache-2.0
#include "features/one_time/one_time.hpp"

#include "platform/auth/token.hpp"
#include "platform/problem.hpp"

namespace loggia::one_time {

namespace {

constexpr int code_digits = 6;

template <class IdType>
std::optional<IdType> unless_zero(IdType id)
{
    return id ? std::optional(id) : std::nullopt;
}

constexpr std::string_view select_secret = R"(
    SELECT organization_id, id, purpose, user_id, account_id, portal_id, code_hash, second_code_hash, payload, tries, expires_at
    FROM   one_time_secrets
)";

// Bound to its secret, so that one table of all million codes does not open many.
std::string hash_code(SecretId secret, std::string_view code)
{
    return auth::hash_token(secret.text() + ":" + std::string(code));
}

bool is_right(std::optional<std::string> const& hash, SecretId secret, std::string_view code)
{
    return hash && auth::equal_in_constant_time(*hash, hash_code(secret, code));
}

bool needs_second(Secret const& secret)
{
    return secret.purpose == Purpose::email_change;
}

enum class Verdict { right, wrong, over };

// Which of the codes are wrong, as fields.
std::vector<FieldError> wrong_codes(Secret const& secret, std::string_view code, std::string_view second_code)
{
    std::vector<FieldError> wrong;
    auto const add = [&](std::string pointer) { wrong.push_back({std::move(pointer), "wrong_code", "This code is not right."}); };
    if (!is_right(secret.code_hash, secret.id, code)) add("/code");
    if (needs_second(secret) && !is_right(secret.second_code_hash, secret.id, second_code)) add("/second_code");
    return wrong;
}

Verdict judge(db::Tx& tx, Secret const& secret, bool is_right)
{
    if (is_right) return use(tx, secret) ? Verdict::right : Verdict::over;
    count_try(tx, secret);
    return Verdict::wrong;
}

} // namespace

Issued issue(db::Tx& tx, NewSecret const& secret, Timestamp now)
{
    Issued issued{new_id<SecretId>(), auth::new_token(), now + secret.lifetime};
    auto const& person = secret.person;
    tx.run(R"(
        INSERT INTO one_time_secrets (token_hash, organization_id, id, purpose, user_id, account_id, portal_id, payload, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )",
           auth::hash_token(issued.token), person.organization, issued.id, secret.purpose, unless_zero(person.user),
           unless_zero(person.account), unless_zero(person.portal), secret.payload, now, issued.expires_at);
    return issued;
}

void revoke(db::Tx& tx, Person const& person, Purpose purpose)
{
    if (person.user)
        tx.run("DELETE FROM one_time_secrets WHERE organization_id = $1 AND user_id = $2 AND purpose = $3", person.organization,
               person.user, purpose);
    if (person.account)
        tx.run("DELETE FROM one_time_secrets WHERE organization_id = $1 AND account_id = $2 AND purpose = $3", person.organization,
               person.account, purpose);
}

std::optional<std::string> make_code(db::Tx& tx, OrganizationId organization, SecretId secret, CodeSlot slot, Timestamp now)
{
    auto code = auth::random_code(code_digits);
    std::string_view const statement =
        slot == CodeSlot::first
            ? "UPDATE one_time_secrets SET code_hash = $3 WHERE organization_id = $1 AND id = $2 AND expires_at > $4"
            : "UPDATE one_time_secrets SET second_code_hash = $3 WHERE organization_id = $1 AND id = $2 AND expires_at > $4";
    if (tx.run(statement, organization, secret, hash_code(secret, code), now) == 0) return std::nullopt;
    return code;
}

std::optional<Secret> find(db::Tx& tx, Purpose purpose, std::string_view token, Timestamp now)
{
    return tx.find<Secret>(std::string(select_secret) + "WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 AND tries < $4",
                           auth::hash_token(token), purpose, now, most_tries);
}

std::optional<Secret> find(db::Tx& tx, OrganizationId organization, SecretId secret, Timestamp now)
{
    return tx.find<Secret>(std::string(select_secret) + "WHERE organization_id = $1 AND id = $2 AND expires_at > $3", organization, secret,
                           now);
}

bool use(db::Tx& tx, Secret const& secret)
{
    return tx.run("DELETE FROM one_time_secrets WHERE organization_id = $1 AND id = $2", secret.organization_id, secret.id) > 0;
}

void set_payload(db::Tx& tx, Secret const& secret, std::string const& payload)
{
    tx.run("UPDATE one_time_secrets SET payload = $3 WHERE organization_id = $1 AND id = $2", secret.organization_id, secret.id, payload);
}

void count_try(db::Tx& tx, Secret const& secret)
{
    tx.run("UPDATE one_time_secrets SET tries = tries + 1 WHERE organization_id = $1 AND id = $2", secret.organization_id, secret.id);
}

Secret redeem(db::Database& database, Purpose purpose, std::string_view token, std::string_view code, Timestamp now,
              std::string_view second_code)
{
    std::optional<Secret> secret;
    Verdict verdict = Verdict::over;
    std::vector<FieldError> wrong;
    database.write([&](db::Tx& tx) {
        secret = find(tx, purpose, token, now);
        wrong = secret ? wrong_codes(*secret, code, second_code) : std::vector<FieldError>();
        verdict = secret ? judge(tx, *secret, wrong.empty()) : Verdict::over;
    });
    if (verdict == Verdict::over) throw Problem(Fault::gone, "code_expired", "This code is not good any more. Ask for a new one.");
    if (verdict == Verdict::wrong) throw Problem(Fault::unauthenticated, "wrong_code", "This code is not right.", std::move(wrong));
    return *std::move(secret);
}

void remove_expired(db::Tx& tx, Timestamp now)
{
    tx.run("DELETE FROM one_time_secrets WHERE expires_at <= $1", now);
}

} // namespace loggia::one_time
