// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>

#include "platform/fetch/socket_server_for_tests.hpp"
#include "test/mail_reader.hpp"
#include "test/test_app.hpp"

namespace loggia::sign_in_codes {
namespace {

using test::TestApp;

// A gateway that answers with one status and keeps what it was asked to send.
class Gateway {
public:
    explicit Gateway(std::string status)
        : server_([this, answer = "HTTP/1.1 " + std::move(status) +
                                  "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"](fetch::Connection& connection) {
              auto const head = connection.read_until("\r\n\r\n");
              body = connection.read_until("share%20it%20with%20nobody.");
              ++asked;
              connection.write(answer);
          })
    {}
    std::string url() const { return "http://user:secret@" + server_.host() + "/messages"; }

    std::atomic<int> asked = 0;
    std::string body;

private:
    fetch::SocketServer server_;
};

class SmsGateway : public testing::Test {
protected:
    void start(std::string const& gateway_url, std::string const& smtp_url = {})
    {
        app = std::make_unique<TestApp>([&](app::Config& settings) {
            settings.sms_url = gateway_url;
            settings.sms_from = "Loggia";
            settings.smtp_url = smtp_url;
        });
        app->sql("UPDATE contacts SET phone = '+31612345678', locale = 'en' WHERE id = 1201");
        auto const reply =
            app->nobody().post("/api/v1/public/portals/vesper-daal/sign-in-codes", R"({"login": "sanne@example.com", "channel": "best"})");
        EXPECT_EQ(reply.status, 201U);
        attempt = reply.text("/attempt");
        app->run_jobs();
    }

    unsigned enter(std::string const& code)
    {
        return app->nobody()
            .post("/api/v1/public/portals/vesper-daal/code-sessions", R"({"attempt": ")" + attempt + R"(", "code": ")" + code + R"("})")
            .status;
    }

    std::unique_ptr<TestApp> app;
    std::string attempt;
};

} // namespace

TEST_F(SmsGateway, TheCodeGoesThroughTheGateway)
{
    Gateway gateway("201 Created");
    start(gateway.url());
    EXPECT_TRUE(gateway.body.starts_with("From=Loggia&To=%2B31612345678&Body=")) << gateway.body;
    EXPECT_TRUE(app->mails().empty());
    EXPECT_EQ(enter(gateway.body.substr(gateway.body.find("Body=") + 5, 6)), 201U);
}

TEST_F(SmsGateway, ANumberItRefusesGetsAMailAtOnce)
{
    Gateway gateway("400 Bad Request");
    start(gateway.url());
    EXPECT_EQ(gateway.asked, 1);
    ASSERT_EQ(app->mails().size(), 1U);
    EXPECT_EQ(enter(test::code_in(test::text_of(app->mails().front()))), 201U);
}

TEST_F(SmsGateway, OneThatFailsTwiceIsPassedOverForMail)
{
    Gateway gateway("500 Oops");
    start(gateway.url());
    EXPECT_EQ(gateway.asked, 1);
    app->clock().advance(std::chrono::seconds(5));
    app->run_jobs();
    EXPECT_EQ(gateway.asked, 2);
    EXPECT_TRUE(app->mails().empty());
    app->clock().advance(std::chrono::seconds(25));
    app->run_jobs();
    EXPECT_EQ(gateway.asked, 2);
    ASSERT_EQ(app->mails().size(), 1U);
    EXPECT_EQ(enter(test::code_in(test::text_of(app->mails().front()))), 201U);
}

TEST_F(SmsGateway, WithRealMailAndNoGatewayNothingIsTexted)
{
    start("", "smtp://127.0.0.1:1");
    EXPECT_TRUE(app->text_messages().empty());
    EXPECT_EQ(app->count("SELECT COUNT(*) FROM jobs WHERE kind = 'message.sign_in_code' AND last_error IS NOT NULL"), 1)
        << "the mail server is not there";
}

} // namespace loggia::sign_in_codes
