// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "platform/clock.hpp"
#include "platform/fetch/http_client.hpp"
#include "platform/values.hpp"

namespace loggia::sms {

// A text message. What is longer than one message (160 characters of GSM 03.38, 70 of others) the gateway splits.
struct Sms {
    Phone to;
    std::string text;    // UTF-8, at most longest_text bytes
    Timestamp date = {}; // when it was written
};

inline constexpr std::size_t longest_text = 1600;

// Hands a finished message on. Safe from any thread; blocks, so it is called from the job runner alone. Errors:
// Problem(unavailable, "sms_failed"): may work later; Problem(invalid, "sms_refused"): the gateway refuses this number or
// text for good. Neither repeats the gateway's address or answer, which may hold a secret.
class SmsTransport {
public:
    virtual ~SmsTransport() = default;
    virtual void send(Sms const& sms) = 0;
    virtual bool is_available() const { return true; } // false: send() never works, choose another way
};

// An HTTP gateway that takes what Twilio's "Messages" resource takes: POST of the form fields From, To and Body, with Basic
// authentication from the URL's user and password ("https://user:password@api.example/2010-04-01/Accounts/…/Messages.json").
// The operator named its host, so it may be at a private address. Redirects are not followed.
class GatewayTransport final : public SmsTransport {
public:
    // `from`: the sender, a phone number or 1–11 letters and digits. std::invalid_argument when the URL cannot be used; the
    // message does not repeat it.
    GatewayTransport(std::string const& url, std::string from);
    void send(Sms const& sms) override;

private:
    std::string url_; // without user and password
    std::string authorization_;
    std::string from_;
    std::unique_ptr<fetch::HttpClient> http_;
};

// Lays each message as `<time>-<id>.txt` into a folder, whole or not at all: a line "To: +31…", an empty line, the text.
class OutboxTransport final : public SmsTransport {
public:
    explicit OutboxTransport(std::filesystem::path folder); // creates it
    void send(Sms const& sms) override;

private:
    std::filesystem::path folder_;
};

// A sender that gateways take: E.164, or 1–11 letters, digits and spaces with a letter among them.
bool is_sender(std::string const& text);

// Where mails are really sent but no gateway is configured: laying messages aside would only lose them.
class NoTransport final : public SmsTransport {
public:
    void send(Sms const& sms) override; // Problem(invalid, "sms_refused")
    bool is_available() const override { return false; }
};

// The gateway when a URL is configured, else the outbox, else none.
std::unique_ptr<SmsTransport> make_transport(std::string const& url, std::string const& from,
                                             std::optional<std::filesystem::path> const& outbox);

} // namespace loggia::sms
