// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/own_password.hpp"

#include "features/portal_sessions/portal_session_store.hpp"
#include "features/sessions/fresh.hpp"
#include "features/sign_in/password_check.hpp"

namespace loggia::portal_sessions {

std::optional<std::string> proven_hash(http::Request& request, std::optional<std::string> const& password, std::string const& field,
                                       auth::PasswordCost const& cost)
{
    auto const attempt = sign_in::attempt("password", request.actor.account.text(), request.head.client_address);
    std::optional<store::PasswordRow> stored;
    request.database.read([&](db::Tx& tx) {
        sign_in::check(tx, attempt, request.now);
        stored = store::find_password(tx, request.organization(), request.actor.account);
    });
    if (!stored) return std::nullopt;
    Problem const wrong(Fault::invalid, "wrong_password", "This is not your present password.", field);
    if (!password) throw wrong;
    if (sign_in::prove_password(stored->password_hash, *password, cost) != auth::PasswordVerdict::wrong) return stored->password_hash;
    request.database.write([&](db::Tx& tx) { sign_in::failed(tx, attempt, request.now); });
    throw wrong;
}

void require_fresh_proof(http::Request& request, std::optional<std::string> const& password, auth::PasswordCost const& cost)
{
    bool fresh = false;
    request.database.read([&](db::Tx& tx) { fresh = sessions::is_fresh(tx, request.organization(), request.actor.session, request.now); });
    if (fresh) return;
    if (!password || !proven_hash(request, password, "password", cost)) throw sessions::proof_required();
}

} // namespace loggia::portal_sessions
