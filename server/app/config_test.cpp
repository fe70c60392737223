// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "platform/files/temporary_directory.hpp"

namespace loggia::app {
namespace {

using Variables = std::map<std::string, std::string>;

Config config_of(Variables const& variables)
{
    return read_config([&](std::string const& name) {
        auto const found = variables.find(name);
        return found == variables.end() ? std::string() : found->second;
    });
}

std::string refusal_of(Variables const& variables)
{
    try {
        config_of(variables);
    } catch (std::runtime_error const& error) {
        return error.what();
    }
    return "";
}

TEST(Config, WithoutVariablesItRunsOnThisMachine)
{
    auto const config = config_of({});
    EXPECT_EQ(config.listen_address, "127.0.0.1");
    EXPECT_EQ(config.listen_port, 8080);
    EXPECT_EQ(config.database, "sqlite");
    EXPECT_EQ(config.data, "data");
    EXPECT_EQ(config.public_url, "http://127.0.0.1:8080");
    EXPECT_EQ(config.password_memory, 64U);
}

TEST(Config, EachVariableIsRead)
{
    auto const config = config_of({{"LOGGIA_LISTEN", "[::1]:9000"}, {"LOGGIA_DATA", "/srv/loggia"}, {"LOGGIA_DATABASE", "postgresql:///loggia"},
                                   {"LOGGIA_PUBLIC_URL", "https://portal.example/"}, {"LOGGIA_SMTP_URL", "smtps://mail.example"},
                                   {"LOGGIA_MAIL_FROM", "portal@agency.example"}, {"LOGGIA_WORKERS", "16"}, {"LOGGIA_IO_THREADS", "2"},
                                   {"LOGGIA_BEHIND_PROXY", "1"}, {"LOGGIA_METRICS_TOKEN", "t"}, {"LOGGIA_FETCH_ALLOW", "feeds.lan,10.0.0.5"},
                                   {"LOGGIA_MAP_TILES", "https://tiles.example/{z}/{x}/{y}.png"}, {"LOGGIA_PASSWORD_MEMORY", "8"},
                                   {"LOGGIA_LOG", "warning"}, {"LOGGIA_SMS_URL", "https://user:secret@sms.example/messages"},
                                   {"LOGGIA_SMS_FROM", "Loggia"}, {"LOGGIA_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}});
    EXPECT_EQ(config.listen_address, "::1");
    EXPECT_EQ(config.listen_port, 9000);
    EXPECT_EQ(config.data, "/srv/loggia");
    EXPECT_EQ(config.database, "postgresql:///loggia");
    EXPECT_EQ(config.public_url, "https://portal.example");
    EXPECT_EQ(config.smtp_url, "smtps://mail.example");
    EXPECT_EQ(config.mail_from, "portal@agency.example");
    EXPECT_EQ(config.sms_url, "https://user:secret@sms.example/messages");
    EXPECT_EQ(config.sms_from, "Loggia");
    EXPECT_EQ(config.secret_key, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    EXPECT_EQ(config.workers, 16U);
    EXPECT_EQ(config.io_threads, 2U);
    EXPECT_TRUE(config.behind_proxy);
    EXPECT_EQ(config.metrics_token, "t");
    EXPECT_EQ(config.fetch_allow, (std::vector<std::string>{"feeds.lan", "10.0.0.5"}));
    EXPECT_EQ(config.map_tiles, "https://tiles.example/{z}/{x}/{y}.png");
    EXPECT_EQ(config.password_memory, 8U);
    EXPECT_EQ(config.log_level, "warning");
}

TEST(Config, ABadValueNamesItsVariable)
{
    std::vector<std::pair<std::string, std::string>> const wrong = {
        {"LOGGIA_LISTEN", "8080"}, {"LOGGIA_LISTEN", "127.0.0.1:"}, {"LOGGIA_LISTEN", "127.0.0.1:99999"}, {"LOGGIA_LISTEN", "127.0.0.1:80a"},
        {"LOGGIA_LISTEN", "localhost:80"}, {"LOGGIA_LISTEN", ":80"}, {"LOGGIA_DATABASE", "mysql://x"}, {"LOGGIA_PUBLIC_URL", "portal.example"},
        {"LOGGIA_SMTP_URL", "mail.example"}, {"LOGGIA_MAIL_FROM", "nobody"}, {"LOGGIA_FILES", "s3://bucket"}, {"LOGGIA_WORKERS", "0"},
        {"LOGGIA_WORKERS", "65"}, {"LOGGIA_WORKERS", "many"}, {"LOGGIA_IO_THREADS", "17"}, {"LOGGIA_IO_THREADS", "-1"},
        {"LOGGIA_BEHIND_PROXY", "yes"}, {"LOGGIA_MAP_TILES", "tiles"}, {"LOGGIA_PASSWORD_MEMORY", "7"}, {"LOGGIA_PASSWORD_MEMORY", "1025"},
        {"LOGGIA_LOG", "loud"}};
    for (auto const& [name, value] : wrong)
        EXPECT_TRUE(refusal_of({{name, value}}).starts_with(name + ": ")) << name << "=" << value << " gives \"" << refusal_of({{name, value}}) << "\"";
    for (auto const* url : {"gateway", "ftp://user:hidden@gateway.example", "http://user:hidden@gate way/"}) {
        auto const refusal = refusal_of({{"LOGGIA_SMS_URL", url}, {"LOGGIA_SMS_FROM", "Loggia"}});
        EXPECT_TRUE(refusal.starts_with("LOGGIA_SMS_URL: ")) << refusal;
        EXPECT_EQ(refusal.find("hidden"), std::string::npos);
    }
    EXPECT_TRUE(refusal_of({{"LOGGIA_SMS_URL", "https://gateway.example"}}).starts_with("LOGGIA_SMS_FROM: "));
    EXPECT_TRUE(refusal_of({{"LOGGIA_SECRET_KEY", "too short"}}).starts_with("LOGGIA_SECRET_KEY: "));
    EXPECT_TRUE(refusal_of({{"LOGGIA_TLS_CERTIFICATE", "/etc/c.pem"}}).starts_with("LOGGIA_TLS_KEY: "));
    EXPECT_TRUE(refusal_of({{"LOGGIA_TLS_KEY", "/etc/k.pem"}}).starts_with("LOGGIA_TLS_CERTIFICATE: "));
}

TEST(Config, ASecretMayStandInAFile)
{
    files::TemporaryDirectory const folder;
    auto const path = folder.path() / "token";
    std::ofstream(path) << "from the file\r\n";
    EXPECT_EQ(config_of({{"LOGGIA_METRICS_TOKEN_FILE", path}}).metrics_token, "from the file");
    for (std::string const name : {"LOGGIA_METRICS_TOKEN_FILE", "LOGGIA_SMTP_URL_FILE", "LOGGIA_DATABASE_FILE"})
        EXPECT_TRUE(refusal_of({{name, "/nowhere/at/all"}}).starts_with(name + ": ")) << name;
}

TEST(Config, WithACertificateTheAddressIsHttps)
{
    EXPECT_EQ(config_of({{"LOGGIA_TLS_CERTIFICATE", "c"}, {"LOGGIA_TLS_KEY", "k"}}).public_url, "https://127.0.0.1:8080");
}

}  // namespace
}  // namespace loggia::app
