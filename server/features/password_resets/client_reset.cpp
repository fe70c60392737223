// SPDX-License-Identifier: Apache-2.0
#include "features/password_resets/client_reset.hpp"

#include "features/activities/record.hpp"
#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/password_resets/password_reset_mail.hpp"
#include "features/password_resets/password_reset_store.hpp"
#include "features/portal_sessions/entry.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in/password_policy.hpp"
#include "features/sign_in/send_limits.hpp"

namespace loggia::password_resets {

namespace {

using one_time::Purpose;

// A link that is found, with the portal it is shown at.
struct OpenLink {
    portals::PortalPlace place;
    one_time::Secret secret;
};

OpenLink find_link(http::Request const& request, db::Tx& tx, std::string const& token)
{
    auto const place = portal_sessions::place_or_404(tx, request.path("slug"));
    auto const secret = one_time::find(tx, Purpose::password_reset, token, request.now);
    if (!secret || !secret->account_id || secret->portal_id != place.id) throw link_expired();
    return {place, *secret};
}

void record_reset(http::Request& request, db::Tx& tx, OpenLink const& link, portal_sessions::Entrant const& entrant)
{
    activities::record(request.database, tx, link.place.organization_id,
                       {activities::ActorKind::contact, entrant.contact_id.value, entrant.contact_name, request.head.client_address},
                       request.now, {.action = "account.password_reset", .contact = entrant.contact_id});
}

} // namespace

Problem link_expired()
{
    return {Fault::gone, "link_expired", "This link is not good any more. Ask for a new one."};
}

http::Nothing request_client_reset(http::Request& request, ResetRequest const& input)
{
    auto& tx = request.tx();
    auto const place = portal_sessions::place_or_404(tx, request.path("slug"));
    auto const login = portal_sessions::fold_login(input.email);
    sign_in::count_send(tx, "reset " + place.organization_id.text(), login, request.head.client_address, request.now);
    // A phone number is no address to send a link to.
    auto const entrant = login.starts_with('+') ? std::nullopt : portal_sessions::find_by_login(tx, place, login, request.now);
    enqueue_client_reset(tx, place.organization_id, entrant ? entrant->account_id : AccountId{}, place.id, request.now);
    return {};
}

http::Response reset_client_password(http::Request& request, NewPassword const& input, Parts const& parts)
{
    OpenLink link;
    request.database.read([&](db::Tx& tx) { link = find_link(request, tx, input.token); });
    sign_in::check_new_password(input.password, "/password");
    auto const hash = auth::hash_password(input.password, parts.cost);
    auto const organization = link.place.organization_id;
    auto const account = *link.secret.account_id;

    portal_sessions::Entered entered;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(organization);
        auto const entrant = portal_sessions::find_entrant(tx, organization, link.place.id, account);
        if (!entrant || !one_time::use(tx, link.secret)) throw link_expired();
        store::set_account_password(tx, organization, account, hash, json::read_text<SentTo>(link.secret.payload).email);
        one_time::revoke(tx, {.organization = organization, .account = account}, Purpose::password_reset);
        sessions::end_of_account(tx, organization, account, SessionId{}, request.now);
        sign_in::forget_other_devices(tx, request.head, {.organization = organization, .account = account});
        record_reset(request, tx, link, *entrant);
        notices::tell_client(tx, organization, account, link.place.id, notices::Notice::password_reset, request.now);
        entered = portal_sessions::enter(request, tx, link.place, *entrant, {sessions::Method::link}, parts.map_tiles);
    });
    return portal_sessions::answer_with_cookie(request, 200, entered);
}

} // namespace loggia::password_resets
