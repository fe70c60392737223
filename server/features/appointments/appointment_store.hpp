// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment_input.hpp"
#include "features/appointments/appointment_rules.hpp"
#include "features/properties/property.hpp"

// Every statement on appointments. Each takes the organization first and filters by it.
namespace loggia::appointments::store {

// An appointment as it is read, with the names around it. Its photo is looked up afterwards, all of a list at once.
struct Row {
    AppointmentId id;
    std::int64_t version = 1;
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    std::string title;
    std::optional<std::string> description;
    std::optional<std::string> note;
    std::optional<std::string> location;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::string> property_reference;
    std::optional<Money> property_price;
    std::optional<std::string> property_street;
    std::optional<std::string> property_town;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<PhotoId> photo_id;
    std::optional<ContactId> contact_id;
    std::optional<std::string> contact_name;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::vector<Timestamp> preferred;
    Side proposed_by = Side::contact;
    std::optional<Timestamp> starts_at;
    std::optional<Timestamp> ends_at;
    std::optional<std::string> cancel_reason;
    std::optional<Side> cancelled_by;
    std::optional<Timestamp> completed_at;
    bool visible_to_contact = true;
    std::int64_t sequence = 0;
    std::optional<Timestamp> remind_at;
    Timestamp sort_at;
    Timestamp created_at;
    Timestamp changed_at;

    State state() const { return {type, status, proposed_by, preferred, starts_at, ends_at}; }
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, version, type, status, title, description, note, location, deal_id, property_id, property_title,
                       property_reference, property_price, property_street, property_town, latitude, longitude, photo_id, contact_id,
                       contact_name, owner_id, owner_name, preferred, proposed_by, starts_at, ends_at, cancel_reason, cancelled_by,
                       completed_at, visible_to_contact, sequence, remind_at, sort_at, created_at, changed_at))

struct OrganizationRow {
    std::string name;
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(OrganizationRow, (), (name, time_zone))
OrganizationRow organization_of(db::Tx& tx, OrganizationId organization);

bool is_active_user(db::Tx& tx, OrganizationId organization, UserId user);
std::optional<std::string> deal_title(db::Tx& tx, OrganizationId organization, DealId deal);
std::optional<properties::PropertyStatus> property_status(db::Tx& tx, OrganizationId organization, PropertyId property);

void insert(db::Tx& tx, OrganizationId organization, AppointmentId appointment, Timestamp now, NewAppointment const& input);

// All of it but the ids it hangs on. False: the version has changed.
bool update(db::Tx& tx, OrganizationId organization, Row const& row, Timestamp now);

std::optional<Row> find(db::Tx& tx, OrganizationId organization, AppointmentId appointment);
std::optional<Row> find_seen(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, AppointmentId appointment);

// The latest 200, by their place in a calendar.
std::vector<Row> of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);
std::vector<Row> of_deal(db::Tx& tx, OrganizationId organization, DealId deal);
std::vector<Row> seen(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer);

// Confirmed and not over, the next one first, at most 100.
std::vector<Row> upcoming_seen(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now);

struct Place {
    Timestamp sort_at;
    AppointmentId id;
};
std::vector<Row> calendar(db::Tx& tx, OrganizationId organization, CalendarQuery const& query, std::optional<Place> const& after,
                          std::int64_t limit);
std::vector<Row> requests(db::Tx& tx, OrganizationId organization, std::int64_t limit); // the oldest first
std::int64_t count_requests(db::Tx& tx, OrganizationId organization);

// Others of this owner that overlap [from, to): confirmed ones, or pending ones by what their moments hold. No deadlines.
std::vector<Row> confirmed_between(db::Tx& tx, OrganizationId organization, UserId owner, AppointmentId except, Timestamp from,
                                   Timestamp to);
std::vector<Row> held_between(db::Tx& tx, OrganizationId organization, UserId owner, AppointmentId except, Timestamp from, Timestamp to);

// Whether the contact waits for an answer about a viewing of this property, or has one to come.
bool has_viewing(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, Timestamp now);

// For calendar programs: confirmed, completed or, of staff, pending ones that end after `since`; at most 1000.
std::vector<Row> for_calendar_of_user(db::Tx& tx, OrganizationId organization, UserId user, Timestamp since);
std::vector<Row> for_calendar_of_contact(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp since);

struct Due {
    OrganizationId organization_id;
    AppointmentId id;
};
BOOST_DESCRIBE_STRUCT(Due, (), (organization_id, id))
// Of all organizations; at most 200 at a time.
std::vector<Due> to_expire(db::Tx& tx, Timestamp now);
std::vector<Due> to_remind(db::Tx& tx, Timestamp now);
// Leaves the version as it is: nobody who edits the appointment meanwhile is turned away by it. False: another was first.
bool set_reminder(db::Tx& tx, OrganizationId organization, AppointmentId appointment, Timestamp due, std::optional<Timestamp> next);

} // namespace loggia::appointments::store
