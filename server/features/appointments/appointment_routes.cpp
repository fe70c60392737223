// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_routes.hpp"

#include <charconv>

#include "features/appointments/appointment_acts.hpp"
#include "features/appointments/appointment_mail.hpp"
#include "features/contacts/contact.hpp"

// What staff do with appointments.
namespace loggia::appointments {

namespace {

constexpr std::int64_t usual_page = 50;
constexpr std::int64_t most_requests = 100;

AppointmentId named(http::Request const& request)
{
    return request.id<AppointmentId>("appointment");
}

std::vector<Appointment> shown(http::Request const& request, std::vector<store::Row> rows)
{
    return to_appointments(request.tx(), request.organization(), std::move(rows), asker_of(request));
}

AppointmentList list_of_contact(http::Request& request)
{
    auto const contact = request.id<ContactId>("contact");
    if (!contacts::contact_name(request.tx(), request.organization(), contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return {shown(request, store::of_contact(request.tx(), request.organization(), contact))};
}

AppointmentList list_of_deal(http::Request& request)
{
    auto const deal = request.id<DealId>("deal");
    if (!store::deal_title(request.tx(), request.organization(), deal))
        throw Problem(Fault::not_found, "deal_not_found", "This deal does not exist.");
    return {shown(request, store::of_deal(request.tx(), request.organization(), deal))};
}

// "1781776800000-0JRN8FQ1DV00T": the place of the last one of the page before.
std::optional<store::Place> read_place(std::optional<std::string> const& after)
{
    if (!after) return std::nullopt;
    auto const dash = after->rfind('-');
    store::Place place;
    auto const* const end = after->data() + std::min(dash, after->size());
    auto const [rest, error] = std::from_chars(after->data(), end, place.sort_at.milliseconds);
    auto const id = dash == std::string::npos ? std::nullopt : AppointmentId::parse(std::string_view(*after).substr(dash + 1));
    if (error != std::errc() || rest != end || !id)
        throw Problem(Fault::invalid, "invalid_cursor", "This is no place in this list.", "/after");
    place.id = *id;
    return place;
}

http::Page<Appointment> list_calendar(http::Request& request, CalendarQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    auto rows = store::calendar(request.tx(), request.organization(), query, read_place(query.after), limit + 1);
    http::Page<Appointment> page;
    if (std::ssize(rows) > limit) {
        rows.pop_back();
        page.next = std::to_string(rows.back().sort_at.milliseconds) + "-" + rows.back().id.text();
    }
    page.items = shown(request, std::move(rows));
    return page;
}

RequestList list_requests(http::Request& request)
{
    auto rows = store::requests(request.tx(), request.organization(), most_requests);
    return {shown(request, std::move(rows)), count_waiting(request.tx(), request.organization())};
}

Appointment get_appointment(http::Request& request)
{
    return show(request, named(request));
}

void check_owner(http::Request const& request, std::optional<UserId> owner)
{
    if (owner && !store::is_active_user(request.tx(), request.organization(), *owner))
        throw Problem(Fault::invalid, "owner_not_found", "There is no such active member of the staff.", "/owner_id");
}

void check_links(http::Request const& request, AgreedAppointment const& input)
{
    auto& tx = request.tx();
    if (input.contact_id && !contacts::contact_name(tx, request.organization(), *input.contact_id))
        throw Problem(Fault::invalid, "contact_not_found", "There is no such contact.", "/contact_id");
    if (input.deal_id && !store::deal_title(tx, request.organization(), *input.deal_id))
        throw Problem(Fault::invalid, "deal_not_found", "There is no such deal.", "/deal_id");
    if (input.property_id && !store::property_status(tx, request.organization(), *input.property_id))
        throw Problem(Fault::invalid, "property_not_found", "There is no such property.", "/property_id");
    if (input.visible_to_contact && !input.contact_id)
        throw Problem(Fault::invalid, "contact_required", "Say for whom it is to be visible.", "/contact_id");
}

Appointment create_appointment(http::Request& request, AgreedAppointment const& input)
{
    auto const span = span_of(input.type, input.starts_at, input.ends_at, request.now);
    check_owner(request, input.owner_id);
    check_links(request, input);
    NewAppointment made;
    made.type = input.type;
    made.status = AppointmentStatus::confirmed;
    made.title = input.title;
    made.description = input.description;
    made.location = input.location;
    made.deal_id = input.deal_id ? input.deal_id : deal_of_offer(request, input.contact_id, input.property_id);
    made.property_id = input.property_id;
    made.contact_id = input.contact_id;
    made.owner_id = input.owner_id.value_or(request.actor.user);
    made.proposed_by = Side::staff;
    made.starts_at = span.starts_at;
    made.ends_at = span.ends_at;
    made.visible_to_contact = input.visible_to_contact;
    auto const appointment = add_appointment(request.tx(), request.organization(), request.now, made);
    auto const row = *store::find(request.tx(), request.organization(), appointment);
    activities::record(request, act_on(row, "appointment.created"));
    tell_contact(request, row, News::confirmed);
    return show(request, appointment);
}

std::string changed_members(AppointmentChange const& change)
{
    std::string names;
    boost::mp11::mp_for_each<json::members_of<AppointmentChange>>([&](auto member) {
        if (change.*member.pointer) names += (names.empty() ? "" : ",") + std::string(member.name);
    });
    return names;
}

// Moved alone, it stays as long as it was.
Span moved_span(store::Row const& row, AppointmentChange const& change, Timestamp now)
{
    auto const starts_at = change.starts_at ? *change.starts_at : *row.starts_at;
    auto ends_at = row.ends_at;
    if (change.ends_at)
        ends_at = *change.ends_at;
    else if (ends_at)
        ends_at = starts_at + (*ends_at - *row.starts_at);
    return span_of(row.type, starts_at, ends_at, now);
}

Appointment change_appointment(http::Request& request, AppointmentChange const& change)
{
    auto const version = request.expected_version();
    auto row = row_or_404(request, named(request));
    if (row.version != version) throw Problem(Fault::stale, "changed_meanwhile", "Someone else changed this appointment meanwhile.");
    auto const before = row;
    allow(request, Party::staff, Step::edit, row);
    if (change.starts_at || change.ends_at) {
        allow(request, Party::staff, Step::move, row);
        set_span(row, moved_span(row, change, request.now), request.now);
    }
    change.title.apply(row.title);
    change.description.apply(row.description);
    change.location.apply(row.location);
    change.owner_id.apply(row.owner_id);
    change.visible_to_contact.apply(row.visible_to_contact);
    if (row.owner_id != before.owner_id) check_owner(request, row.owner_id);
    if (row.visible_to_contact && !row.contact_id)
        throw Problem(Fault::invalid, "contact_required", "It has no contact to be visible for.", "/visible_to_contact");

    bool const moved = row.starts_at != before.starts_at || row.ends_at != before.ends_at;
    bool const elsewhere = row.location != before.location;
    if (moved || elsewhere) ++row.sequence;
    auto const names = changed_members(change);
    if (names.empty()) return show(request, row.id);
    save(request, row);
    auto act = act_on(row, moved ? "appointment.rescheduled" : "appointment.changed");
    act.detail["changed"] = names;
    activities::record(request, act);
    bool const lies_ahead = row.status == AppointmentStatus::confirmed && row.starts_at && *row.starts_at > request.now;
    if (lies_ahead && !before.visible_to_contact)
        tell_contact(request, row, News::confirmed);
    else if (lies_ahead && (moved || elsewhere))
        tell_contact(request, row, News::changed);
    return show(request, row.id);
}

Appointment put_confirmation(http::Request& request, Confirmation const& confirmation)
{
    auto row = row_or_404(request, named(request));
    row.status = allow(request, Party::staff, Step::confirm, row);
    auto const span = span_of(row.type, confirmation.starts_at, confirmation.ends_at, request.now);
    if (span.starts_at <= request.now) throw Problem(Fault::invalid, "moment_past", "This moment has passed.", "/starts_at");
    check_owner(request, confirmation.owner_id);
    if (confirmation.owner_id) row.owner_id = confirmation.owner_id;
    if (!row.owner_id) row.owner_id = request.actor.user;
    auto const busy = store::confirmed_between(request.tx(), request.organization(), *row.owner_id, row.id, span.starts_at,
                                               span.ends_at.value_or(span.starts_at));
    if (!busy.empty() && !confirmation.accept_conflicts)
        throw Problem(Fault::conflict, "conflicting_appointments", "There is another appointment at that time.");
    set_span(row, span, request.now);
    save(request, row);
    activities::record(request, act_on(row, "appointment.confirmed"));
    tell_contact(request, row, News::confirmed);
    return show(request, row.id);
}

Appointment put_proposal(http::Request& request, Proposal const& proposal)
{
    auto row = row_or_404(request, named(request));
    row.status = allow(request, Party::staff, Step::propose, row);
    row.preferred = check_moments(proposal.moments, request.now, "moments");
    row.proposed_by = Side::staff;
    row.note = proposal.note;
    save(request, row);
    activities::record(request, act_on(row, "appointment.proposed"));
    tell_contact(request, row, News::proposed);
    return show(request, row.id);
}

Appointment put_decline(http::Request& request, Refusal const& refusal)
{
    auto row = row_or_404(request, named(request));
    row.status = allow(request, Party::staff, Step::decline, row);
    row.cancel_reason = refusal.reason;
    row.cancelled_by = Side::staff;
    save(request, row);
    auto act = act_on(row, "appointment.declined");
    act.detail["comment"] = refusal.reason;
    activities::record(request, act);
    tell_contact(request, row, News::declined);
    return show(request, row.id);
}

Appointment put_cancellation(http::Request& request, Cancellation const& cancellation)
{
    auto const row = row_or_404(request, named(request));
    cancel(request, row, Party::staff, cancellation.reason);
    return show(request, row.id);
}

Appointment put_completion(http::Request& request)
{
    auto const row = row_or_404(request, named(request));
    complete(request, row, Party::staff, Step::complete);
    return show(request, row.id);
}

// Of the owner's, at a time in question: confirmed ones first, then what other requests hold.
AppointmentList list_conflicts(http::Request& request, ConflictQuery const& query)
{
    auto const row = row_or_404(request, named(request));
    auto const span = span_of(AppointmentType::meeting, query.starts_at, query.ends_at, request.now);
    auto const owner = query.owner ? query.owner : row.owner_id;
    if (!owner) return {};
    auto rows = store::confirmed_between(request.tx(), request.organization(), *owner, row.id, span.starts_at, *span.ends_at);
    auto held = store::held_between(request.tx(), request.organization(), *owner, row.id, span.starts_at, *span.ends_at);
    rows.insert(rows.end(), std::make_move_iterator(held.begin()), std::make_move_iterator(held.end()));
    return {shown(request, std::move(rows))};
}

} // namespace

void add_routes(http::Router& router)
{
    using http::Access;
    std::string const all = "/api/v1/appointments";
    std::string const one = all + "/{appointment}";
    router.get(all, Access::staff(), list_calendar).summarize("The calendar: by time, the earliest first.");
    router.post(all, Access::staff(), create_appointment).summarize("Adds one that was agreed.");
    router.get(all + "/requests", Access::staff(), list_requests).summarize("What waits for an answer, the oldest first.");
    router.get(one, Access::staff(), get_appointment);
    router.patch(one, Access::staff(), change_appointment).summarize("Changes or moves it.");
    router.get(one + "/conflicts", Access::staff(), list_conflicts).summarize("What its owner has at a time in question.");
    router.put(one + "/confirmation", Access::staff(), put_confirmation).summarize("Confirms a request for one moment.");
    router.put(one + "/proposal", Access::staff(), put_proposal).summarize("Proposes other moments.");
    router.put(one + "/decline", Access::staff(), put_decline).summarize("Declines a request, with the reason.");
    router.put(one + "/cancellation", Access::staff(), put_cancellation);
    router.put(one + "/completion", Access::staff(), put_completion).summarize("It took place.");
    router.get("/api/v1/contacts/{contact}/appointments", Access::staff(), list_of_contact)
        .summarize("A contact's appointments, the latest first");
    router.get("/api/v1/deals/{deal}/appointments", Access::staff(), list_of_deal).summarize("A deal's appointments, the latest first");
    add_portal_routes(router);
}

} // namespace loggia::appointments
