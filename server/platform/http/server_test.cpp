// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/http/test_server.hpp"

namespace loggia::http {
namespace {

using test::parse_reply, test::RawConnection, test::Reply;

std::string request(std::string const& first_line, std::string const& headers = {}, std::string const& body = {})
{
    return first_line + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n" + body;
}

std::string post(std::string const& path, std::string const& body, std::string const& headers = {})
{
    return request("POST " + path, "Content-Length: " + std::to_string(body.size()) + "\r\n" + headers, body);
}

TEST(HttpServer, OneConnectionServesManyRequests)
{
    TestServer const server;
    RawConnection connection(server.server.port());
    for (int i = 0; i < 3; ++i) {
        connection.send(request("GET /api/hello"));
        auto const reply = parse_reply(connection.read_answer());
        EXPECT_EQ(reply.status, 200U);
        EXPECT_EQ(reply.body, R"({"name":"Sanne"})");
        connection.send(post("/api/echo", R"({"name":"Mark"})"));
        EXPECT_EQ(parse_reply(connection.read_answer()).body, R"({"name":"Mark"})");
    }
    EXPECT_EQ(server.server.connections(), 1U);
}

TEST(HttpServer, PipelinedRequestsAreAnsweredInOrder)
{
    TestServer const server;
    RawConnection connection(server.server.port());
    std::string all;
    for (int i = 0; i < 50; ++i) all += i % 2 == 0 ? request("GET /api/items/" + std::to_string(i)) : post("/api/echo", "{\"name\":\"" + std::to_string(i) + "\"}");
    connection.send(all);
    for (int i = 0; i < 50; ++i) EXPECT_EQ(parse_reply(connection.read_answer()).text("/name"), std::to_string(i));
}

TEST(HttpServer, OldAndClosingClientsAreLeftInPeace)
{
    TestServer const server;
    RawConnection old(server.server.port());
    old.send("GET /api/hello HTTP/1.0\r\n\r\n");
    EXPECT_NE(old.read_all().find(R"({"name":"Sanne"})"), std::string::npos);
    RawConnection closing(server.server.port());
    closing.send(request("GET /api/hello", "Connection: close\r\n"));
    EXPECT_NE(closing.read_all().find("Connection: close\r\n"), std::string::npos);
    EXPECT_FALSE(closing.was_reset());
}

TEST(HttpServer, HeadAnswersAsGetDoesWithoutTheBody)
{
    TestServer const server;
    RawConnection connection(server.server.port());
    for (auto const* path : {"/api/hello", "/api/file", "/asset.txt", "/anything"}) {
        connection.send(request(std::string("HEAD ") + path));
        auto const head = parse_reply(connection.read_until("\r\n\r\n"));
        auto const whole = server.get(path);
        EXPECT_EQ(head.status, 200U);
        EXPECT_EQ(head.header("content-length"), std::to_string(whole.body.size()));
        EXPECT_EQ(head.header("content-type"), whole.header("content-type"));
    }
    connection.send(request("GET /api/hello"));
    EXPECT_EQ(parse_reply(connection.read_answer()).status, 200U) << "no byte of a body was left on the connection";
}

TEST(HttpServer, OptionsAndWrongMethodsNameWhatIsAllowed)
{
    TestServer const server;
    auto const options = parse_reply(server.ask(request("OPTIONS /api/broken")));
    EXPECT_EQ(options.status, 204U);
    EXPECT_EQ(options.header("allow"), "GET, HEAD, POST, OPTIONS");
    auto const wrong = parse_reply(server.ask(request("DELETE /api/broken")));
    EXPECT_EQ(wrong.status, 405U);
    EXPECT_EQ(wrong.header("allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(wrong.code(), "method_not_allowed");
    EXPECT_EQ(parse_reply(server.ask(request("PROPFIND /api/hello"))).status, 405U);
    EXPECT_EQ(parse_reply(server.ask(post("/page", ""))).header("allow"), "GET, HEAD, OPTIONS");
}

TEST(HttpServer, AnUnknownAddressOfTheApiIsAProblem)
{
    TestServer const server;
    auto const reply = server.get("/api/nothing");
    EXPECT_EQ(reply.status, 404U);
    EXPECT_EQ(reply.code(), "no_such_route");
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    EXPECT_EQ(server.get("/page").body, "page /page") << "elsewhere it is a page";
}

TEST(HttpServer, HeadersThatAreTooLargeAreRefused)
{
    TestServer const server;
    RawConnection connection(server.server.port());
    connection.send(request("GET /api/hello", "X-Long: " + std::string(40'000, 'x') + "\r\n"));
    auto const answer = connection.read_all();
    EXPECT_EQ(parse_reply(answer).status, 431U);
    EXPECT_FALSE(connection.was_reset());
    EXPECT_EQ(server.get("/api/hello", "X-Long: " + std::string(10'000, 'x') + "\r\n").status, 200U);
}

TEST(HttpServer, ABodyThatIsTooLargeIsRefusedBeforeItIsRead)
{
    TestServer const server;
    RawConnection connection(server.server.port());
    connection.send(request("POST /api/echo", "Content-Length: 1001\r\n"));
    auto const reply = parse_reply(connection.read_answer());
    EXPECT_EQ(reply.status, 413U);
    EXPECT_EQ(reply.code(), "too_large");
}

TEST(HttpServer, WhoSendsTooMuchStillReadsTheAnswer)
{
    TestServer const server;
    for (auto const* path : {"POST /api/echo", "PUT /api/upload"}) {
        RawConnection connection(server.server.port());
        connection.send(request(path, "Content-Length: 3000000\r\n", std::string(3'000'000, 'x')));
        connection.finish_sending();
        EXPECT_EQ(parse_reply(connection.read_all()).status, 413U) << path;
        EXPECT_FALSE(connection.was_reset()) << path;
    }
}

TEST(HttpServer, AChunkedBodyIsReadUpToTheLimit)
{
    TestServer const server;
    auto const chunked = [](std::string const& line, std::string const& body) { return request(line, "Transfer-Encoding: chunked\r\n", body); };
    EXPECT_EQ(parse_reply(server.ask(chunked("POST /api/echo", "8\r\n{\"name\":\r\n7\r\n\"Sanne\"\r\n1\r\n}\r\n0\r\n\r\n"))).text("/name"), "Sanne");
    std::string many;
    for (int i = 0; i < 20; ++i) many += "64\r\n" + std::string(100, ' ') + "\r\n";
    EXPECT_EQ(parse_reply(server.ask(chunked("POST /api/echo", many + "0\r\n\r\n"))).status, 413U);
    EXPECT_EQ(parse_reply(server.ask(chunked("POST /api/echo", "nonsense\r\n"))).code(), "unreadable_body");

    std::string upload;
    for (int i = 0; i < 300; ++i) upload += "12c\r\n" + std::string(300, 'u') + "\r\n";
    EXPECT_EQ(parse_reply(server.ask(chunked("PUT /api/upload", upload + "0\r\n\r\n"))).body, "90000");
    for (int i = 0; i < 50; ++i) upload += "12c\r\n" + std::string(300, 'u') + "\r\n";
    EXPECT_EQ(parse_reply(server.ask(chunked("PUT /api/upload", upload + "0\r\n\r\n"))).status, 413U);
    EXPECT_EQ(parse_reply(server.ask(chunked("PUT /api/upload", "nonsense\r\n"))).code(), "body_incomplete");
}

TEST(HttpServer, WhatIsNoHttpIsRefused)
{
    TestServer const server;
    for (std::string const text : {"GARBAGE\r\n\r\n", "GET /api/hello HTTP/9.9\r\n\r\n", "GET /api/hello\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
                                   "GET /api/hello HTTP/1.1\r\nHost: test\r\nBad Header: x\r\n\r\n",
                                   "POST /api/echo HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
                                   "POST /api/echo HTTP/1.1\r\nHost: test\r\nContent-Length: -1\r\n\r\n",
                                   "POST /api/echo HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
        RawConnection connection(server.server.port());
        connection.send(text);
        auto const answer = connection.read_all();
        EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 400") << text;
    }
}

TEST(HttpServer, ARequestNamesOneHost)
{
    TestServer const server;
    EXPECT_EQ(parse_reply(server.ask("GET /api/hello HTTP/1.1\r\n\r\n")).code(), "host_required");
    EXPECT_EQ(parse_reply(server.ask("GET /api/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")).code(), "host_required");
}

TEST(HttpServer, AddressesThatDeceiveAreRefused)
{
    TestServer const server;
    for (std::string const path : {"/api/items/../hello", "/api/items/%2e%2E/hello", "/api/items/a%2Fb", "/api/items/%00", "/api/items/a%0D%0Ab",
                                   "/api/items/%FF%FE", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "http://other/api/hello", "api/hello", "*"}) {
        auto const reply = server.get(path);
        EXPECT_EQ(reply.status, 400U) << path;
        EXPECT_EQ(reply.code(), "unreadable_address") << path;
    }
    EXPECT_EQ(server.get("/api/items/%C3%A1%20b").text("/name"), "á b");
    EXPECT_EQ(server.get("/api/ask?name=J%C3%A1vea+%26+more").text("/name"), "Jávea & more");
    for (std::string const query : {"name=%FF", "name=%ED%A0%80"}) EXPECT_EQ(server.get("/api/ask?" + query).code(), "query_unreadable") << query;
    EXPECT_EQ(server.get("/api/ask?name=%00").error_at("/name"), "invalid_text");
    EXPECT_EQ(server.get("/api/ask?name=a&other=b").error_at("/other"), "unknown_field");
}

TEST(HttpServer, AHeaderValueNeverStartsAHeaderOfItsOwn)
{
    TestServer const server;
    auto const reply = server.get("/api/header");
    EXPECT_EQ(reply.headers.count("set-cookie"), 0U);
    EXPECT_EQ(reply.header("x-made"), "aSet-Cookie: stolen=1");
}

TEST(HttpServer, EachAnswerCarriesARequestIdAndTheSecurityHeaders)
{
    TestServer const server;
    std::set<std::string> ids;
    for (auto const* path : {"/api/hello", "/api/nothing", "/api/closed", "/api/broken", "/asset.txt", "/page"}) {
        auto const reply = server.get(path);
        EXPECT_EQ(reply.header("x-request-id").size(), 13U) << path;
        ids.insert(reply.header("x-request-id"));
        EXPECT_EQ(reply.header("x-content-type-options"), "nosniff") << path;
        EXPECT_EQ(reply.header("referrer-policy"), "same-origin") << path;
        EXPECT_EQ(reply.header("cache-control"), "no-store") << path;
        EXPECT_EQ(reply.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'; sandbox") << path;
        EXPECT_EQ(reply.headers.count("strict-transport-security"), 0U) << path << " without TLS";
        EXPECT_FALSE(reply.header("date").empty()) << path;
        if (reply.status >= 400) {
            EXPECT_EQ(reply.text("/request_id"), reply.header("x-request-id")) << path;
        }
    }
    EXPECT_EQ(ids.size(), 6U);
}

TEST(HttpServer, AnInternalErrorKeepsItsTextToItself)
{
    TestServer const server;
    for (auto const& reply : {server.get("/api/broken"), parse_reply(server.ask(post("/api/broken", "{}")))}) {
        EXPECT_EQ(reply.status, 500U);
        EXPECT_EQ(reply.code(), "internal");
        EXPECT_EQ(reply.body.find("swordfish"), std::string::npos);
        EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    }
}

TEST(HttpServer, ExpectContinueIsAnsweredOnlyWhenTheBodyIsWanted)
{
    TestServer const server;
    RawConnection connection(server.server.port());
    connection.send(request("POST /api/echo", "Content-Length: 16\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(connection.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.send(R"({"name":"Sanne"})");
    EXPECT_EQ(parse_reply(connection.read_answer()).status, 201U);
    connection.send(request("POST /api/echo", "Content-Length: 5000\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(connection.read_answer().substr(0, 12), "HTTP/1.1 413");
}

TEST(HttpServer, ARequestFromAnotherSitesPageIsRefused)
{
    TestServer const server;
    auto const status = [&](std::string const& headers) { return parse_reply(server.ask(post("/api/echo", R"({"name":"x"})", headers))).status; };
    EXPECT_EQ(status(""), 201U) << "no browser";
    EXPECT_EQ(status("Origin: http://test\r\nSec-Fetch-Site: same-origin\r\n"), 201U);
    EXPECT_EQ(status("Sec-Fetch-Site: none\r\n"), 201U);
    EXPECT_EQ(status("Origin: http://evil.example\r\n"), 403U);
    EXPECT_EQ(status("Origin: http://test.evil.example\r\n"), 403U);
    EXPECT_EQ(status("Origin: http://test:81\r\n"), 403U) << "another port is another origin";
    EXPECT_EQ(status("Origin: null\r\n"), 403U);
    EXPECT_EQ(status("Sec-Fetch-Site: cross-site\r\n"), 403U);
    EXPECT_EQ(status("Sec-Fetch-Site: same-site\r\n"), 403U) << "a sibling host is not us";
    EXPECT_EQ(server.get("/api/hello", "Sec-Fetch-Site: cross-site\r\n").status, 200U) << "a link may lead here";
}

TEST(HttpServer, AFileIsServedWholeInPartOrNotAgain)
{
    TestServer const server;
    auto const whole = server.get("/api/file");
    EXPECT_EQ(whole.body, "0123456789");
    EXPECT_EQ(whole.header("accept-ranges"), "bytes");
    EXPECT_EQ(whole.header("cache-control"), "private, max-age=31536000, immutable");
    EXPECT_EQ(whole.header("content-disposition"), "attachment; filename=\"A__o 1.txt\"; filename*=UTF-8''A%C3%B1o%201.txt");
    struct Case {
        std::string range, body, content_range;
        unsigned status;
    };
    for (auto const& [range, body, content_range, status] : std::vector<Case>{
             {"bytes=0-3", "0123", "bytes 0-3/10", 206}, {"bytes=7-", "789", "bytes 7-9/10", 206}, {"bytes=-2", "89", "bytes 8-9/10", 206},
             {"bytes=5-500", "56789", "bytes 5-9/10", 206}, {"bytes=10-", "", "bytes */10", 416}, {"bytes=-0", "", "bytes */10", 416},
             {"bytes=3-1", "0123456789", "", 200}, {"bytes=0-1,4-5", "0123456789", "", 200}, {"pages=1-2", "0123456789", "", 200},
             {"bytes=99999999999999999999-", "0123456789", "", 200}}) {
        auto const part = server.get("/api/file", "Range: " + range + "\r\n");
        EXPECT_EQ(part.status, status) << range;
        EXPECT_EQ(part.body, body) << range;
        EXPECT_EQ(part.header("content-range"), content_range) << range;
    }
    auto const known = server.get("/api/file", "If-None-Match: " + whole.header("etag") + "\r\n");
    EXPECT_EQ(known.status, 304U);
    EXPECT_EQ(known.body, "");
    EXPECT_EQ(known.headers.count("content-length"), 0U);
    EXPECT_EQ(server.get("/api/file", "If-None-Match: \"other\"\r\n").status, 200U);
    EXPECT_EQ(server.get("/api/file", "If-None-Match: \"other\", W/" + whole.header("etag") + "\r\n").status, 304U) << "a list of weak and strong";
}

}  // namespace
}  // namespace loggia::http
