// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/db/postgres_listener.hpp"
#include "platform/db/postgres_pool.hpp"

namespace loggia::db {

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(DatabaseConfig const&);
    ~PostgresDatabase() override;  // runs what was submitted before

    void read(Job const& job) override;
    void write(Job const& job) override;
    void submit_write(Job job, std::function<void(std::exception_ptr)> done) override;
    Engine engine() const override { return Engine::postgresql; }
    void migrate(std::vector<MigrationFile> const&) override;
    bool is_current(std::vector<MigrationFile> const&) override;
    std::vector<std::string> check() override;
    void backup(std::filesystem::path const& file) override;
    void listen(std::function<void(std::string const&)> action) override;

private:
    struct Write {
        Job job;
        std::function<void(std::exception_ptr)> done;
    };
    bool attempt(PostgresConnection::Isolation isolation, Job const& job, bool is_last);
    void write_loop();

    std::string address_;
    PostgresPool pool_;
    std::mutex queue_mutex_;
    std::condition_variable queued_;
    std::deque<Write> queue_;
    bool stopping_ = false;
    std::unique_ptr<PostgresListener> listener_;
    std::vector<std::jthread> threads_;
};

// A connection that did not go through the pool, for the work of the operator.
void protect_tenant_tables(Tx& tx);  // row-level security on each table with a column organization_id; repeatable
void dump_postgres(std::string const& address, std::filesystem::path const& file);

}  // namespace loggia::db
