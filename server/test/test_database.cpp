// SPDX-License-Identifier: Apache-2.0
#include "test/test_database.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace loggia::test {

static std::string server_address()
{
    auto const* value = std::getenv("LOGGIA_TEST_POSTGRES");
    return value ? value : "";
}

bool on_postgres() { return !server_address().empty(); }

static void execute(std::string const& sql)
{
    std::unique_ptr<PGconn, void (*)(PGconn*)> const connection(PQconnectdb(server_address().c_str()), PQfinish);
    std::unique_ptr<PGresult, void (*)(PGresult*)> const result(PQexec(connection.get(), sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
}

// postgresql://user@/postgres?host=… with another database's name in its path.
static std::string with_database(std::string address, std::string const& name)
{
    auto const authority = address.find("://") + 3;
    auto const slash = address.find('/', authority);
    auto const query = std::min(address.find('?', authority), address.size());
    if (slash == std::string::npos || slash > query) return address.insert(query, "/" + name);
    return address.replace(slash, query - slash, "/" + name);
}

TestDatabase::TestDatabase()
{
    if (!on_postgres()) return;
    static std::atomic<int> number = 0;
    name_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
    execute("CREATE DATABASE " + name_);
    address_ = with_database(server_address(), name_);
}

TestDatabase::~TestDatabase()
{
    if (name_.empty()) return;
    try {
        execute("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (std::exception const&) {  // the cluster is thrown away with the test run
    }
}

}  // namespace loggia::test
