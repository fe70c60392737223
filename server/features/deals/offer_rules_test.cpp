// SPDX-License-Identifier: Apache-2.0
#include "features/deals/offer_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>

namespace loggia::deals {
namespace {

constexpr OwnVerdict said(Verdict verdict, std::int64_t round = 1) { return {verdict, round}; }

OfferState after(OfferState const& offer, std::vector<Verdict> const& words) { return after_verdicts(offer, words); }

std::string refusal(OfferState const& offer, std::optional<OwnVerdict> const& own, Judgement const& judgement,
                    Standing standing = Standing::open)
{
    try {
        check_verdict(offer, own, standing, judgement);
    } catch (Problem const& problem) {
        return problem.code;
    }
    return "";
}

TEST(OfferRules, AContactMaySwitchBetweenInterestedAndRejectedUntilTheViewing)
{
    OfferState offer;
    EXPECT_EQ(refusal(offer, {}, {Verdict::interested, {}, {}}), "");
    offer = after(offer, {Verdict::interested});
    EXPECT_EQ(refusal(offer, said(Verdict::interested), {Verdict::rejected, {Reason::price}, {}}), "");
    offer = after(offer, {Verdict::rejected});
    EXPECT_EQ(refusal(offer, said(Verdict::rejected), {Verdict::interested, {}, {}}), "");

    offer = after_staff_status(offer, OfferStatus::viewed);
    EXPECT_EQ(refusal(offer, said(Verdict::rejected), {Verdict::interested, {}, {}}), "verdict_closed");
}

TEST(OfferRules, OnlyAViewedPropertyCanBeApprovedAndOnlyOnce)
{
    OfferState offer;
    Judgement const approval{Verdict::approved, {}, {}};
    EXPECT_EQ(refusal(offer, {}, approval), "verdict_closed");
    offer = after_staff_status(offer, OfferStatus::viewed);
    EXPECT_EQ(refusal(offer, said(Verdict::interested), approval), "");
    offer = after(offer, {Verdict::approved});
    EXPECT_EQ(refusal(offer, said(Verdict::approved, offer.round), {Verdict::rejected, {Reason::price}, {}}), "verdict_closed");
}

TEST(OfferRules, ARejectionNeedsAReasonAndOtherNeedsWords)
{
    OfferState const offer;
    EXPECT_EQ(refusal(offer, {}, {Verdict::rejected, {}, "no"}), "reasons_required");
    EXPECT_EQ(refusal(offer, {}, {Verdict::rejected, {Reason::other}, {}}), "comment_required");
    EXPECT_EQ(refusal(offer, {}, {Verdict::rejected, {Reason::other}, "Too close to the road"}), "");
    EXPECT_EQ(refusal(offer, {}, {Verdict::rejected, {Reason::size}, {}}), "");
}

TEST(OfferRules, NothingCanBeSaidOfAPropertyOffTheMarketOrInAClosedDeal)
{
    using enum properties::PropertyStatus;
    for (auto const gone : {sold, rented, withdrawn, draft}) EXPECT_EQ(standing_of(true, gone), Standing::closed);
    EXPECT_EQ(standing_of(false, available), Standing::closed);
    EXPECT_EQ(standing_of(true, reserved), Standing::open);
    EXPECT_EQ(refusal({}, {}, {Verdict::interested, {}, {}}, Standing::closed), "verdict_closed");
}

TEST(OfferRules, EachContactHasAWordOfItsOwn)
{
    auto const offer = after({}, {Verdict::rejected});
    EXPECT_EQ(status_for(offer, said(Verdict::rejected)), OfferStatus::rejected);
    EXPECT_EQ(status_for(offer, {}), OfferStatus::to_review);  // the other has not spoken
}

TEST(OfferRules, AnOfferStandsWhereTheStrongestWordPutsIt)
{
    using enum Verdict;
    auto const viewed = after_staff_status({}, OfferStatus::viewed);
    auto const closed = after_staff_status({}, OfferStatus::rejected);
    struct Case {
        OfferState offer;
        std::vector<Verdict> words;
        OfferStatus status;
    };
    for (auto const& [offer, words, status] : std::vector<Case>{
             {{}, {}, OfferStatus::to_review},
             {{}, {rejected}, OfferStatus::rejected},
             {{}, {rejected, rejected}, OfferStatus::rejected},
             {{}, {rejected, interested}, OfferStatus::interested},
             {{}, {interested, rejected}, OfferStatus::interested},
             {viewed, {}, OfferStatus::viewed},
             {viewed, {approved, rejected}, OfferStatus::approved},
             {viewed, {rejected, approved}, OfferStatus::approved},
             {viewed, {rejected}, OfferStatus::rejected},
             {closed, {}, OfferStatus::rejected},
             {closed, {interested}, OfferStatus::interested},
         })
        EXPECT_EQ(after(offer, words).status, status);
}

TEST(OfferRules, WhatStaffSetCountsForEveryContactUntilTheySpeakAgain)
{
    auto const offer = after_staff_status(after({}, {Verdict::interested}), OfferStatus::rejected);
    EXPECT_EQ(status_for(offer, said(Verdict::interested)), OfferStatus::rejected);
    EXPECT_EQ(status_for(offer, said(Verdict::interested, offer.round)), OfferStatus::interested);
}

TEST(OfferRules, TidyingDropsReasonsThatSayNothing)
{
    EXPECT_TRUE(tidy({Verdict::interested, {Reason::price}, {}}).reasons.empty());
    auto const judgement = tidy({Verdict::rejected, {Reason::size, Reason::price, Reason::size}, "  "});
    EXPECT_EQ(join(judgement.reasons), "price,size");
    EXPECT_FALSE(judgement.comment);
}

// Two contacts and staff, acting in any order.
struct World {
    OfferState offer;
    std::array<std::optional<OwnVerdict>, 2> own;
    Standing standing = Standing::open;
};

void contact_acts(World& world, std::size_t who, Judgement const& judgement)
{
    check_verdict(world.offer, world.own[who], world.standing, judgement);
    world.own[who] = OwnVerdict{judgement.verdict, world.offer.round};
    std::vector<Verdict> words;
    for (auto const& own : world.own)
        if (own && own->round == world.offer.round) words.push_back(own->verdict);
    world.offer = after(world.offer, words);
    RC_ASSERT(status_for(world.offer, world.own[who]) == to_status(judgement.verdict));
    auto const stands_with = [&](auto const& own) { return status_for(world.offer, own) == world.offer.status; };
    RC_ASSERT(std::ranges::any_of(world.own, stands_with));
    RC_ASSERT(judgement.verdict != Verdict::rejected || !judgement.reasons.empty());
}

void staff_act(World& world, OfferStatus status)
{
    check_staff_status(world.offer, status, world.standing == Standing::open);
    world.offer = after_staff_status(world.offer, status);
    for (auto const& own : world.own) RC_ASSERT(status_for(world.offer, own) == status);
}

void check_invariants(World const& world)
{
    auto const fits_phase = [&](OfferStatus status) {
        if (status == OfferStatus::rejected) return true;
        bool const is_late = status == OfferStatus::viewed || status == OfferStatus::approved;
        return is_late == world.offer.after_viewing;
    };
    RC_ASSERT(fits_phase(world.offer.status));
    for (auto const& own : world.own) {
        RC_ASSERT(fits_phase(status_for(world.offer, own)));
        auto const open = verdicts_open_to(world.offer, own, world.standing);
        auto const offers = [&](Verdict verdict) { return std::ranges::find(open, verdict) != open.end(); };
        RC_ASSERT(world.standing == Standing::open || open.empty());
        RC_ASSERT(!offers(Verdict::approved) || world.offer.after_viewing);
        RC_ASSERT(!offers(Verdict::interested) || !world.offer.after_viewing);
        // The last word after a viewing is final.
        bool const is_final = world.offer.after_viewing && status_for(world.offer, own) != OfferStatus::viewed;
        RC_ASSERT(!is_final || open.empty());
    }
}

RC_GTEST_PROP(OfferRules, AnySequenceOfActsKeepsTheInvariants, ())
{
    World world;
    auto const steps = *rc::gen::inRange(0, 40);
    for (int step = 0; step < steps; ++step) {
        auto const before = world;
        try {
            auto const act = *rc::gen::inRange(0, 10);
            if (act < 6) {
                auto const verdict = *rc::gen::element(Verdict::interested, Verdict::rejected, Verdict::approved);
                auto const reasons = *rc::gen::container<std::vector<Reason>>(
                    rc::gen::element(Reason::price, Reason::location, Reason::size, Reason::condition, Reason::layout, Reason::other));
                auto const comment = *rc::gen::element(std::optional<std::string>(), std::optional<std::string>("The road is near"));
                contact_acts(world, *rc::gen::inRange<std::size_t>(0, 2), tidy({verdict, reasons, comment}));
            } else if (act < 9) {
                staff_act(world, *rc::gen::element(OfferStatus::to_review, OfferStatus::interested, OfferStatus::rejected,
                                                   OfferStatus::viewed, OfferStatus::approved));
            } else {
                world.standing = *rc::gen::element(Standing::open, Standing::closed);
            }
        } catch (Problem const&) {
            RC_ASSERT(world.offer == before.offer);  // a refused act changes nothing
        }
        check_invariants(world);
    }
}

}  // namespace
}  // namespace loggia::deals
