// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/db/postgres_connection.hpp"

namespace loggia::db {

// A bounded number of connections, opened when they are first needed and replaced when they break.
class PostgresPool {
public:
    PostgresPool(std::string address, unsigned limit) : address_(std::move(address)), limit_(limit) {}

    // Gives its connection back when it goes out of scope.
    class Lease {
    public:
        Lease(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
            : pool_(pool), connection_(std::move(connection))
        {
        }
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;
        ~Lease() { pool_.give_back(std::move(connection_)); }
        PostgresConnection& operator*() { return *connection_; }
        PostgresConnection* operator->() { return connection_.get(); }

    private:
        PostgresPool& pool_;
        std::unique_ptr<PostgresConnection> connection_;
    };

    // Throws Problem(unavailable) when none came free for ten seconds, or the server cannot be reached.
    Lease borrow();

private:
    void give_back(std::unique_ptr<PostgresConnection> connection);
    std::unique_ptr<PostgresConnection> connect();

    std::string address_;
    unsigned limit_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    unsigned open_ = 0;
};

}  // namespace loggia::db
