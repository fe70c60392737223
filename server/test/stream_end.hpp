// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "platform/live/hub.hpp"

namespace loggia::test {

// Waits until the stream is ended, which on PostgreSQL a notice of the database does; false when half a minute passes without.
inline bool ends(live::Subscription& stream)
{
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        int changes = 0;
    };
    auto const state = std::make_shared<State>();
    stream.on_change([state] {
        std::lock_guard const lock(state->mutex);
        ++state->changes;
        state->changed.notify_all();
    });
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    for (int seen = 0; !stream.closed();) {
        std::unique_lock lock(state->mutex);
        if (!state->changed.wait_until(lock, deadline, [&] { return state->changes != seen; })) return false;
        seen = state->changes;
    }
    return true;
}

} // namespace loggia::test
