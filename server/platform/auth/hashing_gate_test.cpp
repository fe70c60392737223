// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/hashing_gate.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <thread>
#include <vector>

#include "platform/problem.hpp"

namespace loggia::auth {
namespace {

using Outcome = HashingGate::Outcome;

// Work that lasts until the test lets it go, and tells when it began.
struct HeldWork {
    std::counting_semaphore<100> begun{0};
    std::counting_semaphore<100> may_end{0};
    std::function<Outcome()> function()
    {
        return [this] {
            begun.release();
            may_end.acquire();
            return Outcome::right;
        };
    }
};

std::string refusal(HashingGate& gate, Turn turn)
{
    try {
        gate.run(turn, [] { return Outcome::right; });
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.fault, Fault::unavailable);
        EXPECT_GT(problem.retry_after_seconds, 0);
        return problem.code;
    }
    return "";
}

TEST(HashingGate, GivesWhatTheWorkGave)
{
    HashingGate gate;
    EXPECT_EQ(gate.run(Turn::proven, [] { return Outcome::right; }), Outcome::right);
    EXPECT_EQ(gate.run(Turn::proven, [] { return Outcome::wrong; }), Outcome::wrong);
    EXPECT_THROW(gate.run(Turn::stranger, []() -> Outcome { throw std::runtime_error("no memory"); }), std::runtime_error);
    EXPECT_EQ(gate.run(Turn::stranger, [] { return Outcome::right; }), Outcome::right) << "the place is free again";
    EXPECT_EQ(gate.statistics().hashed, 4U);
    EXPECT_EQ(gate.statistics().hashed_for_strangers, 2U);
}

TEST(HashingGate, StrangersBeyondTheQueueAreRefusedAtOnceAndTheProvenAreNot)
{
    HashingGate gate({.at_once = 2, .strangers_at_once = 1, .strangers_waiting = 2, .proven_waiting = 2});
    HeldWork work;
    std::vector<std::jthread> strangers;
    strangers.emplace_back([&] { gate.run(Turn::stranger, work.function()); });
    work.begun.acquire();
    std::atomic<int> refused = 0;
    for (int i = 0; i < 5; ++i)
        strangers.emplace_back([&] {
            try {
                gate.run(Turn::stranger, work.function());
            } catch (Problem const&) {
                ++refused;
            }
        });
    while (gate.statistics().refused < 3) std::this_thread::yield();
    EXPECT_EQ(refusal(gate, Turn::stranger), "busy");
    EXPECT_EQ(refusal(gate, Turn::proven), "") << "the second place is not for strangers";
    work.may_end.release(3);
    strangers.clear();
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(gate.statistics().hashed, 4U);
}

TEST(HashingGate, WhoHasProvenSomethingGoesFirst)
{
    HashingGate gate({.at_once = 1, .strangers_at_once = 1, .strangers_waiting = 5, .proven_waiting = 5});
    HeldWork first;
    std::mutex mutex;
    std::vector<char> order;
    auto const note = [&](char who) {
        std::lock_guard const lock(mutex);
        order.push_back(who);
        return Outcome::right;
    };
    std::vector<std::jthread> threads;
    threads.emplace_back([&] { gate.run(Turn::proven, first.function()); });
    first.begun.acquire();
    std::atomic<int> waiting = 0;
    for (auto const turn : {Turn::stranger, Turn::stranger, Turn::proven, Turn::proven})
        threads.emplace_back([&, turn] {
            ++waiting;
            gate.run(turn, [&] { return note(turn == Turn::proven ? 'p' : 's'); });
        });
    while (waiting < 4 || gate.waiting() < 4) std::this_thread::yield();
    first.may_end.release();
    threads.clear();
    EXPECT_EQ(order, (std::vector<char>{'p', 'p', 's', 's'}));
}

TEST(HashingGate, AfterAWrongPasswordTheStrangersPlaceRestsAsLongAsItWorked)
{
    constexpr std::chrono::milliseconds span{300};
    HashingGate gate;
    auto const began = std::chrono::steady_clock::now();
    gate.run(Turn::stranger, [&] {
        while (std::chrono::steady_clock::now() - began < span) {
        }
        return Outcome::wrong;
    });
    std::chrono::steady_clock::time_point next_stranger{};
    std::jthread stranger([&] {
        gate.run(Turn::stranger, [&] {
            next_stranger = std::chrono::steady_clock::now();
            return Outcome::right;
        });
    });
    gate.run(Turn::proven, [] { return Outcome::right; });
    auto const proven = std::chrono::steady_clock::now();
    stranger.join();
    EXPECT_GE(next_stranger - began, 2 * span - std::chrono::milliseconds(10));
    EXPECT_LT(proven, next_stranger) << "nobody else rests";
    EXPECT_GT(gate.statistics().processor.count(), 0);
}

} // namespace
} // namespace loggia::auth
