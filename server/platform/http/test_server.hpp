// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <future>

#include "platform/db/test_engines.hpp"
#include "platform/files/file_store.hpp"
#include "platform/files/temporary_directory.hpp"
#include "platform/http/file_response.hpp"
#include "platform/http/server.hpp"
#include "platform/live/hub.hpp"
#include "test/raw_connection.hpp"
#include "test/test_app.hpp"

namespace loggia::http {

struct Greeting {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Greeting, (), (name))

// A small server with a few routes of its own, for tests of the wire.
class TestServer {
public:
    explicit TestServer(ServerConfig config = {})
        : dispatcher(routes(), *database, clock, [](db::Tx&, Access::Audience, Head const&, Timestamp) { return Actor{}; }, {}),
          server(at_any_port(std::move(config)), dispatcher, site(), [](Head const&, Route const*, unsigned, std::chrono::nanoseconds) {})
    {
        server.start();
    }

    std::string ask(std::string const& request) const
    {
        test::RawConnection connection(server.port());
        connection.send(request);
        return connection.read_answer();
    }
    test::Reply get(std::string const& path, std::string const& headers = {}) const
    {
        return test::parse_reply(ask("GET " + path + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n"));
    }

    db::EmptyDatabase database{db::Engine::sqlite};
    ManualClock clock{Timestamp{1'781'776'800'000}};
    files::TemporaryDirectory folder;
    files::FileStore files{folder.path()};
    std::string const stored = files.put("0123456789").sha256;
    live::Hub hub;
    std::promise<void> entered;  // /slow has begun
    std::promise<void> release;  // lets it end
    Dispatcher dispatcher;
    Server server;

private:
    static ServerConfig at_any_port(ServerConfig config)
    {
        config.port = 0;
        return config;
    }

    static Response text(unsigned status, std::string body) { return {status, {{"Content-Type", "text/plain"}}, std::move(body), {}, {}, {}}; }

    Site site()
    {
        Site pages;
        pages.asset = [](Head const& head) -> std::optional<Response> {
            if (head.path == "/asset.txt") return text(200, "asset");
            return std::nullopt;
        };
        pages.page = [](Request& request) { return text(200, "page " + request.head.path); };
        return pages;
    }

    Router routes()
    {
        Router router;
        router.get("/api/hello", Access::anyone(), [](Request&) { return Greeting{"Sanne"}; });
        router.get("/api/ask", Access::anyone(), [](Request&, Greeting const& query) { return query; });
        router.post("/api/echo", Access::anyone(), [](Request&, Greeting const& body) { return body; }).limit(1000);
        router.get("/api/items/{item}", Access::anyone(), [](Request& request) { return Greeting{request.path("item")}; });
        router.get("/api/closed", Access::staff(), [](Request&) { return Greeting{"never"}; });
        router.get("/api/broken", Access::anyone(), [](Request&) -> Greeting { throw std::runtime_error("the password is swordfish"); });
        router.post("/api/broken", Access::anyone(), [](Request&) -> Greeting { throw std::runtime_error("the password is swordfish"); });
        router.get("/api/file", Access::anyone(), [this](Request& request) {
            return file_response(request.head, files, {.sha256 = stored, .media_type = "text/plain", .name = "Año 1.txt"});
        });
        router.get("/api/header", Access::anyone(), [](Request&) {
            return text(200, "").with("X-Made", "a\r\nSet-Cookie: stolen=1");
        });
        router.slow(Verb::get, "/api/slow", Access::anyone(), [this](Request&) {
            entered.set_value();
            release.get_future().wait();
            return Greeting{"done"};
        });
        router.upload(Verb::put, "/api/upload", Access::anyone(), 100'000, [](Request& request) {
            std::vector<char> chunk(4096);
            std::size_t total = 0;
            while (auto const count = request.upload->read(chunk)) total += count;
            return text(200, std::to_string(total));
        });
        router.stream("/api/live", Access::anyone(), [this](Request&) {
            Response response{200, {{"Content-Type", "text/event-stream"}}, {}, {}, {}, {}};
            response.stream = hub.subscribe({OrganizationId{1}, SessionId{7}, std::nullopt});
            return response;
        });
        return router;
    }
};

}  // namespace loggia::http
