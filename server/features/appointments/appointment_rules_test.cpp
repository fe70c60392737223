// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::appointments {
namespace {

constexpr Timestamp now{1'781'776'800'000};

Appointment made(std::int64_t id, AppointmentStatus status, std::optional<std::int64_t> starts_in_hours)
{
    Appointment appointment;
    appointment.id = {id};
    appointment.status = status;
    if (starts_in_hours) {
        appointment.starts_at = now + std::chrono::hours(*starts_in_hours);
        appointment.ends_at = *appointment.starts_at + std::chrono::hours(1);
    }
    return appointment;
}

std::vector<std::int64_t> ids(std::vector<Appointment> const& appointments)
{
    std::vector<std::int64_t> result;
    for (auto const& appointment : appointments) result.push_back(appointment.id.value);
    return result;
}

TEST(AppointmentRules, APendingOneIsUnconfirmed)
{
    EXPECT_EQ(tab_of(made(1, AppointmentStatus::pending, std::nullopt), now), Tab::unconfirmed);
}

TEST(AppointmentRules, AConfirmedOneIsUpcomingUntilItIsOver)
{
    EXPECT_EQ(tab_of(made(1, AppointmentStatus::confirmed, 2), now), Tab::upcoming);
    EXPECT_EQ(tab_of(made(1, AppointmentStatus::confirmed, 0), now), Tab::upcoming);
    EXPECT_EQ(tab_of(made(1, AppointmentStatus::confirmed, -1), now), Tab::recent);
    auto open_ended = made(1, AppointmentStatus::confirmed, 0);
    open_ended.ends_at.reset();
    EXPECT_EQ(tab_of(open_ended, now), Tab::recent);
}

TEST(AppointmentRules, WhatWillNotHappenIsRecent)
{
    for (auto const status : {AppointmentStatus::completed, AppointmentStatus::cancelled, AppointmentStatus::declined, AppointmentStatus::expired})
        EXPECT_EQ(tab_of(made(1, status, 5), now), Tab::recent);
}

TEST(AppointmentRules, TabsAreSortedAsTheyAreRead)
{
    auto const tabs = into_tabs({made(1, AppointmentStatus::confirmed, 48), made(2, AppointmentStatus::confirmed, 24),
                                 made(3, AppointmentStatus::completed, -24), made(4, AppointmentStatus::cancelled, -2),
                                 made(5, AppointmentStatus::declined, std::nullopt), made(6, AppointmentStatus::pending, std::nullopt),
                                 made(7, AppointmentStatus::pending, std::nullopt)}, now);
    EXPECT_EQ(ids(tabs.upcoming), (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(ids(tabs.recent), (std::vector<std::int64_t>{4, 3, 5}));
    EXPECT_EQ(ids(tabs.unconfirmed), (std::vector<std::int64_t>{7, 6}));
}

Appointment of_somebody_else()
{
    auto appointment = made(1, AppointmentStatus::confirmed, 2);
    appointment.contact_id = ContactId{9};
    appointment.contact_name = "Mark Jansen";
    appointment.property_id = PropertyId{3};
    appointment.property_title = "Villa Aljibe";
    appointment.photo = photos::PhotoRef{};
    return appointment;
}

TEST(AppointmentRules, WhatWasOverBeforeTheRetentionBeganIsNotShown)
{
    http::Viewer viewer(ContactId{7});
    viewer.since = now - std::chrono::hours(48);
    auto asked_long_ago = made(4, AppointmentStatus::expired, std::nullopt);
    asked_long_ago.preferred = {now - std::chrono::hours(80), now - std::chrono::hours(60)};
    auto const shown = shown_to(viewer, {made(1, AppointmentStatus::completed, -40), made(2, AppointmentStatus::completed, -60),
                                         made(3, AppointmentStatus::confirmed, 20), asked_long_ago,
                                         made(5, AppointmentStatus::pending, std::nullopt)});
    EXPECT_EQ(ids(shown), (std::vector<std::int64_t>{1, 3, 5}));
}

TEST(AppointmentRules, OthersAreNamedOnlyToThoseWhoMaySeeThem)
{
    http::Viewer viewer(ContactId{7});
    EXPECT_EQ(shown_to(viewer, {of_somebody_else()}).front().contact_name, "Mark Jansen");
    viewer.rights = viewer.rights.without({auth::Right::other_contacts});
    auto const hidden = shown_to(viewer, {of_somebody_else()}).front();
    EXPECT_FALSE(hidden.contact_name);
    EXPECT_FALSE(hidden.contact_id);
    viewer.contact = ContactId{9};
    EXPECT_EQ(shown_to(viewer, {of_somebody_else()}).front().contact_name, "Mark Jansen");
}

TEST(AppointmentRules, ThePlaceStaysWhereThePropertyMayNotBeSeen)
{
    http::Viewer viewer(ContactId{7});
    viewer.rights = viewer.rights.without({auth::Right::properties});
    auto const shown = shown_to(viewer, {of_somebody_else()}).front();
    EXPECT_FALSE(shown.property_id);
    EXPECT_FALSE(shown.photo);
    EXPECT_EQ(shown.property_title, "Villa Aljibe");
}

}  // namespace
}  // namespace loggia::appointments
