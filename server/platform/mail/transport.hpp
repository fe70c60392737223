// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/mail/message.hpp"

namespace loggia::mail {

// Hands a finished mail on. Safe from any thread; blocks, so it is called from the job runner alone. Errors:
// Problem(unavailable, "mail_failed"): may work later;
// Problem(invalid, "mail_refused"): the server refuses this mail or recipient for good (a 5xx answer);
// Problem(invalid, "mail_unsendable"): see render_eml.
class MailTransport {
public:
    virtual ~MailTransport() = default;
    virtual void send(Mail const& mail) = 0;
};

// `smtp://host` uses STARTTLS when the server offers it, and insists on it where a password would go to another machine;
// `smtp+starttls://` always insists; `smtps://` is TLS from the start. Certificates are verified, except those of this very machine. Without user: no sign-in.
class SmtpTransport final : public MailTransport {
public:
    // std::invalid_argument when the URL cannot be used; the message does not repeat it, for it holds a password.
    explicit SmtpTransport(std::string const& url, std::chrono::milliseconds timeout = std::chrono::seconds(30));
    void send(Mail const& mail) override;

private:
    enum class Tls { when_offered, required, from_the_start };

    std::string server_;  // "smtp://host:port" for libcurl
    std::string user_;
    std::string password_;
    Tls tls_ = Tls::when_offered;
    bool is_local_ = false;
    std::chrono::milliseconds timeout_;
};

// Lays each mail as `<time>-<id>.eml` into a folder, whole or not at all; the names sort by time.
class OutboxTransport final : public MailTransport {
public:
    explicit OutboxTransport(std::filesystem::path folder);  // creates it
    void send(Mail const& mail) override;

private:
    std::filesystem::path folder_;
};

// SMTP when a URL is configured, else the outbox.
std::unique_ptr<MailTransport> make_transport(std::string const& smtp_url, std::filesystem::path const& outbox);

}  // namespace loggia::mail
