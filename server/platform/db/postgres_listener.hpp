// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace loggia::db {

// A connection and a thread of their own that hear what any node announces on the channel "loggia". A lost connection is
// opened again; what was announced in between is lost, so an empty payload tells the listener that it may have missed some.
class PostgresListener {
public:
    // Listens when it returns; throws Problem(unavailable) when the server cannot be reached.
    PostgresListener(std::string address, std::function<void(std::string const&)> action);
    ~PostgresListener();
    PostgresListener(PostgresListener const&) = delete;
    PostgresListener& operator=(PostgresListener const&) = delete;

private:
    bool connect();
    void run();
    bool wait(int socket, int milliseconds);  // false when it is time to stop
    bool hear();                              // false when the connection is lost
    void tell(std::string const& payload);

    struct Finish { void operator()(PGconn* connection) const { PQfinish(connection); } };
    std::string address_;
    std::function<void(std::string const&)> action_;
    std::unique_ptr<PGconn, Finish> connection_;
    int stop_ = -1;  // an eventfd, readable when it is time to stop
    std::jthread thread_;
};

}  // namespace loggia::db
