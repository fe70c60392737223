// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"

// What the routes of appointments take.
namespace loggia::appointments {

// Moments a client asks for: one to three, none past, no two equal, none further away than a year.
struct Wish {
    std::vector<Timestamp> preferred;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (preferred, note))
LOGGIA_LIMITS(Wish, {"preferred", 1, 3}, {"note", 0, 2000})

// Moments staff propose, by the same rules.
struct Proposal {
    std::vector<Timestamp> moments;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (moments, note))
LOGGIA_LIMITS(Proposal, {"moments", 1, 3}, {"note", 0, 2000})

struct Acceptance {
    Timestamp starts_at; // one of those proposed
};
BOOST_DESCRIBE_STRUCT(Acceptance, (), (starts_at))

struct Confirmation {
    Timestamp starts_at;
    std::optional<Timestamp> ends_at; // an hour later when absent
    std::optional<UserId> owner_id;   // who will be there; as it was when absent
    bool accept_conflicts = false;    // confirm although the owner has another appointment then
};
BOOST_DESCRIBE_STRUCT(Confirmation, (), (starts_at, ends_at, owner_id, accept_conflicts))

struct Refusal {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (reason))
LOGGIA_LIMITS(Refusal, {"reason", 1, 1000})

struct Cancellation {
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(Cancellation, (), (reason))
LOGGIA_LIMITS(Cancellation, {"reason", 0, 1000})

// Made by staff: agreed on already.
struct AgreedAppointment {
    AppointmentType type = AppointmentType::meeting;
    std::string title;
    Timestamp starts_at;
    std::optional<Timestamp> ends_at; // absent: an hour later; of a deadline: none
    std::optional<UserId> owner_id;   // absent: who makes it
    std::optional<ContactId> contact_id;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::optional<std::string> location;
    std::optional<std::string> description;
    bool visible_to_contact = false;
};
BOOST_DESCRIBE_STRUCT(AgreedAppointment, (),
                      (type, title, starts_at, ends_at, owner_id, contact_id, deal_id, property_id, location, description,
                       visible_to_contact))
LOGGIA_LIMITS(AgreedAppointment, {"title", 1, 200}, {"location", 0, 300}, {"description", 0, 4000})

struct AppointmentChange {
    json::Change<std::string> title;
    json::Change<std::optional<std::string>> description;
    json::Change<std::optional<std::string>> location;
    json::Change<std::optional<UserId>> owner_id;
    json::Change<Timestamp> starts_at; // alone: as long as before
    json::Change<std::optional<Timestamp>> ends_at;
    json::Change<bool> visible_to_contact;
};
BOOST_DESCRIBE_STRUCT(AppointmentChange, (), (title, description, location, owner_id, starts_at, ends_at, visible_to_contact))
LOGGIA_LIMITS(AppointmentChange, {"title", 1, 200}, {"location", 0, 300}, {"description", 0, 4000})

// By the place in the calendar, the earliest first. A pending one is there while its moments reach into the time asked for.
struct CalendarQuery {
    std::optional<Timestamp> from; // what ends after it
    std::optional<Timestamp> to;   // what begins before it
    std::optional<UserId> owner;
    std::vector<AppointmentStatus> status; // none: all
    std::optional<AppointmentType> type;
    std::optional<ContactId> contact;
    std::optional<DealId> deal;
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(CalendarQuery, (), (from, to, owner, status, type, contact, deal, after, limit))
LOGGIA_LIMITS(CalendarQuery, {"status", 0, 6}, {"after", 1, 60}, {"limit", 1, 100})

struct ConflictQuery {
    Timestamp starts_at;
    std::optional<Timestamp> ends_at; // an hour later when absent
    std::optional<UserId> owner;      // the appointment's when absent
};
BOOST_DESCRIBE_STRUCT(ConflictQuery, (), (starts_at, ends_at, owner))

} // namespace loggia::appointments
