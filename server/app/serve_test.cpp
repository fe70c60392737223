// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "platform/files/temporary_directory.hpp"
#include "test/installation.hpp"
#include "test/raw_connection.hpp"
#include "test/test_app.hpp"

// The command line, as its operator meets it.
namespace loggia::test {
namespace {

class CommandLine : public testing::Test {
protected:
    files::TemporaryDirectory folder;
    Installation installation{folder.path()};
};

TEST_F(CommandLine, ABadVariableStopsTheStartAndIsNamed)
{
    for (auto const& [name, value] : std::map<std::string, std::string>{{"LOGGIA_LISTEN", "somewhere"}, {"LOGGIA_WORKERS", "0"}, {"LOGGIA_DATABASE", "oracle"}, {"LOGGIA_SMTP_URL_FILE", "/nowhere"}}) {
        auto child = installation.program({"serve"}, {{name, value}});
        EXPECT_EQ(child.wait(), 1);
        EXPECT_NE(child.output().find("loggia: " + name), std::string::npos) << child.output();
    }
}

TEST_F(CommandLine, AnAddressThatIsTakenStopsTheStart)
{
    auto first = installation.program({"serve"});
    auto const address = "127.0.0.1:" + std::to_string(port_of(first));
    auto second = installation.program({"serve"}, {{"LOGGIA_LISTEN", address}});
    EXPECT_EQ(second.wait(), 1);
    EXPECT_NE(second.output().find("LOGGIA_LISTEN"), std::string::npos) << second.output();
    first.send(SIGINT);
    EXPECT_EQ(first.wait(), 0);
}

TEST_F(CommandLine, EachCommandExplainsItself)
{
    for (auto const* command : {"serve", "setup", "demo", "import", "migrate", "backup", "restore", "check", "openapi"}) {
        auto child = installation.program({command, "--help"});
        EXPECT_EQ(child.wait(), 0) << command;
        EXPECT_NE(child.output().find("Usage"), std::string::npos) << command;
    }
    auto none = installation.program({});
    EXPECT_NE(none.wait(), 0);
    auto unknown = installation.program({"fly"});
    EXPECT_NE(unknown.wait(), 0);
}

TEST_F(CommandLine, SettingUpTwiceOrWronglyIsRefused)
{
    installation.set_up();
    auto again = installation.program({"setup", "--organization", "Other", "--name", "Marit", "--email", "marit@vesper.example"});
    EXPECT_EQ(again.wait(), 1) << "the address is taken";
    auto weak = installation.program({"setup", "--organization", "Other", "--name", "Noor", "--email", "noor@other.example"}, {{"LOGGIA_ADMIN_PASSWORD", "short"}});
    EXPECT_EQ(weak.wait(), 1);
    auto wrong = installation.program({"setup", "--organization", "Other", "--name", "Noor", "--email", "nobody"});
    EXPECT_EQ(wrong.wait(), 1);
}

TEST_F(CommandLine, FiguresAreGivenToWhoHasTheToken)
{
    auto server = installation.program({"serve"}, {{"LOGGIA_METRICS_TOKEN", "a-token-for-figures"}, {"LOGGIA_BEHIND_PROXY", "1"}});
    Caller scraper(port_of(server));
    EXPECT_EQ(scraper.get("/metrics").status, 404U) << "behind a proxy everybody seems to be here";
    EXPECT_EQ(scraper.get("/metrics", {{"Authorization", "Bearer wrong"}}).status, 404U);
    EXPECT_EQ(scraper.get("/metrics", {{"Authorization", "Bearer a-token-for-figures"}}).status, 200U);
    EXPECT_EQ(scraper.get("/dev/outbox", {{"Authorization", "Bearer a-token-for-figures"}}).status, 404U);
}

TEST_F(CommandLine, BehindAProxyTheCallersAddressAndSchemeAreTheProxys)
{
    installation.set_up();
    auto server = installation.program({"serve"}, {{"LOGGIA_BEHIND_PROXY", "1"}});
    Caller marit(port_of(server));
    auto const signed_in = marit.post("/api/v1/public/staff-sessions", std::string(R"({"email": "marit@vesper.example", "password": ")") + world::password + "\"}",
                                      {{"X-Forwarded-For", "198.51.100.7, 203.0.113.9"}, {"X-Forwarded-Proto", "https"}});
    ASSERT_EQ(signed_in.status, 201U) << signed_in.body;
    EXPECT_TRUE(signed_in.header("set-cookie").starts_with("__Host-loggia_staff=")) << signed_in.header("set-cookie");
    EXPECT_NE(signed_in.header("set-cookie").find("; Secure"), std::string::npos);
    EXPECT_FALSE(signed_in.header("strict-transport-security").empty());
    auto const list = marit.get("/api/v1/sessions", {{"X-Forwarded-Proto", "https"}});
    EXPECT_EQ(list.text("/items/0/client_address"), "203.0.113.9") << "what the proxy saw, not what the caller claims";

    // Some proxies add a field of their own behind the caller's instead of extending it.
    auto const credentials = std::string(R"({"email": "marit@vesper.example", "password": ")") + world::password + "\"}";
    RawConnection raw(port_of(server));
    raw.send("POST /api/v1/public/staff-sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 192.0.2.66\r\n"
             "X-Forwarded-For: 203.0.113.10\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Proto: https\r\nContent-Length: " +
             std::to_string(credentials.size()) + "\r\n\r\n" + credentials);
    EXPECT_TRUE(parse_reply(raw.read_all()).header("set-cookie").starts_with("__Host-"));
    auto const both = marit.get("/api/v1/sessions", {{"X-Forwarded-Proto", "https"}});
    EXPECT_NE(both.body.find("203.0.113.10"), std::string::npos) << both.body;
    EXPECT_EQ(both.body.find("192.0.2.66"), std::string::npos) << both.body;
}

TEST_F(CommandLine, TheApiDocumentIsPrinted)
{
    auto child = installation.program({"openapi"});
    EXPECT_EQ(child.wait(), 0);
    boost::system::error_code error;
    auto const document = boost::json::parse(child.output(), error);
    ASSERT_FALSE(error);
    EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
}

}  // namespace
}  // namespace loggia::test
