// SPDX-License-Identifier: Apache-2.0
#include "app/commands.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/demo.hpp"
#include "app/organization_setup.hpp"
#include "features/feeds/feed_import.hpp"
#include "features/portals/portal_pages.hpp"
#include "platform/files/temporary_directory.hpp"

namespace loggia::app {

int serve(App& app, Config const& config)
{
    // A signal to the process goes to the thread that waits for it in sigwait().
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a full disk, not an end

    app.migrate();
    app.start();
    log::info("serving", {{"address", config.public_url}, {"port", app.port()}, {"version", LOGGIA_VERSION}});
    int signal = 0;
    sigwait(&signals, &signal);
    log::info("stopping", {{"signal", signal}});
    app.stop();
    return 0;
}

static std::string read_password()
{
    if (auto const* value = std::getenv("LOGGIA_ADMIN_PASSWORD")) return value;
    std::string line;
    std::getline(std::cin, line);
    return line;
}

int setup(App& app, SetupOptions const& options)
{
    app.migrate();
    auto const slug = set_up_organization(app.services(), {options, read_password()});
    std::printf("%s is ready. Its portal will be at %s/%s once you switch it on under Settings.\n", options.organization.c_str(),
                app.services().config.public_url.c_str(), slug.c_str());
    return 0;
}

int demo(App& app, Config const&)
{
    app.migrate();
    auto const made = fill_demo(app.services());
    if (made == 0) std::printf("The demo is there already; nothing was changed.\n");
    else std::printf("%d demo organizations were filled.\n", made);
    return 0;
}

static std::string read_file(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return std::move(bytes).str();
}

static OrganizationId organization_of(App& app, std::string const& slug)
{
    std::optional<std::int64_t> found;
    app.services().database.read([&](db::Tx& tx) { found = tx.number("SELECT organization_id FROM portal_slugs WHERE slug = $1", slug); });
    if (!found) throw std::runtime_error("there is no portal " + slug);
    return {*found};
}

int import(App& app, ImportOptions const& options)
{
    app.migrate();
    auto const services = app.services();
    auto const run = feeds::import_file(services.database, services.clock, organization_of(app, options.organization), options.feed, read_file(options.file));
    if (run.state == feeds::RunState::failed) {
        std::fprintf(stderr, "%s: %s Nothing was changed.\n", run.error_code.value_or("failed").c_str(), run.error_message.value_or("").c_str());
        return 1;
    }
    std::printf("%ld created, %ld updated, %ld unchanged, %ld withdrawn, %ld refused\n", run.created, run.updated, run.unchanged, run.withdrawn, run.refused);
    return 0;
}

int migrate(App& app, Config const&)
{
    app.migrate();
    std::printf("The database is up to date.\n");
    return 0;
}

int print_openapi()
{
    // The routes are the same whatever the settings, so they are read off an empty installation.
    files::TemporaryDirectory const folder;
    Config config;
    config.data = folder.path();
    config.public_url = "http://127.0.0.1:8080";
    SystemClock const clock;
    App const app(config, clock);
    std::printf("%s\n", boost::json::serialize(http::openapi(app.router())).c_str());
    return 0;
}

}  // namespace loggia::app
