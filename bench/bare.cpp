// SPDX-License-Identifier: Apache-2.0
// The limits the figures are set against: our own HTTP layer answering a small JSON from memory (/hello), and the same
// with one indexed row fetched (/get). loggia_bench_bare FOLDER prints its port and serves until it is ended.
#include <csignal>
#include <cstdio>

#include "platform/http/server.hpp"
#include "platform/log/log.hpp"

namespace {

struct Hello {
    std::string hello = "world";
    std::int64_t number = 42;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (hello, number))

struct Name {
    std::string first_name;
};
BOOST_DESCRIBE_STRUCT(Name, (), (first_name))

struct Key {
    loggia::OrganizationId organization_id;
    loggia::ContactId id;
};
BOOST_DESCRIBE_STRUCT(Key, (), (organization_id, id))

}  // namespace

int main(int argc, char** argv)
{
    using namespace loggia::http;
    if (argc != 2) return 2;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    auto const database = loggia::db::Database::open({"sqlite", argv[1], 8});
    Key key;
    database->read([&](loggia::db::Tx& tx) { key = *tx.find<Key>("SELECT organization_id, id FROM contacts ORDER BY organization_id, id LIMIT 1"); });
    Router router;
    router.get("/hello", Access::anyone(), [](Request&) { return Hello{}; });
    router.get("/get", Access::anyone(), [key](Request& request) {
        return *request.tx().find<Name>("SELECT first_name FROM contacts WHERE organization_id = $1 AND id = $2", key.organization_id, key.id);
    });
    loggia::SystemClock const clock;
    auto nobody = [](loggia::db::Tx&, Access::Audience, Head const&, loggia::Timestamp) { return Actor{}; };
    Dispatcher dispatcher(std::move(router), *database, clock, nobody, {});
    ServerConfig config;
    config.port = 0;
    Server server(config, dispatcher, {[](Head const&) { return std::nullopt; }, [](Request&) { return Response{404, {}, {}, {}, {}, {}}; }}, nullptr);
    server.start();
    std::printf("%d\n", server.port());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
}
