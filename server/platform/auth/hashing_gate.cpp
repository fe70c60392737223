// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/hashing_gate.hpp"

#include <ctime>

#include <algorithm>
#include <exception>

#include "platform/problem.hpp"

namespace loggia::auth {

namespace {

std::chrono::nanoseconds time_of_this_thread()
{
    timespec spent{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent) != 0) return {};
    return std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
}

Problem busy()
{
    Problem problem(Fault::unavailable, "busy", "Many people are doing this just now. Try again in a moment.");
    problem.retry_after_seconds = 5;
    return problem;
}

} // namespace

bool HashingGate::may_run(Turn turn, std::uint64_t ticket) const
{
    if (proven_.running + strangers_.running >= limits_.at_once) return false;
    if (turn == Turn::proven) return proven_.tickets.front() == ticket;
    return proven_.tickets.empty() && strangers_.tickets.front() == ticket && strangers_.running < limits_.strangers_at_once &&
           Clock::now() >= strangers_rest_until_;
}

void HashingGate::wait_for_turn(std::unique_lock<std::mutex>& lock, Turn turn)
{
    auto& queue = queue_of(turn);
    auto const most_waiting = turn == Turn::proven ? limits_.proven_waiting : limits_.strangers_waiting;
    auto const ticket = next_ticket_++;
    queue.tickets.push_back(ticket);
    if (!may_run(turn, ticket) && queue.tickets.size() > most_waiting) {
        queue.tickets.pop_back();
        ++statistics_.refused;
        throw busy();
    }
    while (!may_run(turn, ticket)) {
        // The end of a rest tells nobody: the first stranger in line looks at the clock.
        bool const waits_for_rest = turn == Turn::stranger && Clock::now() < strangers_rest_until_;
        if (waits_for_rest)
            changed_.wait_until(lock, strangers_rest_until_);
        else
            changed_.wait(lock);
    }
    queue.tickets.pop_front();
    ++queue.running;
}

void HashingGate::finish(Turn turn, Outcome outcome, Clock::duration taken)
{
    std::lock_guard const lock(mutex_);
    --queue_of(turn).running;
    ++statistics_.hashed;
    if (turn == Turn::stranger) {
        ++statistics_.hashed_for_strangers;
        if (outcome == Outcome::wrong) strangers_rest_until_ = Clock::now() + std::min<Clock::duration>(taken, limits_.longest_rest);
    }
}

HashingGate::Outcome HashingGate::run(Turn turn, std::function<Outcome()> const& work)
{
    {
        std::unique_lock lock(mutex_);
        wait_for_turn(lock, turn);
    }
    changed_.notify_all(); // there may be room for one more
    auto const began = Clock::now();
    auto const spent_before = time_of_this_thread();
    auto outcome = Outcome::wrong;
    std::exception_ptr failure;
    try {
        outcome = work();
    } catch (...) {
        failure = std::current_exception();
    }
    finish(turn, outcome, Clock::now() - began);
    {
        std::lock_guard const lock(mutex_);
        statistics_.processor += time_of_this_thread() - spent_before;
    }
    changed_.notify_all();
    if (failure) std::rethrow_exception(failure);
    return outcome;
}

std::size_t HashingGate::waiting() const
{
    std::lock_guard const lock(mutex_);
    return proven_.tickets.size() + strangers_.tickets.size();
}

HashingGate::Statistics HashingGate::statistics() const
{
    std::lock_guard const lock(mutex_);
    return statistics_;
}

} // namespace loggia::auth
