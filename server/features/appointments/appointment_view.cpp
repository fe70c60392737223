// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_view.hpp"

namespace loggia::appointments {

namespace {

May of_staff(store::Row const& row, Asker const& asker)
{
    auto const can = [&](Step step) { return refusal_of(Party::staff, step, row.state(), asker.now, asker.time_zone) == Refused::no; };
    May may;
    may.cancel = can(Step::cancel);
    may.confirm = can(Step::confirm);
    may.decline = can(Step::decline);
    may.propose = can(Step::propose);
    may.start = can(Step::complete);
    may.reschedule = can(Step::move);
    may.directions = has_directions(row.state(), asker.now);
    return may;
}

May of_client(store::Row const& row, Asker const& asker, std::optional<feedback::Feedback> const& feedback)
{
    auto const can = [&](Step step) { return refusal_of(Party::contact, step, row.state(), asker.now, asker.time_zone) == Refused::no; };
    May may;
    may.directions = has_directions(row.state(), asker.now);
    if (row.contact_id != asker.client->contact) return may; // nobody does anything with another's appointment
    bool const schedules = asker.client->rights.has(auth::Right::schedule);
    may.cancel = schedules && can(Step::cancel);
    may.confirm = schedules && can(Step::accept);
    may.reschedule = schedules && can(Step::prefer);
    may.start = can(Step::start);
    may.give_feedback =
        row.type == AppointmentType::viewing && row.status == AppointmentStatus::completed && (!feedback || feedback->may_change);
    return may;
}

Appointment to_appointment(store::Row row, Asker const& asker, std::optional<photos::PhotoRef> photo,
                           std::optional<feedback::Feedback> given)
{
    Appointment appointment;
    appointment.may = may_of(row, asker, given);
    appointment.id = row.id;
    appointment.version = row.version;
    appointment.type = row.type;
    appointment.status = row.status;
    appointment.title = std::move(row.title);
    appointment.description = std::move(row.description);
    appointment.property_id = row.property_id;
    appointment.property_title = std::move(row.property_title);
    appointment.property_reference = std::move(row.property_reference);
    appointment.property_price = std::move(row.property_price);
    appointment.property_street = std::move(row.property_street);
    appointment.property_town = std::move(row.property_town);
    appointment.latitude = row.latitude;
    appointment.longitude = row.longitude;
    appointment.photo = std::move(photo);
    appointment.deal_id = row.deal_id;
    appointment.contact_id = row.contact_id;
    appointment.contact_name = std::move(row.contact_name);
    appointment.owner_id = row.owner_id;
    appointment.owner_name = std::move(row.owner_name);
    appointment.preferred = std::move(row.preferred);
    appointment.proposed_by = row.proposed_by;
    appointment.note = std::move(row.note);
    appointment.starts_at = row.starts_at;
    appointment.ends_at = row.ends_at;
    appointment.location = std::move(row.location);
    appointment.cancel_reason = std::move(row.cancel_reason);
    appointment.cancelled_by = row.cancelled_by;
    appointment.completed_at = row.completed_at;
    appointment.visible_to_contact = row.visible_to_contact;
    appointment.created_at = row.created_at;
    appointment.feedback = std::move(given);
    return appointment;
}

} // namespace

Asker asker_of(http::Request const& request)
{
    Asker asker{std::nullopt, request.now, store::organization_of(request.tx(), request.organization()).time_zone};
    if (request.actor.kind == http::ActorKind::client) asker.client = request.actor.viewer(auth::RecordKind::appointments);
    return asker;
}

May may_of(store::Row const& row, Asker const& asker, std::optional<feedback::Feedback> const& feedback)
{
    return asker.client ? of_client(row, asker, feedback) : of_staff(row, asker);
}

std::vector<Appointment> to_appointments(db::Tx& tx, OrganizationId organization, std::vector<store::Row> rows, Asker const& asker)
{
    std::vector<PhotoId> photo_ids;
    std::vector<AppointmentId> ids;
    for (auto const& row : rows) {
        if (row.photo_id) photo_ids.push_back(*row.photo_id);
        if (row.status == AppointmentStatus::completed) ids.push_back(row.id);
    }
    auto const photos = photos::load_refs(tx, organization, photo_ids);
    auto const reader = asker.client ? feedback::Reader::client : feedback::Reader::staff;
    auto const given = feedback::of_appointments(tx, organization, ids, reader, asker.now);

    std::vector<Appointment> appointments;
    appointments.reserve(rows.size());
    for (auto& row : rows) {
        auto const photo = photos.find(row.photo_id.value_or(PhotoId{}));
        auto const found = given.find(row.id);
        // What one person says of a home is not for the eyes of a colleague.
        bool const shown = found != given.end() && (!asker.client || found->second.contact_id == asker.client->contact);
        appointments.push_back(to_appointment(std::move(row), asker, photo == photos.end() ? std::nullopt : std::optional(photo->second),
                                              shown ? std::optional(found->second) : std::nullopt));
    }
    return asker.client ? shown_to(*asker.client, std::move(appointments)) : appointments;
}

store::Row row_or_404(http::Request const& request, AppointmentId appointment)
{
    auto& tx = request.tx();
    auto found = request.actor.kind == http::ActorKind::staff
                     ? store::find(tx, request.organization(), appointment)
                     : store::find_seen(tx, request.organization(), request.actor.viewer(auth::RecordKind::appointments), appointment);
    if (!found) throw Problem(Fault::not_found, "appointment_not_found", "This appointment does not exist.");
    return *std::move(found);
}

Appointment show(http::Request const& request, AppointmentId appointment)
{
    std::vector<store::Row> rows;
    rows.push_back(row_or_404(request, appointment));
    return std::move(to_appointments(request.tx(), request.organization(), std::move(rows), asker_of(request)).front());
}

} // namespace loggia::appointments
