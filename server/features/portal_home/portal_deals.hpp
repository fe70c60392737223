// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"
#include "features/deals/deal_progress.hpp"

// How a client's deals come along (PRODUCT 4.4): the steps done and to come, and the dates that matter.
namespace loggia::portal_home {

enum class KeyDateKind { expected, viewing, meeting, deadline };
BOOST_DESCRIBE_ENUM(KeyDateKind, expected, viewing, meeting, deadline)

// A day (`on`) or a moment (`at`), never both.
struct KeyDate {
    KeyDateKind kind = KeyDateKind::expected;
    std::optional<Date> on;
    std::optional<Timestamp> at;
    std::optional<Timestamp> ends_at;
    std::optional<std::string> title; // the home's for a viewing; absent for the expected date
    std::optional<AppointmentId> appointment_id;
    bool past = false;
};
BOOST_DESCRIBE_STRUCT(KeyDate, (), (kind, on, at, ends_at, title, appointment_id, past))

struct PortalDeal {
    DealId id;
    std::string title;
    std::optional<Date> expected_on;
    std::vector<deals::Step> stages; // the open stages of its pipeline in their order; none of a closed one
    std::optional<deals::Ending> ending;
    std::optional<Timestamp> ended_at;
    std::vector<KeyDate> dates; // the earliest first
};
BOOST_DESCRIBE_STRUCT(PortalDeal, (), (id, title, expected_on, stages, ending, ended_at, dates))

struct PortalDeals {
    std::vector<PortalDeal> items;
};
BOOST_DESCRIBE_STRUCT(PortalDeals, (), (items))

// Of one deal: the day it is expected to end while it is open, the viewing that was last and the one that is next, and
// meetings and deadlines, at most 20 to come and the latest five before. Only what is agreed or took place. Pure.
std::vector<KeyDate> key_dates(deals::ContactDeal const& deal, std::vector<appointments::Appointment> const& appointments, Timestamp now,
                               std::string_view time_zone);

// Open ones first. Appointments are among the dates for those who may see them.
PortalDeals deals_of(http::Request& request);

} // namespace loggia::portal_home
