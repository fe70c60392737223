// SPDX-License-Identifier: Apache-2.0
#include "test/secret_watch.hpp"

#include <gtest/gtest.h>

#include "platform/log/log.hpp"
#include "test/database_snapshot.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

TEST(SecretWatch, FindsWhatPassedInWhatWasLogged)
{
    SecretWatch watch;
    watch.learn_from_request(R"({"email": "sanne@example.com", "password": "Geheim-woord-7", "code": "482913"})");
    watch.learn_from_answer(R"({"attempt": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDE", "code": "wrong_password"})");
    watch.learn_token("SESSION-token-of-forty-three-signs");
    watch.hear(R"({"event":"http.request","path":"/api/v1/contacts","microseconds":482913,"status":200})");
    EXPECT_TRUE(watch.leaks_into_log().empty());

    for (auto const* line : {R"({"text":"mailed 482913"})", R"({"path":"/reset/abcdefghijklmnopqrstuvwxyz-0123456789-ABCDE"})",
                             R"({"error":"Geheim-woord-7 was refused"})", R"({"cookie":"SESSION-token-of-forty-three-signs"})"}) {
        watch.learn_from_request(R"({"password": "Geheim-woord-7", "code": "482913"})");
        watch.learn_from_answer(R"({"attempt": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDE"})");
        watch.learn_token("SESSION-token-of-forty-three-signs");
        watch.hear(line);
        EXPECT_EQ(watch.leaks_into_log().size(), 1U) << line;
    }
}

TEST(SecretWatch, FindsThemInTheDatabase)
{
    SecretWatch watch;
    watch.learn_from_request(R"({"password": "Geheim-woord-7", "code": "482913"})");
    EXPECT_EQ(watch.leaks_into({{"contacts", "1|482913|Geheim-woord-7"}}).size(), 1U);
    EXPECT_EQ(watch.leaks_into({{"jobs", "1|482913|x"}}).size(), 1U);
    EXPECT_TRUE(watch.leaks_into({{"jobs", "1|x"}}).empty());
}

// Without this the silence of all other tests could come from a watch that hears nothing.
TEST(SecretWatch, HearsTheServerAtEveryLevel)
{
    TestApp app;
    auto sanne = app.sanne();
    log::debug("test.said", {{"text", "what " + sanne.cookies.at("loggia_portal") + " is"}});
    auto const leaks = secret_watch().leaks_into_log();
    ASSERT_EQ(leaks.size(), 1U);
    EXPECT_NE(leaks.front().find("test.said"), std::string::npos);
}

} // namespace
} // namespace loggia::test
