// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/photos/photo.hpp"
#include "platform/http/message.hpp"

// Appointments of clients with staff (PRODUCT 8).
namespace loggia::appointments {

BOOST_DEFINE_ENUM_CLASS(AppointmentType, viewing, meeting)
BOOST_DEFINE_ENUM_CLASS(AppointmentStatus, pending, confirmed, completed, cancelled, declined, expired)

struct Appointment {
    AppointmentId id;
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    std::string title;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::string> property_street;
    std::optional<std::string> property_town;
    std::optional<photos::PhotoRef> photo;
    std::optional<ContactId> contact_id;
    std::optional<std::string> contact_name;
    std::optional<std::string> owner_name;
    std::vector<Timestamp> preferred;  // the moments the client proposed, as long as none is confirmed
    std::optional<Timestamp> starts_at;
    std::optional<Timestamp> ends_at;
};
BOOST_DESCRIBE_STRUCT(Appointment, (), (id, type, status, title, property_id, property_title, property_street, property_town,
                                        photo, contact_id, contact_name, owner_name, preferred, starts_at, ends_at))

struct AppointmentList {
    std::vector<Appointment> items;
};
BOOST_DESCRIBE_STRUCT(AppointmentList, (), (items))

// The three tabs of the portal.
struct PortalAppointments {
    std::vector<Appointment> upcoming;     // confirmed and not over, the next one first
    std::vector<Appointment> recent;       // over, completed, cancelled, declined or expired, the latest first
    std::vector<Appointment> unconfirmed;  // waiting for an answer, the newest first
};
BOOST_DESCRIBE_STRUCT(PortalAppointments, (), (upcoming, recent, unconfirmed))

struct NewAppointment {
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    std::string title;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::optional<ContactId> contact_id;
    std::optional<UserId> owner_id;
    std::vector<Timestamp> preferred;
    std::optional<Timestamp> starts_at;
    std::optional<Timestamp> ends_at;
};

// What other features may ask and do.

AppointmentId add_appointment(db::Tx& tx, OrganizationId organization, Timestamp now, NewAppointment const& input);

// For the portal's first page: how many are confirmed and not over, and the next of them.
struct Upcoming {
    std::int64_t count = 0;
    std::optional<Appointment> next;
};
Upcoming upcoming_of(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now);

}  // namespace loggia::appointments
