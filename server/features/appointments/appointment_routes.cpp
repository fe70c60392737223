// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_routes.hpp"

#include "features/appointments/appointment_rules.hpp"
#include "features/appointments/appointment_store.hpp"
#include "features/contacts/contact.hpp"

namespace loggia::appointments {

static AppointmentList list_of_contact(http::Request& request)
{
    auto const contact = request.id<ContactId>("contact");
    if (!contacts::contact_name(request.tx(), request.organization(), contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return {store::of_contact(request.tx(), request.organization(), contact)};
}

// A client sees the appointments made with him or, where his access says so, with anybody of his company.
static PortalAppointments list_own(http::Request& request)
{
    auto const viewer = request.actor.viewer(auth::RecordKind::appointments);
    return into_tabs(shown_to(viewer, store::seen_by(request.tx(), request.organization(), viewer)), request.now);
}

void add_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/contacts/{contact}/appointments", Access::staff(), list_of_contact)
        .summarize("A contact's appointments, the latest first");
    router.get("/api/v1/portal/appointments", Access::client(auth::Right::appointments), list_own)
        .summarize("The client's appointments in three tabs");
}

} // namespace loggia::appointments
