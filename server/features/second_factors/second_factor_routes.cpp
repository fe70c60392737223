// SPDX-License-Identifier: Apache-2.0
#include "features/second_factors/second_factor_routes.hpp"

#include "features/activities/record.hpp"
#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/second_factors/recovery_code_rules.hpp"
#include "features/second_factors/second_factor_store.hpp"
#include "features/sign_in/sign_in_limits.hpp"
#include "features/staff/staff_entry.hpp"
#include "platform/auth/qr_picture.hpp"
#include "platform/auth/totp.hpp"
#include "platform/log/log.hpp"

namespace loggia::second_factors {

namespace {

using notices::Notice;
using one_time::Purpose;

// Whose sealed key it is; see platform/auth/sealed.hpp.
std::string owner_of(OrganizationId organization, UserId user)
{
    return "totp " + organization.text() + " " + user.text();
}

std::optional<std::string> open_key(auth::Sealer const& sealer, OrganizationId organization, UserId user, std::string const& sealed)
{
    auto key = sealer.open(sealed, owner_of(organization, user));
    if (!key)
        log::error("second_factor.sealed_elsewhere",
                   {{"user", user.text()}, {"why", "sealed under another LOGGIA_SECRET_KEY than this node's; recovery codes still work"}});
    return key;
}

store::FactorRow factor_of(db::Tx& tx, OrganizationId organization, UserId user)
{
    return store::find_factor(tx, organization, user).value();
}

// Tells and records a change that the person made.
void record_change(http::Request& request, db::Tx& tx, char const* action, Notice notice)
{
    staff::record_own(request, tx, action);
    notices::tell_user(tx, request.organization(), request.actor.user, notice, request.now);
}

RecoveryCodes renew_recovery_codes(db::Tx& tx, OrganizationId organization, UserId user)
{
    RecoveryCodes codes;
    std::vector<std::string> hashes;
    for (int i = 0; i < recovery_codes_at_once; ++i) {
        codes.recovery_codes.push_back(new_recovery_code());
        hashes.push_back(hash_recovery_code(user, normalized_recovery_code(codes.recovery_codes.back())));
    }
    store::replace_recovery_codes(tx, organization, user, hashes);
    return codes;
}

TotpSetUp begin_set_up(http::Request& request, PasswordProof const& proof, auth::Sealer const& sealer, auth::PasswordCost const& cost)
{
    staff::prove_password(request, proof.password, "password", cost);
    auto const key = auth::totp::new_key();
    auto const sealed = sealer.seal(key, owner_of(request.organization(), request.actor.user));
    std::string uri;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        auto const factor = factor_of(tx, request.organization(), request.actor.user);
        store::set_pending(tx, request.organization(), request.actor.user, sealed);
        uri = auth::totp::uri(key, factor.organization_name, factor.email.text());
    });
    return {auth::totp::to_base32(key), uri, auth::qr_svg(uri)};
}

// The code shows that the app holds the key. A key that was in use before is replaced, and its recovery codes with it.
RecoveryCodes confirm_set_up(http::Request& request, TotpProof const& proof, auth::Sealer const& sealer)
{
    auto& tx = request.tx();
    auto const user = request.actor.user;
    auto const factor = factor_of(tx, request.organization(), user);
    if (!factor.totp_pending) throw Problem(Fault::conflict, "second_factor_not_begun", "Begin by scanning the picture.");
    auto const key = open_key(sealer, request.organization(), user, *factor.totp_pending);
    auto code = proof.code;
    std::erase(code, ' ');
    auto const step = key ? auth::totp::verify(*key, code, request.now, 0) : std::nullopt;
    if (!step) throw Problem(Fault::invalid, "wrong_code", "This code is not right.", "code");
    if (!store::confirm_pending(tx, request.organization(), user, *factor.totp_pending, *step))
        throw Problem(Fault::conflict, "changed_meanwhile", "The key was replaced meanwhile.");
    refresh(tx, request.organization(), user);
    record_change(request, tx, "staff.second_factor_added", Notice::second_factor_added);
    return renew_recovery_codes(tx, request.organization(), user);
}

http::Nothing remove_totp(http::Request& request, PasswordProof const& proof, auth::PasswordCost const& cost)
{
    staff::prove_password(request, proof.password, "password", cost);
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        auto const user = request.actor.user;
        if (!factor_of(tx, request.organization(), user).totp_secret) return;
        require_may_remove(tx, request.organization(), user, Factor::totp);
        store::remove_totp(tx, request.organization(), user);
        refresh(tx, request.organization(), user);
        record_change(request, tx, "staff.second_factor_removed", Notice::second_factor_removed);
    });
    return {};
}

RecoveryCodes renew(http::Request& request, PasswordProof const& proof, auth::PasswordCost const& cost)
{
    staff::prove_password(request, proof.password, "password", cost);
    RecoveryCodes codes;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        auto const user = request.actor.user;
        if (!factor_of(tx, request.organization(), user).has_second_factor)
            throw Problem(Fault::conflict, "no_second_factor", "Recovery codes stand in for a second factor: set one up first.");
        codes = renew_recovery_codes(tx, request.organization(), user);
        record_change(request, tx, "staff.recovery_codes_renewed", Notice::recovery_codes_renewed);
    });
    return codes;
}

SecondFactorState show_state(http::Request& request)
{
    auto const factor = factor_of(request.tx(), request.organization(), request.actor.user);
    return {factor.totp_secret.has_value(), factor.recovery_codes};
}

enum class Used { nothing, app, recovery_code };

// Uses up what the code stands for.
Used try_code(db::Tx& tx, OrganizationId organization, store::FactorRow const& factor, StepEntry const& entry, auth::Sealer const& sealer,
              Timestamp now)
{
    auto digits = entry.code;
    std::erase(digits, ' ');
    if (factor.totp_secret && digits.size() == 6) {
        auto const key = open_key(sealer, organization, factor.id, *factor.totp_secret);
        auto const step = key ? auth::totp::verify(*key, digits, now, factor.totp_last_step) : std::nullopt;
        return step && store::use_step(tx, organization, factor.id, *step) ? Used::app : Used::nothing;
    }
    auto const code = normalized_recovery_code(entry.code);
    bool const is_used = !code.empty() && store::use_recovery_code(tx, organization, factor.id, hash_recovery_code(factor.id, code));
    return is_used ? Used::recovery_code : Used::nothing;
}

void record_recovery(http::Request& request, db::Tx& tx, OrganizationId organization, store::FactorRow const& factor)
{
    activities::record(request.database, tx, organization,
                       {activities::ActorKind::staff, factor.id.value, factor.name, request.head.client_address}, request.now,
                       {.action = "staff.recovery_code_used", .also_on = {factor.id.value}});
    notices::tell_user(tx, organization, factor.id, Notice::recovery_code_used, request.now);
}

// Five tries an attempt, which costs the password each; beyond that the limits of sign-in, so that who has the password
// cannot go through a million codes.
http::Response finish_second_step(http::Request& request, StepEntry const& entry, auth::Sealer const& sealer)
{
    auto used = Used::nothing;
    staff::Entered entered;
    request.database.write([&](db::Tx& tx) {
        auto const secret = one_time::find(tx, Purpose::second_factor, entry.attempt, request.now);
        auto const factor = secret ? store::find_factor(tx, secret->organization_id, secret->user_id.value_or(UserId{})) : std::nullopt;
        if (!factor) throw Problem(Fault::gone, "code_expired", "This sign-in took too long. Begin again.");
        auto const organization = secret->organization_id;
        auto const guesses = sign_in::attempt("staff-second-factor", factor->id.text(), request.head.client_address, sign_in::Guessed::code);
        sign_in::check(tx, guesses, request.now);
        used = try_code(tx, organization, *factor, entry, sealer, request.now);
        if (used == Used::nothing) {
            one_time::count_try(tx, *secret);
            sign_in::failed(tx, guesses, request.now);
            return;
        }
        one_time::use(tx, *secret);
        sign_in::succeeded(tx, guesses);
        sign_in::succeeded(tx, sign_in::attempt("staff", fold(factor->email), request.head.client_address));
        if (used == Used::recovery_code) record_recovery(request, tx, organization, *factor);
        entered = staff::enter(request, tx, organization, factor->id, sessions::Method::password);
    });
    if (used == Used::nothing) throw Problem(Fault::unauthenticated, "wrong_code", "This code is not right.", "code");
    return staff::answer_with_cookie(request, entered);
}

} // namespace

void add_routes(http::Router& router, auth::Sealer const& sealer, auth::PasswordCost cost)
{
    using http::Access, http::Request, http::Verb;
    auto const own = Access::staff_without_second_factor();
    router.get("/api/v1/second-factor", own, show_state);
    // Slow ones keep no answers for Idempotency-Key: these hold secrets.
    router.slow(Verb::post, "/api/v1/second-factor", own,
                [&sealer, cost](Request& request, PasswordProof const& input) { return begin_set_up(request, input, sealer, cost); });
    router.put("/api/v1/second-factor", own,
               [&sealer](Request& request, TotpProof const& input) { return confirm_set_up(request, input, sealer); });
    router.slow(Verb::put, "/api/v1/second-factor/removal", own,
                [cost](Request& request, PasswordProof const& input) { return remove_totp(request, input, cost); });
    router.slow(Verb::post, "/api/v1/recovery-codes", own,
                [cost](Request& request, PasswordProof const& input) { return renew(request, input, cost); });
    router
        .slow(Verb::post, "/api/v1/public/staff-second-factors", Access::anyone(),
              [&sealer](Request& request, StepEntry const& input) { return finish_second_step(request, input, sealer); })
        .answers<staff::StaffSession>(201);
}

} // namespace loggia::second_factors
