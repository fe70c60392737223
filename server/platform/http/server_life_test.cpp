// SPDX-License-Identifier: Apache-2.0
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "platform/http/test_server.hpp"

// Time, ends and encryption of connections.
namespace loggia::http {
namespace {

using test::parse_reply, test::RawConnection;

constexpr std::chrono::seconds one_second{1};

TEST(HttpServerLife, WhoSendsItsHeadersTooSlowlyIsCutOff)
{
    ServerConfig config;
    config.header_timeout = one_second;
    TestServer const server(config);
    RawConnection slow(server.server.port());
    slow.send("GET /api/hello HTTP/1.1\r\nHost: te");
    EXPECT_EQ(slow.read_all(), "");
}

TEST(HttpServerLife, AnIdleConnectionIsClosed)
{
    ServerConfig config;
    config.idle_timeout = one_second;
    TestServer const server(config);
    RawConnection idle(server.server.port());
    idle.send("GET /api/hello HTTP/1.1\r\nHost: test\r\n\r\n");
    EXPECT_EQ(parse_reply(idle.read_answer()).status, 200U);
    EXPECT_EQ(idle.read_all(), "");
}

TEST(HttpServerLife, ABodyThatStopsComingIsCutOff)
{
    ServerConfig config;
    config.body_timeout = one_second;
    TestServer const server(config);
    for (auto const* line : {"POST /api/echo", "PUT /api/upload"}) {
        RawConnection slow(server.server.port());
        slow.send(std::string(line) + " HTTP/1.1\r\nHost: test\r\nContent-Length: 500\r\n\r\n{");
        EXPECT_EQ(slow.read_all(), "") << line;
    }
    EXPECT_EQ(server.get("/api/hello").status, 200U);
}

TEST(HttpServerLife, MoreConnectionsThanAllowedAreTurnedAway)
{
    ServerConfig config;
    config.most_connections = 2;
    TestServer const server(config);
    RawConnection first(server.server.port());
    RawConnection second(server.server.port());
    for (auto* connection : {&first, &second}) {
        connection->send("GET /api/hello HTTP/1.1\r\nHost: test\r\n\r\n");
        EXPECT_EQ(parse_reply(connection->read_answer()).status, 200U);
    }
    RawConnection third(server.server.port());
    EXPECT_EQ(third.read_all(), "");
}

TEST(HttpServerLife, SlowUploadsDoNotKeepOthersWaiting)
{
    TestServer server;
    std::vector<std::unique_ptr<RawConnection>> uploads;
    for (int i = 0; i < 6; ++i) {
        uploads.push_back(std::make_unique<RawConnection>(server.server.port()));
        uploads.back()->send("PUT /api/upload HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
        uploads.back()->read_until("\r\n\r\n");
    }
    server.release.set_value();
    EXPECT_EQ(server.get("/api/slow").text("/name"), "done") << "a slow route, as signing in is one";
    for (auto& upload : uploads) {
        upload->send("0123456789");
        EXPECT_EQ(parse_reply(upload->read_answer()).body, "10");
    }
}

TEST(HttpServerLife, StoppingLetsARequestInFlightFinish)
{
    TestServer server;
    RawConnection idle(server.server.port());
    idle.send("GET /api/hello HTTP/1.1\r\nHost: test\r\n\r\n");
    idle.read_answer();
    RawConnection busy(server.server.port());
    busy.send("GET /api/slow HTTP/1.1\r\nHost: test\r\n\r\n");
    server.entered.get_future().wait();
    std::jthread const stopping([&] { server.server.stop(); });
    EXPECT_EQ(idle.read_all(), "") << "idle connections end at once";
    server.release.set_value();
    auto const reply = parse_reply(busy.read_all());
    EXPECT_EQ(reply.text("/name"), "done");
    EXPECT_EQ(reply.header("connection"), "close");
}

TEST(HttpServerLife, StoppingDoesNotWaitForAnUploadWithoutEnd)
{
    ServerConfig config;
    config.stop_grace = one_second;
    TestServer server(config);
    RawConnection upload(server.server.port());
    upload.send("PUT /api/upload HTTP/1.1\r\nHost: test\r\nContent-Length: 90000\r\nExpect: 100-continue\r\n\r\n");
    upload.read_until("\r\n\r\n");
    server.server.stop();
    EXPECT_EQ(upload.read_all(), "");
}

TEST(HttpServerLife, ALiveStreamCarriesEventsUntilItIsClosed)
{
    TestServer server;
    RawConnection stream(server.server.port());
    stream.send("GET /api/live HTTP/1.1\r\nHost: test\r\n\r\n");
    auto const head = stream.read_until("\r\n\r\n");
    EXPECT_NE(head.find("Content-Type: text/event-stream"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    EXPECT_EQ(stream.read_until("\n\n"), "retry: 2000\n\n");
    server.hub.publish({OrganizationId{1}, {}, true, "activity", "{\"action\":\"x\"}"});
    EXPECT_EQ(stream.read_until("\n\n"), "event: activity\ndata: {\"action\":\"x\"}\n\n");
    server.hub.publish({OrganizationId{2}, {}, true, "activity", "{}"});
    server.hub.close_session(SessionId{7});
    EXPECT_EQ(stream.read_all(), "");
}

TEST(HttpServerLife, StoppingEndsLiveStreams)
{
    TestServer server;
    RawConnection stream(server.server.port());
    stream.send("GET /api/live HTTP/1.1\r\nHost: test\r\n\r\n");
    stream.read_until("retry: 2000\n\n");
    server.server.stop();
    EXPECT_EQ(stream.read_all(), "");
}

size_t append(char* data, size_t size, size_t count, void* into)
{
    static_cast<std::string*>(into)->append(data, size * count);
    return size * count;
}

TEST(HttpServerLife, WithACertificateItSpeaksTls)
{
    files::TemporaryDirectory const folder;
    auto const certificate = folder.path() / "certificate.pem";
    auto const key = folder.path() / "key.pem";
    auto const command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout " +
                         key.string() + " -out " + certificate.string() + " 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
    ServerConfig config;
    config.certificate = certificate;
    config.key = key;
    TestServer const server(config);

    std::unique_ptr<CURL, void (*)(CURL*)> const curl(curl_easy_init(), curl_easy_cleanup);
    std::string answer;
    auto const url = "https://127.0.0.1:" + std::to_string(server.server.port());
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, certificate.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HEADER, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    for (int i = 0; i < 2; ++i) {
        answer.clear();
        curl_easy_setopt(curl.get(), CURLOPT_URL, (url + "/api/hello").c_str());
        ASSERT_EQ(curl_easy_perform(curl.get()), CURLE_OK);
        auto const reply = parse_reply(answer);
        EXPECT_EQ(reply.body, R"({"name":"Sanne"})");
        EXPECT_EQ(reply.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
    }
    EXPECT_EQ(server.server.connections(), 1U) << "kept alive";

    RawConnection plain(server.server.port());
    plain.send("GET /api/hello HTTP/1.1\r\nHost: test\r\n\r\n");
    EXPECT_EQ(plain.read_all().find("Sanne"), std::string::npos);
}

}  // namespace
}  // namespace loggia::http
