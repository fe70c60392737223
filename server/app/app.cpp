// SPDX-License-Identifier: Apache-2.0
#include "app/app.hpp"

#include <boost/system/system_error.hpp>

#include "app/operator_routes.hpp"
#include "app/site.hpp"
#include "features/sessions/session.hpp"
#include "platform/embedded.hpp"
#include "platform/log/log.hpp"

namespace loggia::app {

std::vector<db::MigrationFile> embedded_migrations()
{
    std::vector<db::MigrationFile> files;
    for (auto const& file : embedded::migrations()) files.push_back({std::string(file.name), std::string(file.bytes)});
    return files;
}

static i18n::Catalogue embedded_catalogue()
{
    std::vector<i18n::LocaleText> texts;
    for (auto const& file : embedded::locales()) texts.push_back({file.name, file.bytes});
    return i18n::Catalogue(texts);
}

static std::unique_ptr<mail::MailTransport> mail_transport(Config const& config)
{
    if (config.smtp_url.empty()) return std::make_unique<mail::OutboxTransport>(config.data / "outbox");
    return std::make_unique<mail::SmtpTransport>(config.smtp_url);
}

// Text messages go to the outbox only as long as mails do: whoever sends real mails would lose them there.
static std::unique_ptr<sms::SmsTransport> sms_transport(Config const& config)
{
    auto const outbox = config.smtp_url.empty() ? std::optional(config.data / "outbox") : std::nullopt;
    return sms::make_transport(config.sms_url, config.sms_from, outbox);
}

static auth::Sealer sealer(Config const& config)
{
    if (auto const key = auth::parse_secret_key(config.secret_key)) return auth::Sealer(*key);
    if (config.database != "sqlite")
        log::warning("secret_key.own", {{"why", "LOGGIA_SECRET_KEY is not set: other nodes of this database cannot open what this one seals"}});
    return auth::Sealer(auth::secret_key_in(config.data / "secret.key"));
}

static fetch::FetchPolicy fetch_policy(Config const& config)
{
    fetch::FetchPolicy policy;
    for (auto const& host : config.fetch_allow) policy.allowed_hosts.push_back(host);
    return policy;
}

static auth::PasswordCost password_cost(Config const& config, auth::HashingGate& gate)
{
    auth::PasswordCost cost;
    cost.gate = &gate;
    cost.memory_bytes = std::size_t{config.password_memory} * 1024 * 1024;
    if (config.password_memory == 0) cost = {1, 8192, &gate};  // tests only: read_config() refuses less than 8 MiB
    return cost;
}

App::App(Config config, Clock const& clock)
    : config_(std::move(config)), clock_(clock),
      database_(db::Database::open({config_.database, config_.data, config_.workers})),
      files_(config_.data / "files"), http_(fetch_policy(config_)), jobs_(*database_, clock), mail_(mail_transport(config_)),
      sms_(sms_transport(config_)), sealer_(sealer(config_)), push_key_(*database_, sealer_),
      relying_party_(auth::webauthn::relying_party(config_.public_url)), catalogue_(embedded_catalogue())
{
    auto router = all_routes(services());
    add_operator_routes(router, services(), metrics_, [this] { return server_ ? server_->connections() : 0; });
    register_jobs(services());
    database_->listen([this](std::string const& payload) {
        if (payload.empty() || payload == jobs::notice) jobs_.wake();
        if (payload != jobs::notice) hub_.hear(payload);
    });
    http::DispatcherConfig dispatcher;
    dispatcher.workers = config_.workers;
    dispatcher_ = std::make_unique<http::Dispatcher>(std::move(router), *database_, clock_, sessions::authenticator(*database_), dispatcher);
}

App::~App() { stop(); }

Services App::services()
{
    return {config_, clock_, *database_, files_, images_, http_, hub_, jobs_, *mail_, *sms_, sealer_, push_key_, relying_party_, catalogue_, password_cost(config_, hashing_)};
}

void App::migrate() { database_->migrate(embedded_migrations()); }

void App::start()
{
    start_server();
    jobs_.start();
}

void App::start_server()
{
    if (!database_->is_current(embedded_migrations())) throw std::runtime_error("the database is not up to date: run loggia migrate");
    push_key_.prepare(clock_.now());
    http::ServerConfig server;
    server.address = config_.listen_address;
    server.port = config_.listen_port;
    server.io_threads = config_.io_threads;
    server.certificate = config_.tls_certificate;
    server.key = config_.tls_key;
    server.behind_proxy = config_.behind_proxy;
    auto observe = [this](http::Head const& head, http::Route const* route, unsigned status, std::chrono::nanoseconds taken) {
        metrics_.observe(route, status, taken);
        log::info("http.request", {{"method", http::to_text(head.verb)}, {"path", head.path_for_logs()}, {"status", status},
                                   {"microseconds", std::chrono::duration_cast<std::chrono::microseconds>(taken).count()},
                                   {"from", head.client_address}, log::request_id(head.request_id)});
    };
    server_ = std::make_unique<http::Server>(server, *dispatcher_, make_site(services()), observe);
    try {
        server_->start();
    } catch (boost::system::system_error const& error) {
        throw std::runtime_error("LOGGIA_LISTEN: cannot listen on " + config_.listen_address + ":" + std::to_string(config_.listen_port) + ": " + error.code().message());
    }
}

void App::stop()
{
    hub_.close_all();
    if (server_) server_->stop();
    jobs_.stop();
}

std::uint16_t App::port() const { return server_->port(); }

}  // namespace loggia::app
