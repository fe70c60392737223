// SPDX-License-Identifier: Apache-2.0
#include "platform/live/hub.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace loggia::live {
namespace {

OrganizationId const vesper{1};
OrganizationId const noordzee{2};
ContactId const sanne{11};
ContactId const mark{12};

Event event(OrganizationId organization, std::vector<ContactId> contacts = {}, std::string data = "{}") { return {organization, std::move(contacts), true, "activity", std::move(data)}; }

TEST(LiveHub, StaffHearAllOfTheirOrganizationAndClientsOnlyWhatIsTheirs)
{
    Hub hub;
    auto const staff = hub.subscribe({vesper, SessionId{1}, std::nullopt});
    auto const client = hub.subscribe({vesper, SessionId{2}, sanne});
    auto const rival = hub.subscribe({noordzee, SessionId{3}, std::nullopt});
    auto const rivals_client = hub.subscribe({noordzee, SessionId{4}, sanne});
    hub.publish(event(vesper));
    EXPECT_EQ(staff->take(), "event: activity\ndata: {}\n\n");
    EXPECT_EQ(client->take(), "");
    hub.publish(event(vesper, {sanne}));
    EXPECT_EQ(client->take(), "event: activity\ndata: {}\n\n");
    hub.publish(event(vesper, {mark}));
    EXPECT_EQ(client->take(), "");
    EXPECT_EQ(rival->take(), "");
    EXPECT_EQ(rivals_client->take(), "");
    EXPECT_EQ(staff->take(), "event: activity\ndata: {}\n\nevent: activity\ndata: {}\n\n");
}

TEST(LiveHub, AnEventNotForStaffReachesTheContactAlone)
{
    Hub hub;
    auto const staff = hub.subscribe({vesper, SessionId{1}, std::nullopt});
    auto const client = hub.subscribe({vesper, SessionId{2}, sanne});
    auto quiet = event(vesper, {sanne});
    quiet.staff = false;
    hub.publish(quiet);
    EXPECT_EQ(staff->take(), "");
    EXPECT_NE(client->take(), "");
}

TEST(LiveHub, WhoReadsTooSlowlyIsToldToFetchAnew)
{
    Hub hub;
    auto const slow = hub.subscribe({vesper, SessionId{1}, std::nullopt});
    for (std::size_t i = 0; i < Subscription::largest_backlog; ++i) hub.publish(event(vesper));
    EXPECT_EQ(slow->take().find("resync"), std::string::npos) << "as much as is kept";
    for (std::size_t i = 0; i <= Subscription::largest_backlog; ++i) hub.publish(event(vesper, {}, std::to_string(i)));
    EXPECT_EQ(slow->take(), "event: resync\ndata: {}\n\nevent: activity\ndata: 100\n\n");
    EXPECT_EQ(slow->take(), "");
    hub.publish(event(vesper));
    EXPECT_EQ(slow->take(), "event: activity\ndata: {}\n\n");
}

TEST(LiveHub, AnEndedSessionHearsNoMore)
{
    Hub hub;
    auto const ended = hub.subscribe({vesper, SessionId{1}, std::nullopt});
    auto const other = hub.subscribe({vesper, SessionId{2}, std::nullopt});
    int calls = 0;
    ended->on_change([&] { ++calls; });
    hub.close_session(SessionId{1});
    hub.publish(event(vesper));
    EXPECT_TRUE(ended->closed());
    EXPECT_EQ(ended->take(), "");
    EXPECT_EQ(calls, 1) << "for the end alone";
    EXPECT_FALSE(other->closed());
    EXPECT_NE(other->take(), "");
}

TEST(LiveHub, AStreamOpenedJustAfterItsSessionEndedIsClosed)
{
    Hub hub;
    hub.close_session(SessionId{1});
    EXPECT_TRUE(hub.subscribe({vesper, SessionId{1}, std::nullopt})->closed());
    EXPECT_FALSE(hub.subscribe({vesper, SessionId{2}, std::nullopt})->closed());
}

TEST(LiveHub, ANoticeEndsTheStreamsOfItsSessions)
{
    Hub hub;
    auto const ended = hub.subscribe({vesper, SessionId{1}, std::nullopt});
    auto const other = hub.subscribe({vesper, SessionId{2}, std::nullopt});
    hub.hear(to_text(Event{vesper, {}, false, "", "", {SessionId{1}, SessionId{9}}}));
    EXPECT_TRUE(ended->closed());
    EXPECT_FALSE(other->closed());
    EXPECT_EQ(other->take(), "");
    hub.hear("");
    EXPECT_TRUE(other->closed()) << "notices were missed: each comes back through the check of its session";
}

TEST(LiveHub, OnlyOpenStreamsCount)
{
    Hub hub;
    auto first = hub.subscribe({vesper, SessionId{1}, std::nullopt});
    auto second = hub.subscribe({noordzee, SessionId{2}, std::nullopt});
    EXPECT_EQ(hub.count(), 2U);
    first.reset();
    EXPECT_EQ(hub.count(), 1U);
    hub.close_all();
    EXPECT_TRUE(second->closed());
    second.reset();
    EXPECT_EQ(hub.count(), 0U);
}

TEST(LiveHub, EventsTravelBetweenNodesAsText)
{
    auto const sent = event(vesper, {sanne, mark}, R"({"action":"deal.created","title":"a \"b\""})");
    auto const received = parse_event(to_text(sent));
    ASSERT_TRUE(received);
    EXPECT_EQ(received->organization, vesper);
    EXPECT_EQ(received->contacts, (std::vector{sanne, mark}));
    EXPECT_EQ(received->data, sent.data);
    EXPECT_FALSE(parse_event(""));
    EXPECT_FALSE(parse_event("{}"));
}

TEST(LiveHub, ManyThreadsMayPublishAndLeave)
{
    Hub hub;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&hub, t] {
            for (int i = 0; i < 500; ++i) {
                auto const stream = hub.subscribe({vesper, SessionId{t * 1000 + i}, std::nullopt});
                hub.publish(event(vesper));
                hub.close_session(SessionId{t * 1000 + i});
                EXPECT_TRUE(stream->closed());
            }
        });
    threads.clear();
    EXPECT_EQ(hub.count(), 0U);
}

}  // namespace
}  // namespace loggia::live
