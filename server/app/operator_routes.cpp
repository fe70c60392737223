// SPDX-License-Identifier: Apache-2.0
#include "app/operator_routes.hpp"

#include <fstream>
#include <sstream>

#include "platform/auth/token.hpp"

namespace loggia::app {

namespace {

http::Response text(unsigned status, std::string body)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body), {}, {}, {}};
}

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

// Somebody at this machine: not through a proxy, declared or not, and not a page that made its own name point here.
bool is_local(http::Head const& head, Config const& config)
{
    if (config.behind_proxy || !is_loopback(head.client_address)) return false;
    for (auto const* name : {"forwarded", "x-forwarded-for", "x-forwarded-proto", "x-real-ip"})
        if (!head.header(name).empty()) return false;
    auto host = head.header("host");
    if (auto const colon = host.rfind(':'); colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) host = host.substr(0, colon);
    return host == "localhost" || host == "[::1]" || is_loopback(host);
}

http::Response readiness(Services const& services)
{
    try {
        if (services.database.is_current(embedded_migrations())) return text(200, "ready\n");
    } catch (std::exception const&) {
        return text(503, "the database cannot be reached\n");
    }
    return text(503, "migrations are missing\n");
}

http::Response show_metrics(http::Request& request, Services const& services, Metrics& metrics, std::size_t connections)
{
    auto const authorization = request.head.header("authorization");
    auto const& token = services.config.metrics_token;
    bool const with_token = !token.empty() && auth::equal_in_constant_time(authorization, "Bearer " + token);
    // Behind a proxy every request comes from loopback, so there only the token counts.
    if (!with_token && !is_local(request.head, services.config)) throw Problem(Fault::not_found, "no_such_route", "There is nothing at this address.");
    auto const count = [&](std::string_view sql) { return static_cast<std::size_t>(request.tx().number(sql).value_or(0)); };
    auto body = metrics.render(connections, services.hub.count(), count("SELECT COUNT(*) FROM jobs WHERE state <> 'dead'"),
                               count("SELECT COUNT(*) FROM jobs WHERE state = 'dead'"), services.password_cost.gate->statistics());
    return {200, {{"Content-Type", "text/plain; version=0.0.4"}}, std::move(body), {}, {}, {}};
}

void check_outbox_access(http::Request const& request, Services const& services)
{
    if (services.config.smtp_url.empty() && is_local(request.head, services.config)) return;
    throw Problem(Fault::not_found, "no_such_route", "There is nothing at this address.");
}

struct OutboxMessage {
    std::string name;
    std::string content;  // of an .eml RFC 5322; of a .txt "To: +31…", an empty line, the text message
};
BOOST_DESCRIBE_STRUCT(OutboxMessage, (), (name, content))

struct Outbox {
    std::vector<OutboxMessage> items;
};
BOOST_DESCRIBE_STRUCT(Outbox, (), (items))

// The newest 50 mails and text messages that would have been sent, newest first.
Outbox list_outbox(http::Request& request, Services const& services)
{
    check_outbox_access(request, services);
    std::vector<std::filesystem::path> paths;
    auto const folder = services.config.data / "outbox";
    if (std::filesystem::exists(folder))
        for (auto const& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".eml" || entry.path().extension() == ".txt") paths.push_back(entry.path());
    std::ranges::sort(paths, std::greater{});
    if (paths.size() > 50) paths.resize(50);
    Outbox outbox;
    for (auto const& path : paths) {
        std::ostringstream content;
        content << std::ifstream(path).rdbuf();
        outbox.items.push_back({path.filename().string(), content.str()});
    }
    return outbox;
}

}  // namespace

void add_operator_routes(http::Router& router, Services const& services, Metrics& metrics, std::function<std::size_t()> connections)
{
    using http::Access, http::Request;
    router.get("/healthz", Access::anyone(), [](Request&) { return text(200, "alive\n"); });
    router.slow(http::Verb::get, "/readyz", Access::anyone(), [services](Request&) { return readiness(services); });
    router.get("/metrics", Access::anyone(), [services, &metrics, connections](Request& request) {
        return show_metrics(request, services, metrics, connections());
    });
    router.get("/dev/outbox", Access::anyone(), [services](Request& request) { return list_outbox(request, services); });
    auto const document = std::make_shared<std::string>();
    router.get("/api/v1/openapi.json", Access::anyone(), [document](Request&) {
        return http::Response{200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}}, *document, {}, {}, {}};
    });
    *document = boost::json::serialize(http::openapi(router));
}

}  // namespace loggia::app
