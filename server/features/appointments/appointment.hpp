// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feedback/feedback.hpp"
#include "features/photos/photo.hpp"
#include "platform/http/message.hpp"

// Appointments of clients with staff (PRODUCT 8).
namespace loggia::appointments {

BOOST_DEFINE_ENUM_CLASS(AppointmentType, viewing, meeting, deadline)
BOOST_DEFINE_ENUM_CLASS(AppointmentStatus, pending, confirmed, completed, cancelled, declined, expired)
BOOST_DEFINE_ENUM_CLASS(Side, staff, contact)

// What whoever asks may do with it now. For a client `confirm` is to accept a moment that staff proposed, `reschedule` to ask
// for other moments instead; for staff `start` is to say that it took place, `reschedule` to move it.
struct May {
    bool cancel = false;
    bool confirm = false;
    bool decline = false;
    bool propose = false;
    bool start = false;
    bool directions = false;
    bool give_feedback = false;
    bool reschedule = false;
};
BOOST_DESCRIBE_STRUCT(May, (), (cancel, confirm, decline, propose, start, directions, give_feedback, reschedule))

struct Appointment {
    AppointmentId id;
    std::int64_t version = 1;
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    std::string title;
    std::optional<std::string> description; // from staff, for the contact
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::string> property_reference;
    std::optional<Money> property_price;
    std::optional<std::string> property_street;
    std::optional<std::string> property_town;
    std::optional<double> latitude; // of the property; WGS 84, degrees
    std::optional<double> longitude;
    std::optional<photos::PhotoRef> photo;
    std::optional<DealId> deal_id;
    std::optional<ContactId> contact_id;
    std::optional<std::string> contact_name;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::vector<Timestamp> preferred; // the moments proposed last, in the order given; while pending they are held
    Side proposed_by = Side::contact; // whose they are
    std::optional<std::string> note;  // what was said with them
    std::optional<Timestamp> starts_at;
    std::optional<Timestamp> ends_at;
    std::optional<std::string> location;
    std::optional<std::string> cancel_reason; // also of declining
    std::optional<Side> cancelled_by;
    std::optional<Timestamp> completed_at;
    bool visible_to_contact = true;
    Timestamp created_at;
    May may;
    std::optional<loggia::feedback::Feedback> feedback;
};
BOOST_DESCRIBE_STRUCT(Appointment, (),
                      (id, version, type, status, title, description, property_id, property_title, property_reference, property_price,
                       property_street, property_town, latitude, longitude, photo, deal_id, contact_id, contact_name, owner_id, owner_name,
                       preferred, proposed_by, note, starts_at, ends_at, location, cancel_reason, cancelled_by, completed_at,
                       visible_to_contact, created_at, may, feedback))

struct AppointmentList {
    std::vector<Appointment> items;
};
BOOST_DESCRIBE_STRUCT(AppointmentList, (), (items))

// What waits for an answer of staff or client, the oldest first; at most 100 of `count`.
struct RequestList {
    std::vector<Appointment> items;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(RequestList, (), (items, count))

// The three tabs of the portal.
struct PortalAppointments {
    std::vector<Appointment> upcoming;    // confirmed and not over, the next one first
    std::vector<Appointment> recent;      // over, completed, cancelled, declined or expired, the latest first
    std::vector<Appointment> unconfirmed; // waiting for an answer, the newest first
};
BOOST_DESCRIBE_STRUCT(PortalAppointments, (), (upcoming, recent, unconfirmed))

// What other features may ask and do.

// As it stands in the database. No rule is checked: for the demo and for tests.
struct NewAppointment {
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    std::string title;
    std::optional<std::string> description{};
    std::optional<std::string> note{};
    std::optional<std::string> location{};
    std::optional<DealId> deal_id{};
    std::optional<PropertyId> property_id{};
    std::optional<ContactId> contact_id{};
    std::optional<UserId> owner_id{};
    std::vector<Timestamp> preferred{};
    Side proposed_by = Side::contact;
    std::optional<Timestamp> starts_at{};
    std::optional<Timestamp> ends_at{};
    std::optional<std::string> cancel_reason{};
    std::optional<Side> cancelled_by{};
    std::optional<Timestamp> completed_at{};
    bool visible_to_contact = true;
};
AppointmentId add_appointment(db::Tx& tx, OrganizationId organization, Timestamp now, NewAppointment const& input);

// For the portal's first page: how many are confirmed and not over, and the next of them. Nothing without the right to see
// appointments.
struct Upcoming {
    std::int64_t count = 0;
    std::optional<Appointment> next;
};
Upcoming upcoming_of(http::Request const& request);

// How many requests wait for an answer, of staff or client.
std::int64_t count_waiting(db::Tx& tx, OrganizationId organization);

// All that the client sees, in whichever state, the latest 200. Nothing without the right to see appointments.
std::vector<Appointment> all_of_client(http::Request const& request);

} // namespace loggia::appointments
