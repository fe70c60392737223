// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "app/config.hpp"
#include "app/metrics.hpp"
#include "features/notifications/push_key.hpp"
#include "platform/auth/password.hpp"
#include "platform/auth/sealed.hpp"
#include "platform/auth/webauthn.hpp"
#include "platform/fetch/http_client.hpp"
#include "platform/files/file_store.hpp"
#include "platform/http/server.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/images/images.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/live/hub.hpp"
#include "platform/mail/transport.hpp"
#include "platform/sms/transport.hpp"

namespace loggia::app {

// What features are given: each takes the parts it needs.
struct Services {
    Config const& config;
    Clock const& clock;
    db::Database& database;
    files::FileStore& files;
    images::ImageProcessor& images;
    fetch::HttpClient& http;
    live::Hub& hub;
    jobs::Runner& jobs;
    mail::MailTransport& mail;
    sms::SmsTransport& sms;
    auth::Sealer const& sealer;
    notifications::PushKey const& push_key;
    std::optional<auth::webauthn::RelyingParty> const& relying_party;  // absent: no passkeys at this public address
    i18n::Catalogue const& catalogue;
    auth::PasswordCost password_cost; // with the gate that all hashing passes through
};

// The whole program, wired. Opening it migrates nothing and listens to nobody.
class App {
public:
    App(Config config, Clock const& clock);
    ~App();

    void migrate();
    void start();         // server and jobs; throws when migrations are missing or the address is taken
    void start_server();  // without running jobs by itself
    void stop();   // within ten seconds

    std::uint16_t port() const;
    Services services();
    http::Router const& router() const { return dispatcher_->router(); }

private:
    Config config_;
    Clock const& clock_;
    std::unique_ptr<db::Database> database_;
    files::FileStore files_;
    images::ImageProcessor images_;
    fetch::HttpClient http_;
    live::Hub hub_;
    auth::HashingGate hashing_;
    jobs::Runner jobs_;
    std::unique_ptr<mail::MailTransport> mail_;
    std::unique_ptr<sms::SmsTransport> sms_;
    auth::Sealer sealer_;
    notifications::PushKey push_key_;
    std::optional<auth::webauthn::RelyingParty> relying_party_;
    i18n::Catalogue catalogue_;
    Metrics metrics_;
    std::unique_ptr<http::Dispatcher> dispatcher_;
    std::unique_ptr<http::Server> server_;
};

// Lists the features. Defined in routes.cpp.
http::Router all_routes(Services const& services);
void register_jobs(Services const& services);

std::vector<db::MigrationFile> embedded_migrations();

}  // namespace loggia::app
