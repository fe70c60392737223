// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/entry.hpp"

#include "features/activities/record.hpp"
#include "features/contacts/contact.hpp"
#include "features/portal_sessions/portal_session_store.hpp"
#include "features/sign_in/known_devices.hpp"

namespace loggia::portal_sessions {

using portals::AccessState;

Problem sign_in_failed()
{
    return {Fault::unauthenticated, "sign_in_failed", "E-mail address or password is not right."};
}

std::optional<Entrant> find_entrant(db::Tx& tx, OrganizationId organization, PortalId portal, AccountId account)
{
    return store::find_entrant(tx, organization, portal, account);
}

static bool may_enter(Entrant const& entrant, Timestamp now)
{
    if (entrant.state == AccessState::active) return true;
    return entrant.state == AccessState::invited && (!entrant.expires_at || *entrant.expires_at > now);
}

portals::PortalPlace place_or_404(db::Tx& tx, std::string_view slug)
{
    auto place = portals::find_place(tx, slug);
    if (!place) throw Problem(Fault::not_found, "portal_not_found", "There is no portal at this address.");
    return *std::move(place);
}

std::string fold_login(std::string_view login)
{
    if (auto const email = EmailAddress::parse(login)) return fold(*email);
    if (auto const phone = Phone::parse(login)) return phone->text();
    return std::string(login);
}

std::optional<Entrant> find_by_login(db::Tx& tx, portals::PortalPlace const& portal, std::string_view login, Timestamp now)
{
    auto const folded = fold_login(login);
    auto entrants = folded.starts_with('+') ? store::find_by_phone(tx, portal.organization_id, portal.id, folded)
                                            : store::find_by_email_address(tx, portal.organization_id, portal.id, folded);
    std::erase_if(entrants, [&](Entrant const& each) { return !may_enter(each, now); });
    return entrants.size() == 1 ? std::optional(std::move(entrants.front())) : std::nullopt;
}

static void check_may_enter(Entrant const& entrant, Timestamp now)
{
    if (!entrant.access_id || entrant.state == AccessState::blocked) throw sign_in_failed();
    if (entrant.state == AccessState::pending)
        throw Problem(Fault::forbidden, "approval_pending", "Your registration waits for approval. You will hear by mail.");
    if (!may_enter(entrant, now))
        throw Problem(Fault::unauthenticated, "invitation_expired", "This invitation has expired. Ask for a new one.");
}

static void record_sign_in(http::Request& request, db::Tx& tx, portals::PortalPlace const& portal, Entrant const& entrant,
                           sessions::Method method)
{
    activities::Author const author{activities::ActorKind::contact, entrant.contact_id.value, entrant.contact_name,
                                    request.head.client_address};
    auto const record = [&](char const* action, std::map<std::string, std::string> detail) {
        detail["portal"] = portal.name;
        activities::record(request.database, tx, portal.organization_id, author, request.now,
                           {.action = action, .contact = entrant.contact_id, .detail = std::move(detail), .also_on = {portal.id.value}});
    };
    if (entrant.state == AccessState::invited) {
        contacts::set_portal_status(tx, portal.organization_id, entrant.contact_id, contacts::ContactStatus::active);
        record("access.activated", {});
    }
    record("portal.signed_in", {{"method", std::string(json::enum_name(method))}});
}

Entered enter(http::Request& request, db::Tx& tx, portals::PortalPlace const& portal, Entrant const& entrant, Proof const& proof,
              std::optional<std::string> const& map_tiles)
{
    check_may_enter(entrant, request.now);
    auto const organization = portal.organization_id;
    if (!store::mark_entry(tx, organization, *entrant.access_id, proof.password_hash, request.now)) throw sign_in_failed();
    contacts::touch_sign_in(tx, organization, entrant.contact_id, request.now);
    Entered entered;
    entered.session = sessions::create(
        tx, {.organization = organization, .kind = sessions::Kind::client, .access = *entrant.access_id, .method = proof.method},
        request.head, request.now);
    entered.device_cookie =
        sign_in::remember_device(tx, request.head, {.organization = organization, .account = entrant.account_id}, request.now);
    record_sign_in(request, tx, portal, entrant, proof.method);
    entered.answer = session_of(tx, organization, entered.session.id, map_tiles, request.now);
    return entered;
}

PortalSession go_over(http::Request& request, std::string const& slug, std::optional<std::string> const& map_tiles)
{
    auto const& actor = request.actor;
    auto& tx = request.tx();
    Problem const closed(Fault::not_found, "portal_not_found", "There is no portal at this address for you.", "slug");
    auto const portal = portals::find_place(tx, slug);
    if (!portal || portal->organization_id != actor.organization) throw closed;
    if (portal->id == actor.portal) return session_of(tx, actor.organization, actor.session, map_tiles, request.now);

    auto const entrant = store::find_entrant(tx, actor.organization, portal->id, actor.account);
    bool const is_open = entrant && may_enter(*entrant, request.now) && !actor.impersonation;
    if (!is_open || !store::mark_entry(tx, actor.organization, *entrant->access_id, std::nullopt, request.now)) throw closed;
    auto const method = store::find_session(tx, actor.organization, actor.session).value().method;
    sessions::move_to(tx, actor.organization, actor.session, *entrant->access_id);
    contacts::touch_sign_in(tx, actor.organization, entrant->contact_id, request.now);
    record_sign_in(request, tx, *portal, *entrant, method);
    return session_of(tx, actor.organization, actor.session, map_tiles, request.now);
}

http::Response answer_with_cookie(http::Request& request, unsigned status, Entered const& entered)
{
    request.set_cookie(sessions::cookie(sessions::Kind::client, request.head, entered.session.token));
    request.set_cookie(entered.device_cookie);
    return http::json_response(status, entered.answer);
}

} // namespace loggia::portal_sessions
