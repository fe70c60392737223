// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "features/activities/activity.hpp"
#include "platform/live/hub.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

// What one open page hears.
class Ear {
public:
    Ear(live::Hub& hub, live::Listener listener) : subscription_(hub.subscribe(listener))
    {
        subscription_->on_change([this] {
            std::lock_guard const lock(mutex_);
            ++changes_;
            changed_.notify_all();
        });
    }
    ~Ear() { subscription_->on_change({}); }

    // The frames once `count` of them came.
    std::string wait_for(int count)
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(20), [&] { return changes_ >= count; });
        return subscription_->take();
    }
    std::string heard() { return subscription_->take(); }

private:
    std::shared_ptr<live::Subscription> subscription_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int changes_ = 0;
};

class Activities : public testing::Test {
protected:
    ActivityId record(activities::Act const& act)
    {
        ActivityId activity;
        app.database().write([&](db::Tx& tx) { activity = activities::record(app.database(), tx, world::vesper, author, world::now, act); });
        return activity;
    }

    TestApp app;
    activities::Author const author{activities::ActorKind::system, 0, "Feed"};
};

activities::Act offer()
{
    activities::Act act;
    act.action = "deal.property_offered";
    act.contact = world::sanne;
    act.deal = world::second_home;
    act.property = world::villa;
    return act;
}

TEST_F(Activities, AnActivityStandsOnEachOfItsTimelinesOnce)
{
    auto act = offer();
    act.also_on = {world::sanne.value, world::mark.value, world::mark.value};
    auto const activity = record(act);
    for (auto const subject : {world::sanne.value, world::mark.value, world::second_home.value, world::villa.value})
        EXPECT_EQ(app.actions(subject), std::vector<std::string>{"deal.property_offered"}) << subject;
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activity_links"), 4);

    app.database().read([&](db::Tx& tx) {
        auto const page = activities::timeline_of(tx, world::vesper, world::mark.value, {});
        ASSERT_EQ(page.items.size(), 1U);
        auto const& item = page.items[0];
        EXPECT_EQ(item.id, activity);
        EXPECT_EQ(item.actor_kind, activities::ActorKind::system);
        EXPECT_EQ(item.actor_id, std::nullopt);
        EXPECT_EQ(item.actor_name, "Feed");
        EXPECT_EQ(item.contact_name, "Sanne de Wit");
        EXPECT_EQ(item.deal_title, "Second home by the sea");
        EXPECT_EQ(item.property_title, "Villa Aljibe");
        EXPECT_TRUE(activities::timeline_of(tx, world::noordzee, world::mark.value, {}).items.empty());
        EXPECT_FALSE(activities::find_activity(tx, world::noordzee, activity));
    });
}

TEST_F(Activities, WhatConcernsNobodyInParticularHasNoNames)
{
    activities::Act act;
    act.action = "portal.switched_on";
    act.also_on = {world::portal.value};
    act.detail = {{"portal", "Vesper \"&\" Daal"}};
    auto const activity = record(act);
    app.database().read([&](db::Tx& tx) {
        auto const found = activities::find_activity(tx, world::vesper, activity);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->contact_id, std::nullopt);
        EXPECT_EQ(found->deal_title, std::nullopt);
        EXPECT_EQ(found->detail, act.detail);
    });
}

TEST_F(Activities, OpenPagesOfStaffAndOfThoseToldHearOfIt)
{
    auto& hub = app.services().hub;
    Ear staff(hub, {world::vesper, SessionId{1}, std::nullopt});
    Ear sanne(hub, {world::vesper, SessionId{2}, world::sanne});
    Ear mark(hub, {world::vesper, SessionId{3}, world::mark});
    Ear rival(hub, {world::noordzee, SessionId{4}, std::nullopt});
    auto act = offer();
    act.told = {world::mark};
    record(act);

    auto const frame = "event: activity\ndata: {\"action\":\"deal.property_offered\",\"contact_id\":\"" + world::sanne.text() +
                       "\",\"deal_id\":\"" + world::second_home.text() + "\",\"property_id\":\"" + world::villa.text() + "\"}\n\n";
    EXPECT_EQ(staff.wait_for(1), frame);
    EXPECT_EQ(mark.wait_for(1), frame);
    EXPECT_EQ(sanne.heard(), "") << "only those told";
    EXPECT_EQ(rival.heard(), "");
}

TEST_F(Activities, ManyAreToldInSeveralPartsAndStaffOnce)
{
    auto& hub = app.services().hub;
    Ear staff(hub, {world::vesper, SessionId{1}, std::nullopt});
    Ear last(hub, {world::vesper, SessionId{2}, ContactId{999'999}});
    auto act = offer();
    for (std::int64_t i = 1; i <= 1000; ++i) act.told.push_back({1'000'000'000 + i});
    act.told.push_back({999'999});
    record(act);
    EXPECT_NE(last.wait_for(1), "");
    auto const heard = staff.wait_for(1);
    EXPECT_EQ(heard.find("event:"), heard.rfind("event:"));
}

TEST_F(Activities, WhatIsRolledBackIsNeitherWrittenNorTold)
{
    Ear staff(app.services().hub, {world::vesper, SessionId{1}, std::nullopt});
    EXPECT_THROW(app.database().write([&](db::Tx& tx) {
        activities::record(app.database(), tx, world::vesper, author, world::now, offer());
        throw Problem(Fault::conflict, "deal_closed", "Too late.");
    }), Problem);
    record(offer());
    auto const heard = staff.wait_for(1);
    EXPECT_EQ(heard.find("event:"), heard.rfind("event:")) << "the second alone";
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action <> 'staff.signed_in'"), 1);
}

}  // namespace
}  // namespace loggia::test
