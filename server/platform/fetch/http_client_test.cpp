// SPDX-License-Identifier: Apache-2.0
#include "platform/fetch/http_client.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <mutex>

#include "platform/fetch/address.hpp"
#include "platform/fetch/socket_server_for_tests.hpp"
#include "platform/files/temporary_directory.hpp"
#include "platform/problem.hpp"

namespace loggia::fetch {

// Answers each request by its path with what the test has laid there, and keeps what was asked.
class HttpClientTest : public testing::Test {
protected:
    void answer(std::string const& path, std::string const& whole)
    {
        std::lock_guard const lock(mutex_);
        answers_.emplace_back(path, whole);
    }

    static std::string ok(std::string const& body, std::string const& headers = {})
    {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
    }
    static std::string redirect(std::string const& location)
    {
        return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n";
    }

    std::string url(std::string const& path) const { return "http://" + server_.host() + path; }
    HttpClient client(std::int64_t max_bytes = 1 << 20, int timeout_milliseconds = 10'000) const
    {
        return HttpClient({{"127.0.0.1"}, max_bytes, std::chrono::milliseconds(timeout_milliseconds)});
    }

    std::vector<std::string> asked()
    {
        std::lock_guard const lock(mutex_);
        return asked_;
    }

    void serve(Connection& connection)
    {
        auto head = connection.read_until("\r\n\r\n");
        if (auto const at = head.find("Content-Length: "); at != std::string::npos) {
            auto const length = std::stoul(head.substr(at + 16));
            while (length > 0 && head.size() - head.find("\r\n\r\n") - 4 < length) head += connection.read_until("}");
        }
        std::string whole;
        {
            std::lock_guard const lock(mutex_);
            asked_.push_back(head);
            auto const path = head.substr(head.find(' ') + 1, head.find(' ', head.find(' ') + 1) - head.find(' ') - 1);
            for (auto const& [at, text] : answers_)
                if (at == path) whole = text;
        }
        if (whole.empty()) connection.wait_for_close();
        connection.write(whole);
    }

    template <class Act>
    static void expect_problem(Fault fault, std::string const& code, Act const& act)
    {
        try {
            act();
            ADD_FAILURE() << "was fetched";
        } catch (Problem const& problem) {
            EXPECT_EQ(problem.fault, fault) << problem.what();
            EXPECT_EQ(problem.code, code) << problem.what();
        }
    }

    std::mutex mutex_;
    std::vector<std::pair<std::string, std::string>> answers_;
    std::vector<std::string> asked_;
    SocketServer server_{[this](Connection& connection) { serve(connection); }};
};

TEST_F(HttpClientTest, GetsABodyWithItsTypeAndMarks)
{
    answer("/feed.xml", ok("<feed/>", "Content-Type: Application/XML ; charset=utf-8\r\nETag: \"v1\"\r\n"
                                      "Last-Modified: Thu, 18 Jun 2026 11:30:00 GMT\r\n"));
    auto const response = client().get(url("/feed.xml"), {{{"X-Key", "abc"}}});
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.succeeded());
    EXPECT_EQ(response.body, "<feed/>");
    EXPECT_EQ(response.size, 7);
    EXPECT_EQ(response.media_type, "application/xml");
    EXPECT_EQ(response.etag, "\"v1\"");
    EXPECT_EQ(response.last_modified, "Thu, 18 Jun 2026 11:30:00 GMT");
    EXPECT_EQ(response.url, url("/feed.xml"));
    EXPECT_NE(asked().front().find("X-Key: abc\r\n"), std::string::npos);
}

TEST_F(HttpClientTest, AsksOnlyForWhatHasChanged)
{
    answer("/feed.xml", "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    FetchOptions options;
    options.etag = "\"v1\"";
    options.last_modified = "Thu, 18 Jun 2026 11:30:00 GMT";
    auto const response = client().get(url("/feed.xml"), options);
    EXPECT_TRUE(response.not_modified());
    EXPECT_NE(asked().front().find("If-None-Match: \"v1\"\r\n"), std::string::npos);
    EXPECT_NE(asked().front().find("If-Modified-Since: Thu, 18 Jun 2026 11:30:00 GMT\r\n"), std::string::npos);
}

TEST_F(HttpClientTest, PostsABodyAndDoesNotFollowARedirect)
{
    answer("/hook", ok("thanks"));
    EXPECT_EQ(client().post(url("/hook"), R"({"a":1})", "application/json").body, "thanks");
    EXPECT_TRUE(asked().front().starts_with("POST /hook HTTP/1.1\r\n"));
    EXPECT_NE(asked().front().find("Content-Type: application/json\r\n"), std::string::npos);
    EXPECT_TRUE(asked().front().ends_with("\r\n\r\n{\"a\":1}"));
    answer("/moved", redirect("/hook"));
    EXPECT_EQ(client().post(url("/moved"), "{}", "application/json").status, 302);
}

TEST_F(HttpClientTest, ErrorsOfTheOtherServerAreAnswers)
{
    answer("/busy", "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
    auto const response = client().get(url("/busy"));
    EXPECT_EQ(response.status, 503);
    EXPECT_FALSE(response.succeeded());
    EXPECT_EQ(response.retry_after_seconds, 120);
}

TEST_F(HttpClientTest, FollowsThreeRedirectsAndNoMore)
{
    answer("/0", redirect("/1"));
    answer("/1", redirect("2"));
    answer("/2", redirect(url("/3")));
    answer("/3", ok("there"));
    auto const response = client().get(url("/0"));
    EXPECT_EQ(response.body, "there");
    EXPECT_EQ(response.url, url("/3"));
    answer("/circle", redirect("/circle"));
    expect_problem(Fault::unavailable, "fetch_failed", [&] { client().get(url("/circle")); });
}

TEST_F(HttpClientTest, ARedirectToARefusedAddressIsNotFollowed)
{
    auto const port = std::to_string(server_.port());
    for (auto const& target : {"http://localhost:" + port + "/in", "http://[::1]:" + port + "/in", std::string("file:///etc/passwd"),
                               "http://127.0.0.2:" + port + "/in", "http://0x7f000001.:" + port + "/in"}) {
        answer("/out", redirect(target));
        try {
            client().get(url("/out"));
            ADD_FAILURE() << target;
        } catch (Problem const& problem) {
            EXPECT_TRUE(problem.code == "url_refused" || problem.code == "fetch_failed") << problem.code;
        }
        for (auto const& request : asked()) EXPECT_EQ(request.find("GET /in"), std::string::npos) << target;
    }
}

TEST_F(HttpClientTest, ARedirectElsewhereDoesNotCarryTheCallersHeaders)
{
    answer("/out", redirect("http://LOCALHOST:" + std::to_string(server_.port()) + "/in"));
    answer("/in", ok("there"));
    HttpClient const both({{"127.0.0.1", "localhost"}});
    both.get(url("/out"), {{{"Authorization", "Bearer abc"}}});
    EXPECT_NE(asked()[0].find("Bearer abc"), std::string::npos);
    EXPECT_EQ(asked()[1].find("Bearer abc"), std::string::npos);
}

TEST_F(HttpClientTest, AddressesInsideAreRefusedUnlessAllowed)
{
    HttpClient const strict;
    for (auto const& address : {url("/"), "http://localhost:" + std::to_string(server_.port()) + "/", std::string("http://10.0.0.1/"),
                                std::string("http://169.254.169.254/latest/meta-data"), std::string("http://[::ffff:127.0.0.1]/"),
                                std::string("http://2130706433/"), std::string("http://0/")})
        expect_problem(Fault::invalid, "url_refused", [&] { strict.get(address); });
    EXPECT_TRUE(asked().empty());
}

TEST_F(HttpClientTest, OnlyWebAddressesAreFetched)
{
    for (auto const* address : {"", "feed.xml", "file:///etc/passwd", "ftp://example.com/a", "gopher://example.com", "http://",
                                "javascript:alert(1)", "http://exa mple.com/"})
        expect_problem(Fault::invalid, "url_refused", [&] { client().get(address); });
}

TEST_F(HttpClientTest, AnAnswerBeyondTheLimitIsNotTaken)
{
    answer("/declared", ok(std::string(2000, 'x')));
    expect_problem(Fault::unavailable, "fetch_failed", [&] { client(1000).get(url("/declared")); });
    answer("/endless", "HTTP/1.1 200 OK\r\n\r\n" + std::string(2000, 'x'));
    expect_problem(Fault::unavailable, "fetch_failed", [&] { client(1000).get(url("/endless")); });
    answer("/exact", ok(std::string(1000, 'x')));
    EXPECT_EQ(client(1000).get(url("/exact")).size, 1000);
}

TEST_F(HttpClientTest, ASlowServerIsLeft)
{
    expect_problem(Fault::unavailable, "fetch_failed", [&] { client(1000, 100).get(url("/silent")); });
}

TEST_F(HttpClientTest, ACutAnswerIsNoAnswerAndLeavesNoFile)
{
    files::TemporaryDirectory const directory;
    FetchOptions options;
    options.save_to = directory.path() / "feed";
    answer("/cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    expect_problem(Fault::unavailable, "fetch_failed", [&] { client().get(url("/cut"), options); });
    EXPECT_FALSE(std::filesystem::exists(*options.save_to));
}

TEST_F(HttpClientTest, ABodyGoesIntoAFile)
{
    files::TemporaryDirectory const directory;
    FetchOptions options;
    options.save_to = directory.path() / "feed";
    answer("/feed", ok("<feed/>"));
    auto const response = client().get(url("/feed"), options);
    EXPECT_EQ(response.size, 7);
    EXPECT_EQ(response.body, "");
    std::ifstream file(*options.save_to);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "<feed/>");
}

TEST_F(HttpClientTest, AHeaderCannotBringAnother)
{
    EXPECT_THROW(client().get(url("/feed"), {{{"X-Key", "a\r\nX-Other: b"}}}), std::invalid_argument);
}

static bool is_public(char const* text)
{
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (::inet_pton(AF_INET, text, &four.sin_addr) == 1) return is_public_address(reinterpret_cast<sockaddr&>(four));
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    EXPECT_EQ(::inet_pton(AF_INET6, text, &six.sin6_addr), 1) << text;
    return is_public_address(reinterpret_cast<sockaddr&>(six));
}

TEST(Address, OnlyTheOpenInternetIsPublic)
{
    for (auto const* text : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
                             "192.167.1.1", "198.17.1.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1",
                             "64:ff9b::101:101", "2001:200::1"})
        EXPECT_TRUE(is_public(text)) << text;
    for (auto const* text : {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254",
                             "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
                             "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1",
                             "::ffff:1.1.1.1", "::ffff:127.0.0.1", "::127.0.0.1", "fc00::1", "fd12::1", "fe80::1", "fec0::1",
                             "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
                             "3fff::1", "4000::1"})
        EXPECT_FALSE(is_public(text)) << text;
}

}  // namespace loggia::fetch
