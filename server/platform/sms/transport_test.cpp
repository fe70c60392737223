// SPDX-License-Identifier: Apache-2.0
#include "platform/sms/transport.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "platform/fetch/socket_server_for_tests.hpp"
#include "platform/files/temporary_directory.hpp"
#include "platform/problem.hpp"

namespace loggia::sms {
namespace {

using fetch::Connection, fetch::SocketServer;

Sms const message{Phone::parse("+31612345678").value(), "Uw code is 123456. Groeten & tot ziens, café", {1'781'776'800'000}};

// A gateway that keeps what it was asked and answers with one status.
class Gateway {
public:
    explicit Gateway(std::string status)
        : server_([this, answer = "HTTP/1.1 " + std::move(status) +
                                  "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"](Connection& connection) {
              head = connection.read_until("\r\n\r\n");
              body = connection.read_until("caf%C3%A9");
              connection.write(answer);
          })
    {}
    std::string url(std::string const& user = {}) const
    {
        return "http://" + user + server_.host() + "/2010-04-01/Accounts/AC1/Messages.json";
    }

    std::string head;
    std::string body;

private:
    SocketServer server_;
};

std::string code_of(std::function<void()> const& act)
{
    try {
        act();
    } catch (Problem const& problem) {
        return problem.code;
    }
    return "";
}

std::string refusal_of(std::string const& url, std::string const& from)
{
    try {
        GatewayTransport(url, from);
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST(SmsTransport, TheGatewayGetsAFormWithBasicAuthentication)
{
    Gateway gateway("201 Created");
    GatewayTransport(gateway.url("AC1:to%20ken@"), "Loggia").send(message);
    EXPECT_TRUE(gateway.head.starts_with("POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1\r\n")) << gateway.head;
    EXPECT_NE(gateway.head.find("Content-Type: application/x-www-form-urlencoded\r\n"), std::string::npos);
    EXPECT_NE(gateway.head.find("Authorization: Basic QUMxOnRvIGtlbg==\r\n"), std::string::npos) << gateway.head;
    EXPECT_EQ(gateway.body, "From=Loggia&To=%2B31612345678&Body=Uw%20code%20is%20123456.%20Groeten%20%26%20tot%20ziens%2C%20caf%C3%A9");
}

TEST(SmsTransport, WithoutAUserNothingIsSaidOfOne)
{
    Gateway gateway("200 OK");
    GatewayTransport(gateway.url(), "+31201234567").send(message);
    EXPECT_EQ(gateway.head.find("Authorization"), std::string::npos);
    EXPECT_TRUE(gateway.body.starts_with("From=%2B31201234567&"));
}

TEST(SmsTransport, WhatMayWorkLaterIsTriedAgain)
{
    for (auto const* status : {"500 Oops", "503 Busy", "429 Slow down", "401 Unauthorized", "302 Elsewhere"}) {
        Gateway gateway(status);
        EXPECT_EQ(code_of([&] { GatewayTransport(gateway.url(), "Loggia").send(message); }), "sms_failed") << status;
    }
    std::string address;
    {
        address = Gateway("200 OK").url();
    } // gone
    EXPECT_EQ(code_of([&] { GatewayTransport(address, "Loggia").send(message); }), "sms_failed");
}

TEST(SmsTransport, WhatTheGatewayRefusesIsNotTriedAgain)
{
    Gateway gateway("400 Bad Request");
    EXPECT_EQ(code_of([&] { GatewayTransport(gateway.url(), "Loggia").send(message); }), "sms_refused");
    EXPECT_EQ(code_of([&] { GatewayTransport(gateway.url(), "Loggia").send({message.to, std::string(1601, 'x')}); }), "sms_refused");
    EXPECT_EQ(code_of([&] { GatewayTransport(gateway.url(), "Loggia").send({{}, "Hello"}); }), "sms_refused");
}

TEST(SmsTransport, ABadAddressIsRefusedWithoutRepeatingIt)
{
    for (auto const* url : {"", "gateway", "ftp://user:secret@gateway.example", "https://", "http://user:secret@gate way/"}) {
        auto const refusal = refusal_of(url, "Loggia");
        EXPECT_FALSE(refusal.empty()) << url;
        EXPECT_EQ(refusal.find("secret"), std::string::npos);
    }
    EXPECT_EQ(refusal_of("https://user:secret@gateway.example/sms", "Loggia"), "");
    for (auto const* from : {"", "Vesper & Daal", "TwelveLetter", "12345", "+12"})
        EXPECT_FALSE(refusal_of("https://gateway.example", from).empty()) << from;
}

TEST(SmsTransport, WithoutAGatewayItLiesInTheOutbox)
{
    files::TemporaryDirectory const folder;
    make_transport("", "", folder.path() / "outbox")->send(message);
    std::filesystem::directory_iterator const found(folder.path() / "outbox");
    auto const file = found->path();
    EXPECT_TRUE(file.filename().string().starts_with("20260618T100000.000Z-")) << file;
    EXPECT_EQ(file.extension(), ".txt");
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    EXPECT_EQ(text.str(), "To: +31612345678\n\nUw code is 123456. Groeten & tot ziens, café\n");
}

TEST(SmsTransport, WithNeitherNothingCanBeSent)
{
    auto const none = make_transport("", "", std::nullopt);
    EXPECT_FALSE(none->is_available());
    EXPECT_EQ(code_of([&] { none->send(message); }), "sms_refused");
    EXPECT_TRUE(make_transport("https://gateway.example", "Loggia", std::nullopt)->is_available());
}

} // namespace loggia::sms
