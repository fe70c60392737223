// SPDX-License-Identifier: Apache-2.0
#include "platform/db/postgres_pool.hpp"

#include <chrono>

namespace loggia::db {

static constexpr auto longest_wait = std::chrono::seconds(10);

std::unique_ptr<PostgresConnection> PostgresPool::connect()
{
    auto connection = std::make_unique<PostgresConnection>(address_);
    // Short statements only: to compile them or to start helpers costs more than it saves, and none runs for minutes.
    connection->script("SET jit = off; SET max_parallel_workers_per_gather = 0; SET statement_timeout = '60s'");
    return connection;
}

PostgresPool::Lease PostgresPool::borrow()
{
    std::unique_lock lock(mutex_);
    if (!free_.wait_for(lock, longest_wait, [this] { return !idle_.empty() || open_ < limit_; })) {
        Problem busy(Fault::unavailable, "busy", "Too many requests at the same moment. Nothing was changed.");
        busy.retry_after_seconds = 5;
        throw busy;
    }
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(connection)};
    }
    ++open_;
    lock.unlock();
    try {
        return {*this, connect()};
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection)
{
    std::vector<std::unique_ptr<PostgresConnection>> broken;  // closed outside the lock
    {
        std::lock_guard const lock(mutex_);
        if (connection && connection->is_usable()) {
            idle_.push_back(std::move(connection));
        } else {
            // Where one broke the idle ones are likely to be broken too (the server was restarted).
            --open_;
            if (connection) {
                open_ -= static_cast<unsigned>(idle_.size());
                broken.swap(idle_);
                broken.push_back(std::move(connection));
            }
        }
    }
    if (broken.empty()) free_.notify_one();
    else free_.notify_all();
}

}  // namespace loggia::db
