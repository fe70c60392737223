// SPDX-License-Identifier: Apache-2.0
#include "platform/log/log.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace loggia::log {

static std::string line_of(std::vector<Field> const& fields)
{
    return render_line(Timestamp{1'781'782'200'000}, Level::info, "http.request", fields);
}

TEST(Log, ALineIsOneJsonObject)
{
    std::string const path = "/deals";
    EXPECT_EQ(line_of({{"path", path}, {"status", 200}, {"seconds", 0.25}, {"cached", true}, request_id("0Q3")}),
              R"({"time":"2026-06-18T11:30:00.000Z","level":"info","event":"http.request","path":"/deals",)"
              R"("status":200,"seconds":0.25,"cached":true,"request_id":"0Q3"})");
}

TEST(Log, TextCannotBreakOutOfItsLine)
{
    EXPECT_NE(line_of({{"agent", "a\"\n\r\t\\\x01 é"}}).find(R"("agent":"a\"\n\r\t\\\u0001 é")"), std::string::npos);
    EXPECT_NE(line_of({{"agent", "a\xFF\xC0\xAF z"}}).find("\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD z\""),
              std::string::npos);
    EXPECT_NE(line_of({{"ratio", std::numeric_limits<double>::infinity()}}).find("\"ratio\":null"), std::string::npos);
}

TEST(Log, FieldsThatHoldSecretsAreRedacted)
{
    auto const line = line_of({{"password", "hunter2"}, {"Set-Cookie", "hunter2"}, {"reset_token", "hunter2"}});
    EXPECT_EQ(line.find("hunter2"), std::string::npos);
    EXPECT_NE(line.find(R"("password":"[redacted]")"), std::string::npos);
    for (auto const* name : {"new_password", "Authorization", "cookie", "code", "sms_code", "api-key", "totp_secret", "pin"})
        EXPECT_TRUE(is_secret_name(name)) << name;
    for (auto const* name : {"path", "status_code", "error_code", "country_code", "pins", "opinion", "email"})
        EXPECT_FALSE(is_secret_name(name)) << name;
}

TEST(Log, OnlyWhatReachesTheLevelIsWrittenToStandardError)
{
    testing::internal::CaptureStderr();
    set_level(Level::warning);
    info("quiet");
    warning("loud", {{"n", 1}});
    set_level(Level::info);
    info("again");
    auto const written = testing::internal::GetCapturedStderr();
    EXPECT_EQ(written.find("quiet"), std::string::npos);
    EXPECT_NE(written.find(R"("level":"warning","event":"loud","n":1})"), std::string::npos);
    EXPECT_NE(written.find("\"again\"}\n"), std::string::npos);
}

TEST(Log, LevelsAreReadByName)
{
    EXPECT_EQ(parse_level("debug"), Level::debug);
    EXPECT_EQ(parse_level("warning"), Level::warning);
    EXPECT_FALSE(parse_level("loud"));
}

}  // namespace loggia::log
