// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "features/appointments/appointment_acts.hpp"
#include "features/appointments/appointment_mail.hpp"
#include "features/appointments/appointment_routes.hpp"
#include "features/contacts/contact.hpp"
#include "features/deals/contact_offers.hpp"
#include "features/deals/offers.hpp"

// What a client does with appointments.
namespace loggia::appointments {

namespace {

// A client sees the appointments made with it, or with its company, and no others.
PortalAppointments list_own(http::Request& request)
{
    return into_tabs(all_of_client(request), request.now);
}

Appointment show_own(http::Request& request)
{
    return show(request, request.id<AppointmentId>("appointment"));
}

// One that this contact itself may act on.
store::Row own_row(http::Request const& request)
{
    auto row = row_or_404(request, request.id<AppointmentId>("appointment"));
    if (row.contact_id != request.actor.contact)
        throw Problem(Fault::forbidden, "not_own_appointment", "This appointment is a colleague's: you may see it, but not change it.");
    return row;
}

// The agent of the deal, else of the contact, else who offered the property.
UserId agent_for(http::Request const& request, deals::ContactOffer const& offer)
{
    if (auto const owner = deals::deal_or_404(request, offer.deal_id).owner_id) return *owner;
    auto const contact = contacts::find_contact(request.tx(), request.organization(), request.actor.contact);
    return contact && contact->owner_id ? *contact->owner_id : offer.offered_by;
}

bool may_be_viewed(properties::PropertyStatus status)
{
    using enum properties::PropertyStatus;
    return status == available || status == under_offer || status == reserved;
}

Appointment request_viewing(http::Request& request, Wish const& wish)
{
    auto const property = request.id<PropertyId>("property");
    auto const contact = request.actor.contact;
    if (!request.actor.may(auth::Right::properties))
        throw Problem(Fault::forbidden, "right_missing", "Your access to this portal does not include this.");
    auto const viewer = request.actor.viewer(auth::RecordKind::properties);
    auto const offer = deals::find_offer_of_contact(request.tx(), request.organization(), viewer, property);
    if (!offer) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    if (offer->of_colleague)
        throw Problem(Fault::conflict, "property_not_available", "This home was offered to somebody else of your company.");
    if (!may_be_viewed(offer->property_status))
        throw Problem(Fault::conflict, "property_not_available", "This home cannot be viewed any more.");
    auto const moments = check_moments(wish.preferred, request.now, "preferred");
    if (store::has_viewing(request.tx(), request.organization(), contact, property, request.now))
        throw Problem(Fault::conflict, "viewing_requested_already", "There is a viewing of this home already, asked for or confirmed.");

    NewAppointment asked;
    asked.title = offer->title;
    asked.note = wish.note;
    asked.deal_id = offer->deal_id;
    asked.property_id = property;
    asked.contact_id = contact;
    asked.owner_id = agent_for(request, *offer);
    asked.preferred = moments;
    auto const appointment = add_appointment(request.tx(), request.organization(), request.now, asked);
    auto const row = *store::find(request.tx(), request.organization(), appointment);
    activities::record(request, act_on(row, "appointment.requested"));
    tell_staff(request, row, News::requested);
    return show(request, appointment);
}

Appointment put_acceptance(http::Request& request, Acceptance const& acceptance)
{
    auto row = own_row(request);
    row.status = allow(request, Party::contact, Step::accept, row);
    auto const chosen = std::ranges::find(row.preferred, acceptance.starts_at);
    if (chosen == row.preferred.end())
        throw Problem(Fault::invalid, "moment_not_proposed", "This is none of the moments that were proposed.", "/starts_at");
    if (*chosen <= request.now) throw Problem(Fault::invalid, "moment_past", "This moment has passed.", "/starts_at");
    auto const ends_at = *chosen + usual_length;
    if (row.owner_id && !store::confirmed_between(request.tx(), request.organization(), *row.owner_id, row.id, *chosen, ends_at).empty())
        throw Problem(Fault::conflict, "moment_taken", "This moment is not free any more. Choose another one.");
    set_span(row, {*chosen, ends_at}, request.now);
    save(request, row);
    activities::record(request, act_on(row, "appointment.accepted"));
    tell_staff(request, row, News::accepted);
    tell_contact(request, row, News::confirmed);
    return show(request, row.id);
}

Appointment put_preferred(http::Request& request, Wish const& wish)
{
    auto row = own_row(request);
    row.status = allow(request, Party::contact, Step::prefer, row);
    row.preferred = check_moments(wish.preferred, request.now, "preferred");
    row.proposed_by = Side::contact;
    row.note = wish.note;
    save(request, row);
    activities::record(request, act_on(row, "appointment.requested"));
    tell_staff(request, row, News::requested);
    return show(request, row.id);
}

Appointment put_cancellation(http::Request& request, Cancellation const& cancellation)
{
    auto const row = own_row(request);
    cancel(request, row, Party::contact, cancellation.reason);
    return show(request, row.id);
}

Appointment put_start(http::Request& request)
{
    auto const row = own_row(request);
    complete(request, row, Party::contact, Step::start);
    return show(request, row.id);
}

} // namespace

void add_portal_routes(http::Router& router)
{
    using http::Access;
    auto const sees = Access::client(auth::Right::appointments);
    auto const schedules = Access::client(auth::Right::schedule);
    std::string const one = "/api/v1/portal/appointments/{appointment}";
    router.get("/api/v1/portal/appointments", sees, list_own).summarize("The client's appointments in three tabs");
    router.get(one, sees, show_own);
    router.post("/api/v1/portal/properties/{property}/viewing-requests", schedules, request_viewing)
        .summarize("Asks for a viewing, with one to three moments.");
    router.put(one + "/acceptance", schedules, put_acceptance).summarize("Accepts one of the moments staff proposed.");
    router.put(one + "/preferred", schedules, put_preferred).summarize("Asks for other moments than staff proposed.");
    router.put(one + "/cancellation", schedules, put_cancellation).summarize("Cancels it, before it is over.");
    router.put(one + "/start", sees, put_start).summarize("The viewing begins, on its day: completed, and open for feedback.");
}

} // namespace loggia::appointments
