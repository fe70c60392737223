// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_rules.hpp"

#include <gtest/gtest.h>

#include <set>

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
    for (auto const status :
         {AppointmentStatus::completed, AppointmentStatus::cancelled, AppointmentStatus::declined, AppointmentStatus::expired})
        EXPECT_EQ(tab_of(made(1, status, 5), now), Tab::recent);
}

TEST(AppointmentRules, TabsAreSortedAsTheyAreRead)
{
    auto const tabs = into_tabs({made(1, AppointmentStatus::confirmed, 48), made(2, AppointmentStatus::confirmed, 24),
                                 made(3, AppointmentStatus::completed, -24), made(4, AppointmentStatus::cancelled, -2),
                                 made(5, AppointmentStatus::declined, std::nullopt), made(6, AppointmentStatus::pending, std::nullopt),
                                 made(7, AppointmentStatus::pending, std::nullopt)},
                                now);
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
    auto const shown =
        shown_to(viewer, {made(1, AppointmentStatus::completed, -40), made(2, AppointmentStatus::completed, -60),
                          made(3, AppointmentStatus::confirmed, 20), asked_long_ago, made(5, AppointmentStatus::pending, std::nullopt)});
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

template <class E>
std::vector<E> all()
{
    std::vector<E> values;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) { values.push_back(enumerator.value); });
    return values;
}

std::string named(Party party, Step step, AppointmentStatus from, AppointmentStatus to)
{
    return std::string(json::enum_name(party)) + " " + std::string(json::enum_name(step)) + ": " + std::string(json::enum_name(from)) +
           " > " + std::string(json::enum_name(to));
}

// Each step of each party from each status: what is listed leads where it says, all else is refused.
std::set<std::string> transitions_of(AppointmentType type, Side proposed_by)
{
    std::set<std::string> found;
    for (auto const party : all<Party>())
        for (auto const step : all<Step>())
            for (auto const status : all<AppointmentStatus>()) {
                State const state{type, status, proposed_by, {now + std::chrono::hours(5)}, now + std::chrono::hours(5), {}};
                if (auto const to = status_after(party, step, state))
                    found.insert(named(party, step, status, *to));
                else
                    EXPECT_EQ(refusal_of(party, step, state, now, "UTC"), Refused::not_possible);
            }
    return found;
}

TEST(AppointmentRules, WhatTheClientAskedForIsAnsweredByStaff)
{
    EXPECT_EQ(transitions_of(AppointmentType::viewing, Side::contact),
              (std::set<std::string>{
                  "staff confirm: pending > confirmed", "staff propose: pending > pending", "staff decline: pending > declined",
                  "staff cancel: pending > cancelled", "staff cancel: confirmed > cancelled", "staff complete: confirmed > completed",
                  "staff move: confirmed > confirmed", "staff edit: pending > pending", "staff edit: confirmed > confirmed",
                  "staff edit: completed > completed", "contact cancel: pending > cancelled", "contact cancel: confirmed > cancelled",
                  "contact start: confirmed > completed", "clock expire: pending > expired"}));
}

TEST(AppointmentRules, WhatStaffProposedIsAnsweredByTheClient)
{
    auto const proposed = transitions_of(AppointmentType::viewing, Side::staff);
    auto expected = transitions_of(AppointmentType::viewing, Side::contact);
    expected.insert({"contact accept: pending > confirmed", "contact prefer: pending > pending"});
    EXPECT_EQ(proposed, expected);
}

TEST(AppointmentRules, OnlyAViewingIsStartedAndADeadlineIsStaffsAlone)
{
    auto const meeting = transitions_of(AppointmentType::meeting, Side::staff);
    EXPECT_FALSE(meeting.contains("contact start: confirmed > completed"));
    EXPECT_TRUE(meeting.contains("contact cancel: confirmed > cancelled"));
    auto const deadline = transitions_of(AppointmentType::deadline, Side::staff);
    EXPECT_FALSE(deadline.contains("contact cancel: confirmed > cancelled"));
    EXPECT_FALSE(deadline.contains("contact cancel: pending > cancelled"));
    EXPECT_TRUE(deadline.contains("staff complete: confirmed > completed"));
}

State confirmed_at(char const* starts_at)
{
    auto const start = *parse_timestamp(starts_at);
    return {AppointmentType::viewing, AppointmentStatus::confirmed, Side::contact, {}, start, start + std::chrono::hours(1)};
}

Refused start_at(State const& state, char const* moment, char const* zone)
{
    return refusal_of(Party::contact, Step::start, state, *parse_timestamp(moment), zone);
}

TEST(AppointmentRules, AViewingIsStartedOnItsDayFromTwoHoursBefore)
{
    auto const noon = confirmed_at("2026-06-19T10:00:00Z");
    EXPECT_EQ(start_at(noon, "2026-06-19T07:59:59Z", "Europe/Amsterdam"), Refused::too_early);
    EXPECT_EQ(start_at(noon, "2026-06-19T08:00:00Z", "Europe/Amsterdam"), Refused::no);
    EXPECT_EQ(start_at(noon, "2026-06-19T21:59:59Z", "Europe/Amsterdam"), Refused::no);
    EXPECT_EQ(start_at(noon, "2026-06-19T22:00:00Z", "Europe/Amsterdam"), Refused::over);
    // Half past midnight: the day before is not its day.
    auto const early = confirmed_at("2026-06-18T22:30:00Z");
    EXPECT_EQ(start_at(early, "2026-06-18T21:59:59Z", "Europe/Amsterdam"), Refused::too_early);
    EXPECT_EQ(start_at(early, "2026-06-18T22:00:00Z", "Europe/Amsterdam"), Refused::no);
}

TEST(AppointmentRules, TheDayOfAViewingEndsWhereClocksSayItDoes)
{
    // 23 hours: the day ends at 22:00 UTC already.
    auto const spring = confirmed_at("2026-03-29T12:00:00Z");
    EXPECT_EQ(start_at(spring, "2026-03-29T21:59:59Z", "Europe/Amsterdam"), Refused::no);
    EXPECT_EQ(start_at(spring, "2026-03-29T22:00:00Z", "Europe/Amsterdam"), Refused::over);
    // 25 hours: half past two comes twice, and the day lasts until 23:00 UTC.
    auto const autumn = confirmed_at("2026-10-25T12:00:00Z");
    EXPECT_EQ(start_at(autumn, "2026-10-25T22:59:59Z", "Europe/Amsterdam"), Refused::no);
    EXPECT_EQ(start_at(autumn, "2026-10-25T23:00:00Z", "Europe/Amsterdam"), Refused::over);
    // Two hours before three in the morning, across the change, is midnight in spring and two o'clock in autumn.
    EXPECT_EQ(to_string(start_window(*parse_timestamp("2026-03-29T01:00:00Z"), "Europe/Amsterdam").opens), "2026-03-28T23:00:00.000Z");
    EXPECT_EQ(to_string(start_window(*parse_timestamp("2026-10-25T02:00:00Z"), "Europe/Amsterdam").opens), "2026-10-25T00:00:00.000Z");
    // Lord Howe Island shifts by half an hour, in April.
    auto const south = confirmed_at("2026-04-05T02:00:00Z");
    EXPECT_EQ(start_at(south, "2026-04-05T13:29:59Z", "Australia/Lord_Howe"), Refused::no);
    EXPECT_EQ(start_at(south, "2026-04-05T13:30:00Z", "Australia/Lord_Howe"), Refused::over);
}

TEST(AppointmentRules, WhatIsOverIsNotCancelledByTheClientAndWhatIsToComeNotCompleted)
{
    auto const state = confirmed_at("2026-06-18T12:00:00Z");
    auto const at = [&](Party party, Step step, char const* moment) {
        return refusal_of(party, step, state, *parse_timestamp(moment), "UTC");
    };
    EXPECT_EQ(at(Party::contact, Step::cancel, "2026-06-18T12:59:59Z"), Refused::no);
    EXPECT_EQ(at(Party::contact, Step::cancel, "2026-06-18T13:00:00Z"), Refused::over);
    EXPECT_EQ(at(Party::staff, Step::cancel, "2026-06-18T13:00:00Z"), Refused::no) << "nobody came";
    EXPECT_EQ(at(Party::staff, Step::complete, "2026-06-18T09:59:59Z"), Refused::too_early);
    EXPECT_EQ(at(Party::staff, Step::complete, "2026-06-18T10:00:00Z"), Refused::no);
    EXPECT_EQ(at(Party::staff, Step::complete, "2026-08-18T10:00:00Z"), Refused::no);
}

TEST(AppointmentRules, ARequestExpiresWithItsLastMoment)
{
    State const state{AppointmentType::viewing,
                      AppointmentStatus::pending,
                      Side::contact,
                      {now + std::chrono::hours(2), now + std::chrono::hours(1)},
                      {},
                      {}};
    EXPECT_EQ(refusal_of(Party::clock, Step::expire, state, now + std::chrono::minutes(119), "UTC"), Refused::too_early);
    EXPECT_EQ(refusal_of(Party::clock, Step::expire, state, now + std::chrono::hours(2), "UTC"), Refused::no);
}

TEST(AppointmentRules, DirectionsOpenTwoDaysAhead)
{
    auto const state = confirmed_at("2026-06-20T10:00:00Z");
    EXPECT_FALSE(has_directions(state, *parse_timestamp("2026-06-18T09:59:59Z")));
    EXPECT_TRUE(has_directions(state, *parse_timestamp("2026-06-18T10:00:00Z")));
    EXPECT_FALSE(has_directions(state, *parse_timestamp("2026-06-20T11:00:00Z")));
    auto cancelled = state;
    cancelled.status = AppointmentStatus::cancelled;
    EXPECT_FALSE(has_directions(cancelled, *parse_timestamp("2026-06-19T10:00:00Z")));
}

std::string refusal(std::vector<Timestamp> const& moments)
{
    try {
        check_moments(moments, now, "preferred");
        return "";
    } catch (Problem const& problem) {
        return problem.code + " " + problem.errors.at(0).pointer;
    }
}

TEST(AppointmentRules, MomentsAreToComeWithinAYearAndNoTwoEqual)
{
    auto const in = [](std::chrono::milliseconds span) { return now + span; };
    using std::chrono::hours, std::chrono::minutes, std::chrono::seconds;
    EXPECT_EQ(refusal({in(hours(3)), in(hours(2)), in(hours(24 * 365))}), "");
    EXPECT_EQ(refusal({in(hours(3)), now}), "moment_past /preferred/1");
    EXPECT_EQ(refusal({in(seconds(30))}), "moment_past /preferred/0") << "the minute has begun";
    EXPECT_EQ(refusal({in(hours(3)), in(hours(4)), in(hours(3))}), "moments_equal /preferred/2");
    EXPECT_EQ(refusal({in(hours(3)), in(hours(3)) + seconds(59)}), "moments_equal /preferred/1") << "within one minute";
    EXPECT_EQ(refusal({in(hours(24 * 365)) + minutes(1)}), "moment_too_far /preferred/0");
    EXPECT_EQ(check_moments({in(hours(3)) + seconds(7)}, now, "preferred"), std::vector<Timestamp>{in(hours(3))});
}

// On 25 October half past two comes twice in Amsterdam: two moments an hour apart, which a client may both propose.
TEST(AppointmentRules, TheHourThatComesTwiceIsTwoMoments)
{
    auto const before = *parse_timestamp("2026-10-25T02:30:00+02:00");
    auto const after = *parse_timestamp("2026-10-25T02:30:00+01:00");
    EXPECT_EQ(after - before, std::chrono::hours(1));
    EXPECT_EQ(refusal({before, after}), "");
    EXPECT_EQ(refusal({before, *parse_timestamp("2026-10-25T00:30:00Z")}), "moments_equal /preferred/1");
}

TEST(AppointmentRules, AnHourWhenNoEndIsSaid)
{
    using std::chrono::hours;
    EXPECT_EQ(span_of(AppointmentType::viewing, now, {}, now).ends_at, now + hours(1));
    EXPECT_EQ(span_of(AppointmentType::deadline, now, {}, now).ends_at, std::nullopt);
    EXPECT_EQ(span_of(AppointmentType::meeting, now, now + hours(24 * 31), now).ends_at, now + hours(24 * 31));
    auto const code = [](Timestamp starts_at, Timestamp ends_at) {
        try {
            span_of(AppointmentType::meeting, starts_at, ends_at, now);
            return std::string();
        } catch (Problem const& problem) {
            return problem.code;
        }
    };
    EXPECT_EQ(code(now, now), "ends_before_start");
    EXPECT_EQ(code(now, now + hours(24 * 31) + std::chrono::minutes(1)), "appointment_too_long");
    EXPECT_EQ(code(now + hours(24 * 366 * 6), now + hours(24 * 366 * 6 + 1)), "moment_too_far");
}

TEST(AppointmentRules, RemindersComeADayAndAnHourAheadAndNotTooLate)
{
    using std::chrono::hours, std::chrono::minutes;
    auto const start = now + hours(48);
    EXPECT_EQ(next_reminder(start, now), now + hours(24));
    EXPECT_EQ(next_reminder(start, now + hours(24)), now + hours(47)) << "the first is due: the next one after it";
    EXPECT_EQ(next_reminder(now + hours(20), now), now + hours(19)) << "agreed within the last day";
    EXPECT_EQ(next_reminder(now + minutes(50), now), std::nullopt);
    EXPECT_EQ(next_reminder(now - hours(1), now), std::nullopt);
}

} // namespace
} // namespace loggia::appointments
