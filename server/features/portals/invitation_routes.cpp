// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "features/activities/record.hpp"
#include "features/portals/access_routes.hpp"
#include "features/portals/invitation.hpp"
#include "features/portals/invitation_mail.hpp"
#include "features/portals/managed_access.hpp"

namespace loggia::portals {

namespace {

Problem portal_off()
{
    return {Fault::conflict, "portal_off", "Switch the portal on before inviting to it."};
}

// What was missing or wrong and is given on the spot.
void correct(http::Request& request, contacts::Contact& contact, NewAccess const& input)
{
    auto& tx = request.tx();
    std::string fields;
    auto const note = [&](std::string_view field) { fields += (fields.empty() ? "" : ",") + std::string(field); };
    auto const first_name = input.first_name.value_or(contact.first_name);
    auto const last_name = input.last_name.value_or(contact.last_name);
    if (first_name != contact.first_name) note("first_name");
    if (last_name != contact.last_name) note("last_name");
    if (!fields.empty()) contacts::set_name(tx, request.organization(), contact.id, first_name, last_name);
    if (input.email && input.email != contact.email) {
        contacts::set_email(tx, request.organization(), contact.id, *input.email);
        note("email");
    }
    if (fields.empty()) return;
    activities::record(request, {.action = "contact.updated", .contact = contact.id, .detail = {{"fields", fields}}});
    contact = contact_or_404(request, contact.id);
}

// The contact as it is invited: corrected, complete and, when nobody looks after it, with the inviting admin as owner.
contacts::Contact prepare_contact(http::Request& request, NewAccess const& input)
{
    auto contact = contact_or_404(request, request.id<ContactId>("contact"));
    check_may_manage(request.actor, contact);
    correct(request, contact, input);
    check_complete(missing_of(request, contact));
    if (!contact.owner_id) contacts::set_owner(request.tx(), request.organization(), contact.id, request.actor.user);
    return contact;
}

// Each of them once, existing, switched on, and without an access yet: all or none.
std::vector<ContactPortal> chosen_portals(http::Request& request, ContactId contact, std::vector<PortalId> const& ids)
{
    std::vector<ContactPortal> portals;
    std::set<PortalId> seen;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!seen.insert(ids[i]).second) continue;
        auto const pointer = "/portal_ids/" + std::to_string(i);
        auto portal = portal_of_contact(request.tx(), request.organization(), contact, ids[i], request.now);
        if (!portal) throw Problem(Fault::invalid, "portal_not_found", "This portal does not exist.", pointer);
        if (!portal->portal_enabled) throw Problem(Fault::conflict, "portal_off", "Switch the portal on before inviting to it.", pointer);
        if (portal->access_id)
            throw Problem(Fault::conflict, "already_invited", "This contact has an access to this portal already.", pointer);
        portals.push_back(*std::move(portal));
    }
    return portals;
}

ContactPortals invite(http::Request& request, NewAccess const& input)
{
    auto const grant = grant_from({input.level, input.overrides, input.company_scope, input.retention_days});
    auto const contact = prepare_contact(request, input);
    auto const portals = chosen_portals(request, contact.id, input.portal_ids);
    auto& tx = request.tx();
    auto const account = store::account_of(tx, request.organization(), contact.id, request.now);
    auto const delivery = input.by_hand ? DeliveryState::by_hand : DeliveryState::queued;
    std::vector<InvitedAccess> invited;
    for (auto const& portal : portals) {
        auto const access =
            store::insert_access(tx, request.organization(), {portal.portal_id, account, grant, request.actor.user, delivery}, request.now);
        invited.push_back({access.value(), 1});
        record_access(request, "access.invited", contact.id, portal.portal_id, portal.portal_name,
                      {{"email", contact.email->text()}, {"level", std::string(json::enum_name(input.level))}});
    }
    follow_status(tx, request.organization(), contact.id);
    if (!input.by_hand) enqueue_invitation(tx, request.organization(), invited, request.now);
    return widget_of(request, contact_or_404(request, contact.id));
}

// An access that may be invited to once more.
ManagedAccess resendable(http::Request& request)
{
    auto managed = managed_access(request);
    check_may_resend(managed.access.state, managed.access.has_own_password);
    if (!managed.access.portal_enabled) throw portal_off();
    check_complete(missing_of(request, managed.contact));
    return managed;
}

ContactPortal invite_again(http::Request& request)
{
    auto const [access, contact] = resendable(request);
    auto const generation =
        store::renew_invitation(request.tx(), request.organization(), access, request.actor.user, DeliveryState::queued, request.now);
    enqueue_invitation(request.tx(), request.organization(), {{access.id, generation}}, request.now);
    record_access(request, "access.invited_again", contact.id, access.portal_id, access.portal_name, {{"email", contact.email->text()}});
    return portal_of(request, access);
}

// Runs without a transaction of its own, as a temporary password is hashed on the way.
InvitationText copy_text(http::Request& request, MailServices const& mails)
{
    Invitation invitation;
    Invited first;
    request.database.read([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        request.use(&tx);
        first.access = resendable(request).access;
        first.portal = store::find_face(tx, request.organization(), first.access.portal_id).value();
        invitation.recipient = find_recipient(tx, request.organization(), first.access.contact_id).value();
        invitation.time_zone = time_zone_of(tx, request.organization());
        invitation.invited = {first};
    });
    auto secret = make_secret(invitation, mails, request.now);
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        request.use(&tx);
        auto const contact = resendable(request).contact;
        auto const generation =
            store::renew_invitation(tx, request.organization(), first.access, request.actor.user, DeliveryState::by_hand, request.now);
        invitation.invited = {first};
        invitation.invited.front().access.generation = generation;
        if (!store_secret(tx, request.organization(), invitation, secret, Way::hand, mails, request.now))
            throw Problem(Fault::conflict, "already_active", "This contact signs in with a password of its own.");
        record_access(request, "access.text_copied", contact.id, first.access.portal_id, first.access.portal_name);
    });
    request.use(nullptr);
    mail::Branding const branding{.name = first.portal.name, .footer = first.portal.organization_name};
    return {subject_of(invitation, mails), mail::plain_text(branding, content_of(invitation, secret, mails)), secret.expires_at};
}

} // namespace

void add_invitation_routes(http::Router& router, MailServices const& mails)
{
    using http::Access, http::Request;
    router.post("/api/v1/contacts/{contact}/accesses", Access::staff(), invite);
    router.post("/api/v1/accesses/{access}/invitations", Access::staff(), invite_again);
    router.slow(http::Verb::post, "/api/v1/accesses/{access}/invitation-texts", Access::staff(),
                [mails](Request& request) { return copy_text(request, mails); });
}

} // namespace loggia::portals
