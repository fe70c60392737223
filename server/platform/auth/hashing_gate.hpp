// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>

namespace loggia::auth {

// On whose behalf a password is hashed: somebody who has shown something already (a session, a link, a browser that signed
// in to this account before) and the house itself, or anybody.
enum class Turn { proven, stranger };

// Hashing a password takes tens of megabytes and a good part of a second, and strangers decide how often it is asked for.
// All hashing of the program passes through one gate, which bounds what it costs (ADR 0012):
// - few hash at once, and but one of them for a stranger;
// - who has proven something goes first;
// - strangers whose passwords are wrong make the strangers' place rest as long as it worked, so that guessing takes at most
//   half of one processor;
// - beyond a short queue there is Problem(unavailable, "busy") at once, with the seconds after which to try again.
class HashingGate {
public:
    struct Limits {
        unsigned at_once = 2;
        unsigned strangers_at_once = 1;
        unsigned strangers_waiting = 8;
        unsigned proven_waiting = 12;
        std::chrono::milliseconds longest_rest{2000};
    };
    // What the work was good for: whether the person is who they say. A stranger's `wrong` makes the place rest.
    enum class Outcome { right, wrong };

    struct Statistics {
        std::uint64_t hashed = 0;
        std::uint64_t hashed_for_strangers = 0;
        std::uint64_t refused = 0;
        std::chrono::nanoseconds processor{}; // time of processors spent
    };

    HashingGate() : HashingGate(Limits{}) {}
    explicit HashingGate(Limits limits) : limits_(limits) {}

    // Runs `work` on the calling thread when its turn has come.
    Outcome run(Turn turn, std::function<Outcome()> const& work);

    Statistics statistics() const;
    std::size_t waiting() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Queue {
        std::deque<std::uint64_t> tickets; // the first is next
        unsigned running = 0;
    };
    void wait_for_turn(std::unique_lock<std::mutex>& lock, Turn turn);
    bool may_run(Turn turn, std::uint64_t ticket) const;
    void finish(Turn turn, Outcome outcome, Clock::duration taken);
    Queue& queue_of(Turn turn) { return turn == Turn::proven ? proven_ : strangers_; }

    Limits const limits_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Queue proven_;
    Queue strangers_;
    std::uint64_t next_ticket_ = 0;
    Clock::time_point strangers_rest_until_{};
    Statistics statistics_;
};

} // namespace loggia::auth
