// SPDX-License-Identifier: Apache-2.0
#include "features/registrations/registration_routes.hpp"

#include "features/activities/record.hpp"
#include "features/contacts/contact.hpp"
#include "features/one_time/one_time.hpp"
#include "features/portal_sessions/entry.hpp"
#include "features/registrations/registration_mail.hpp"
#include "features/registrations/registration_rules.hpp"
#include "features/registrations/registration_store.hpp"
#include "features/sign_in/sign_in_limits.hpp"

namespace loggia::registrations {

namespace {

portals::PortalPlace open_portal(http::Request& request, db::Tx& tx)
{
    auto portal = portals::find_place(tx, request.path("slug"));
    if (!portal) throw Problem(Fault::not_found, "portal_not_found", "There is no portal at this address.");
    check_is_open(portal->registration);
    return *std::move(portal);
}

sign_in::Attempt attempt_of(http::Request const& request, portals::PortalPlace const& portal, EmailAddress const& email)
{
    return sign_in::attempt("registration " + portal.organization_id.text(), fold(email), request.head.client_address);
}

// Whether somebody has this address is not even looked up here: the mail alone tells, and only whoever reads it.
StartedRegistration start(http::Request& request, NewRegistration const& input, auth::PasswordCost const& cost)
{
    auto applicant = applicant_from(input, request.head.header("accept-language"));
    portals::PortalPlace portal;
    request.database.read([&](db::Tx& tx) {
        portal = open_portal(request, tx);
        sign_in::check(tx, attempt_of(request, portal, applicant.email), request.now);
    });
    applicant.password_hash = auth::hash_password(input.password, cost, auth::Turn::stranger);
    one_time::Issued issued;
    request.database.write([&](db::Tx& tx) {
        // Each one counts, so that nobody floods a mailbox or the table.
        sign_in::failed(tx, attempt_of(request, portal, applicant.email), request.now);
        issued = one_time::issue(
            tx, {one_time::Purpose::registration, {.organization = portal.organization_id, .portal = portal.id}, json::to_text(applicant)},
            request.now);
        jobs::enqueue(tx, request.now,
                      {.kind = std::string(registration_mail),
                       .organization = portal.organization_id,
                       .payload = json::to_text(RegistrationJob{issued.id})});
    });
    return {issued.token, issued.expires_at};
}

// The contact with this address, or a new lead.
ContactId contact_of(db::Tx& tx, portals::PortalPlace const& portal, Applicant const& applicant, Timestamp now)
{
    if (auto const known = contacts::find_by_email(tx, portal.organization_id, fold(applicant.email))) return *known;
    contacts::NewContact lead;
    lead.first_name = applicant.first_name;
    lead.last_name = applicant.last_name;
    lead.email = applicant.email;
    lead.locale = applicant.locale;
    lead.source = portal.name;
    return contacts::add_contact(tx, portal.organization_id, now, lead).contact;
}

void tell(http::Request& request, db::Tx& tx, portals::PortalPlace const& portal, ContactId contact, AccessId access,
          RegistrationState state)
{
    auto const name = contacts::contact_name(tx, portal.organization_id, contact).value();
    activities::Author const author{activities::ActorKind::contact, contact.value, name, request.head.client_address};
    activities::record(request.database, tx, portal.organization_id, author, request.now,
                       {.action = state == RegistrationState::active ? "access.registered" : "access.requested",
                        .contact = contact,
                        .detail = {{"portal", portal.name}},
                        .also_on = {portal.id.value}});
    for (auto const& agent : store::agents_to_tell(tx, portal.organization_id, contact))
        jobs::enqueue(tx, request.now,
                      {.kind = std::string(notice_mail),
                       .organization = portal.organization_id,
                       .payload = json::to_text(NoticeJob{access, agent.id})});
}

struct Finished {
    RegistrationState state = RegistrationState::active;
    std::optional<portal_sessions::Entered> entered;
};

Finished take_in(http::Request& request, db::Tx& tx, Applicant const& applicant, std::optional<std::string> const& map_tiles)
{
    auto const portal = open_portal(request, tx);
    Finished finished{state_after(portal.registration), {}};
    auto const contact = contact_of(tx, portal, applicant, request.now);
    bool const is_active = finished.state == RegistrationState::active;
    auto const made = portals::add_registered(tx, portal.organization_id,
                                              {portal.id, contact, portal.new_level,
                                               is_active ? portals::AccessState::active : portals::AccessState::pending,
                                               applicant.password_hash, fold(applicant.email)},
                                              request.now);
    if (!made) throw Problem(Fault::gone, "code_expired", "This code is not good any more. Ask for a new one.");
    sessions::end_of_account(tx, portal.organization_id, made->account, SessionId{}, request.now); // of another password before
    tell(request, tx, portal, contact, made->access, finished.state);
    sign_in::succeeded(tx, attempt_of(request, portal, applicant.email));
    if (!is_active) return finished;
    auto const entrant = portal_sessions::find_entrant(tx, portal.organization_id, portal.id, made->account).value();
    finished.entered = portal_sessions::enter(request, tx, portal, entrant, {.method = sessions::Method::code}, map_tiles);
    return finished;
}

http::Response finish(http::Request& request, RegistrationCode const& input, std::optional<std::string> const& map_tiles)
{
    request.database.read([&](db::Tx& tx) {
        auto const portal = open_portal(request, tx);
        auto const secret = one_time::find(tx, one_time::Purpose::registration, input.attempt, request.now);
        if (secret && secret->portal_id != portal.id)
            throw Problem(Fault::gone, "code_expired", "This code is not good any more. Ask for a new one.");
    });
    auto const secret =
        one_time::redeem(request.database, one_time::Purpose::registration, input.attempt, digits_of(input.code), request.now);
    auto const applicant = json::read_text<Applicant>(secret.payload);
    Finished finished;
    request.database.write([&](db::Tx& tx) { finished = take_in(request, tx, applicant, map_tiles); });
    RegistrationResult result{finished.state, {}};
    if (finished.entered) {
        result.session = finished.entered->answer;
        request.set_cookie(sessions::cookie(sessions::Kind::client, request.head, finished.entered->session.token));
        request.set_cookie(finished.entered->device_cookie);
    }
    return http::json_response(200, result);
}

} // namespace

void add_routes(http::Router& router, auth::PasswordCost cost, std::string map_tiles)
{
    using http::Access, http::Request, http::Verb;
    auto const tiles = map_tiles.empty() ? std::nullopt : std::optional(std::move(map_tiles));
    router.slow(Verb::post, "/api/v1/public/portals/{slug}/registrations", Access::anyone(),
                [cost](Request& request, NewRegistration const& input) { return start(request, input, cost); });
    router
        .slow(Verb::put, "/api/v1/public/portals/{slug}/registrations", Access::anyone(),
              [tiles](Request& request, RegistrationCode const& input) { return finish(request, input, tiles); })
        .answers<RegistrationResult>(200);
}

} // namespace loggia::registrations
