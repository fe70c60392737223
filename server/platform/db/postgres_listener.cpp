// SPDX-License-Identifier: Apache-2.0
#include "platform/db/postgres_listener.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "platform/log/log.hpp"
#include "platform/problem.hpp"

namespace loggia::db {

PostgresListener::PostgresListener(std::string address, std::function<void(std::string const&)> action)
    : address_(std::move(address)), action_(std::move(action))
{
    if (!connect()) throw Problem(Fault::unavailable, "storage_unavailable", "The database cannot be reached now.");
    stop_ = eventfd(0, EFD_CLOEXEC);
    if (stop_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    thread_ = std::jthread([this] { run(); });
}

PostgresListener::~PostgresListener()
{
    std::uint64_t const one = 1;
    if (write(stop_, &one, sizeof one) != sizeof one) log::error("db.listener_stop_failed");
    thread_.join();
    close(stop_);
}

bool PostgresListener::connect()
{
    char const* const names[] = {"connect_timeout", "fallback_application_name", "dbname", "client_encoding", nullptr};
    char const* const values[] = {"5", "loggia-listener", address_.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(names, values, 1));
    std::unique_ptr<PGresult, void (*)(PGresult*)> const result(PQexec(connection_.get(), "LISTEN loggia"), PQclear);
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return true;
    log::warning("db.listener_not_connected", {{"error", PQerrorMessage(connection_.get())}});
    return false;
}

bool PostgresListener::wait(int socket, int milliseconds)
{
    pollfd watched[] = {{stop_, POLLIN, 0}, {socket, POLLIN, 0}};
    auto const count = poll(watched, socket < 0 ? 1 : 2, milliseconds);
    return count < 0 || watched[0].revents == 0;
}

void PostgresListener::tell(std::string const& payload)
{
    try {
        action_(payload);
    } catch (std::exception const& error) {
        log::error("db.listener_failed", {{"error", error.what()}});
    }
}

bool PostgresListener::hear()
{
    if (PQconsumeInput(connection_.get()) != 1) return false;
    while (std::unique_ptr<PGnotify, void (*)(void*)> const heard{PQnotifies(connection_.get()), PQfreemem})
        tell(heard->extra);
    return PQstatus(connection_.get()) == CONNECTION_OK;
}

void PostgresListener::run()
{
    auto pause = 100;
    while (wait(PQsocket(connection_.get()), -1)) {
        if (hear()) continue;
        log::warning("db.listener_lost", {{"error", PQerrorMessage(connection_.get())}});
        while (!connect()) {
            if (!wait(-1, pause)) return;
            pause = std::min(2 * pause, 10'000);
        }
        pause = 100;
        tell("");
    }
}

}  // namespace loggia::db
