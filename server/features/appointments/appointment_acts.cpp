// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_acts.hpp"

#include "features/appointments/appointment_mail.hpp"
#include "features/deals/contact_offers.hpp"
#include "features/deals/offers.hpp"

namespace loggia::appointments {

activities::Act act_on(store::Row const& row, std::string action)
{
    activities::Act act;
    act.action = std::move(action);
    act.contact = row.contact_id.value_or(ContactId{});
    act.deal = row.deal_id.value_or(DealId{});
    act.property = row.property_id.value_or(PropertyId{});
    act.detail = {{"appointment", row.id.text()},
                  {"type", std::string(json::enum_name(row.type))},
                  {"title", row.property_title.value_or(row.title)}};
    if (row.starts_at) act.detail["starts_at"] = to_string(*row.starts_at);
    act.also_on = {row.id.value};
    if (row.contact_id && row.visible_to_contact) act.told = {*row.contact_id};
    return act;
}

AppointmentStatus allow(http::Request const& request, Party party, Step step, store::Row const& row)
{
    auto const zone = store::organization_of(request.tx(), request.organization()).time_zone;
    return check_step(party, step, row.state(), request.now, zone);
}

void save(http::Request const& request, store::Row const& row)
{
    if (!store::update(request.tx(), request.organization(), row, request.now))
        throw Problem(Fault::conflict, "changed_meanwhile", "Someone else changed this appointment meanwhile.");
}

void set_span(store::Row& row, Span const& span, Timestamp now)
{
    row.starts_at = span.starts_at;
    row.ends_at = span.ends_at;
    row.remind_at = next_reminder(span.starts_at, now);
}

void cancel(http::Request const& request, store::Row row, Party party, std::optional<std::string> const& reason)
{
    row.status = allow(request, party, Step::cancel, row);
    row.cancel_reason = reason && !reason->empty() ? reason : std::nullopt;
    row.cancelled_by = party == Party::staff ? Side::staff : Side::contact;
    row.remind_at.reset();
    ++row.sequence;
    save(request, row);
    auto act = act_on(row, "appointment.cancelled");
    if (row.cancel_reason) act.detail["comment"] = *row.cancel_reason;
    activities::record(request, act);
    if (party == Party::contact) tell_staff(request, row, News::cancelled);
    // Who cancelled himself only needs it taken out of his calendar.
    if (party == Party::staff || row.starts_at) tell_contact(request, row, News::cancelled);
}

void complete(http::Request const& request, store::Row row, Party party, Step step)
{
    row.status = allow(request, party, step, row);
    row.completed_at = request.now;
    row.remind_at.reset();
    save(request, row);
    activities::record(request, act_on(row, "appointment.completed"));
    if (row.type != AppointmentType::viewing || !row.property_id) return;
    auto const deal = row.deal_id ? row.deal_id : deal_of_offer(request, row.contact_id, row.property_id);
    if (deal) deals::mark_viewed(request, *deal, *row.property_id);
}

std::optional<DealId> deal_of_offer(http::Request const& request, std::optional<ContactId> contact, std::optional<PropertyId> property)
{
    if (!contact || !property) return std::nullopt;
    auto const offer = deals::find_offer_of_contact(request.tx(), request.organization(), *contact, *property);
    return offer ? std::optional(offer->deal_id) : std::nullopt;
}

} // namespace loggia::appointments
