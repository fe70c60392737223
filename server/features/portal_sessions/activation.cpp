// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/activation.hpp"

#include "features/one_time/one_time.hpp"
#include "features/portal_sessions/entry.hpp"
#include "features/portal_sessions/portal_session_store.hpp"
#include "features/portals/activation.hpp"
#include "features/sign_in/password_policy.hpp"

namespace loggia::portal_sessions {

namespace {

// One answer for a link that is over, was used, was replaced by a newer one, belongs to another portal, or never was.
Problem link_expired()
{
    return {Fault::gone, "link_expired", "This link is not good any more. Ask for a new one."};
}

// A link that is good now, and whose it is.
struct Opened {
    portals::PortalPlace portal;
    one_time::Secret secret;
    Entrant entrant;
};

Opened open_link(http::Request& request, db::Tx& tx, std::string const& token, one_time::Purpose purpose)
{
    auto portal = portals::find_place(tx, request.path("slug"));
    if (!portal) throw Problem(Fault::not_found, "portal_not_found", "There is no portal at this address.");
    auto secret = one_time::find(tx, purpose, token, request.now);
    bool const is_ours = secret && secret->organization_id == portal->organization_id && secret->portal_id == portal->id;
    if (!is_ours || !secret->account_id) throw link_expired();
    auto entrant = find_entrant(tx, portal->organization_id, portal->id, *secret->account_id);
    bool const is_welcome = entrant && (entrant->state == portals::AccessState::invited || entrant->state == portals::AccessState::active);
    if (!is_welcome) throw link_expired();
    return {*std::move(portal), *std::move(secret), *std::move(entrant)};
}

http::Response greet(http::Request& request, LinkQuestion const& question)
{
    LinkGreeting greeting;
    auto const purpose = question.purpose == LinkPurpose::reset ? one_time::Purpose::password_reset : one_time::Purpose::activation;
    request.database.read([&](db::Tx& tx) {
        auto const [portal, secret, entrant] = open_link(request, tx, question.token, purpose);
        auto const reader = store::find_reader(tx, portal.organization_id, entrant.contact_id);
        greeting = {reader.first_name, reader.email, secret.expires_at, portal.name};
    });
    return http::json_response(200, greeting);
}

http::Response activate(http::Request& request, Activation const& input, auth::PasswordCost const& cost,
                        std::optional<std::string> const& map_tiles)
{
    // A password that is too weak does not cost the person the link.
    sign_in::check_new_password(input.password, "/password");
    request.database.read([&](db::Tx& tx) { open_link(request, tx, input.token, one_time::Purpose::activation); });
    auto const hash = auth::hash_password(input.password, cost);
    Entered entered;
    request.database.write([&](db::Tx& tx) {
        auto const [portal, secret, entrant] = open_link(request, tx, input.token, one_time::Purpose::activation);
        if (!one_time::use(tx, secret)) throw link_expired();
        auto const payload = json::read_text<portals::ActivationPayload>(secret.payload);
        store::choose_password(tx, portal.organization_id, entrant.account_id, hash, payload.proves_email);
        sessions::end_of_account(tx, portal.organization_id, entrant.account_id, SessionId{}, request.now);
        entered = enter(request, tx, portal, entrant, {.method = sessions::Method::link}, map_tiles);
    });
    return answer_with_cookie(request, 200, entered);
}

} // namespace

void add_activation_routes(http::Router& router, auth::PasswordCost cost, std::optional<std::string> tiles)
{
    using http::Access, http::Request, http::Verb;
    router.slow(Verb::post, "/api/v1/public/portals/{slug}/links", Access::anyone(), greet).answers<LinkGreeting>(200);
    router
        .slow(Verb::put, "/api/v1/public/portals/{slug}/activations", Access::anyone(),
              [cost, tiles](Request& request, Activation const& input) { return activate(request, input, cost, tiles); })
        .answers<PortalSession>(200);
}

} // namespace loggia::portal_sessions
