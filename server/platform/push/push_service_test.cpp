// SPDX-License-Identifier: Apache-2.0
#include "platform/push/push_service.hpp"

#include <gtest/gtest.h>

#include "platform/problem.hpp"
#include "test/push_double.hpp"

namespace loggia::push {
namespace {

using test::PushBrowser, test::PushDouble;

constexpr Timestamp now{1'781'776'800'000};

class PushServiceTest : public testing::Test {
protected:
    fetch::HttpClient const http{{.allowed_hosts = {"127.0.0.1"}}};
    KeyPair const keys = KeyPair::generate();
    PushService const service{http, keys, "mailto:portal@vesper.example"};
    PushBrowser const browser;
};

TEST_F(PushServiceTest, AMessageArrivesAsTheBrowserReadsIt)
{
    PushDouble double_(201);
    auto const outcome = service.send(browser.subscription(double_.address("/push/abc")),
                                      {"{\"title\":\"Nieuw bericht\"}", "conversation-1", Urgency::high}, now);
    EXPECT_EQ(outcome, Outcome::sent);
    auto const request = double_.take();
    EXPECT_EQ(request.path, "/push/abc");
    EXPECT_EQ(request.headers.at("ttl"), "86400");
    EXPECT_EQ(request.headers.at("content-encoding"), "aes128gcm");
    EXPECT_EQ(request.headers.at("urgency"), "high");
    EXPECT_EQ(request.headers.at("topic"), "conversation-1");
    EXPECT_EQ(browser.read(request.body), "{\"title\":\"Nieuw bericht\"}");
}

TEST_F(PushServiceTest, TheSenderProvesWhoItIs)
{
    PushDouble double_(201);
    service.send(browser.subscription(double_.address("/push/abc")), {"x"}, now);
    auto const proof = test::read_vapid(double_.take().headers.at("authorization"));
    EXPECT_EQ(proof.header, R"({"typ":"JWT","alg":"ES256"})");
    EXPECT_EQ(proof.claims, R"({"aud":")" + double_.address("") + R"(","exp":1781820000,"sub":"mailto:portal@vesper.example"})");
    EXPECT_EQ(proof.public_key, keys.public_key());
    EXPECT_TRUE(proof.is_signed);
}

TEST_F(PushServiceTest, AnswersSayWhatToDo)
{
    auto const send = [&](unsigned status) {
        PushDouble double_(status);
        return service.send(browser.subscription(double_.address("/x")), {"x"}, now);
    };
    for (unsigned const status : {200U, 201U, 202U}) EXPECT_EQ(send(status), Outcome::sent) << status;
    for (unsigned const status : {404U, 410U}) EXPECT_EQ(send(status), Outcome::gone) << status;
    auto const code_of = [&](unsigned status) -> std::string {
        try {
            send(status);
        } catch (Problem const& problem) {
            return problem.code;
        }
        return "";
    };
    for (unsigned const status : {429U, 500U, 503U}) EXPECT_EQ(code_of(status), "push_unavailable") << status;
    for (unsigned const status : {400U, 401U, 403U, 413U, 301U}) EXPECT_EQ(code_of(status), "push_refused") << status;
}

TEST_F(PushServiceTest, AnAddressInsideIsNotReached)
{
    fetch::HttpClient const strict;
    PushService const guarded(strict, keys, "mailto:portal@vesper.example");
    try {
        guarded.send(browser.subscription("https://127.0.0.1:9/push"), {"x"}, now);
        ADD_FAILURE();
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.code, "url_refused");
    }
}

TEST(Vapid, TheAudienceIsTheOrigin)
{
    EXPECT_EQ(origin_of("https://push.example/send/abc?x=1"), "https://push.example");
    EXPECT_EQ(origin_of("https://push.example:8443/send"), "https://push.example:8443");
    EXPECT_EQ(origin_of("https://push.example"), "https://push.example");
}

} // namespace
} // namespace loggia::push
