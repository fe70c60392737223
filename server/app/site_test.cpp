// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/embedded.hpp"
#include "test/raw_connection.hpp"
#include "test/test_app.hpp"

// The pages and assets of both apps, and the operator's addresses.
namespace loggia::test {
namespace {

class Site : public testing::Test {
protected:
    TestApp app;
    Caller nobody = app.nobody();
};

TEST_F(Site, EachPageOfTheStaffAppIsItsIndex)
{
    auto const index = nobody.get("/crm/");
    EXPECT_EQ(index.status, 200U);
    EXPECT_EQ(index.header("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(nobody.get("/crm/contacts/0000000000001").body, index.body);
    EXPECT_EQ(nobody.get("/crm").header("location"), "/crm/");
    EXPECT_EQ(nobody.get("/").header("location"), "/crm/");
}

TEST_F(Site, EachPageOfAPortalIsItsIndex)
{
    auto const index = nobody.get("/vesper-daal/");
    EXPECT_EQ(index.status, 200U);
    EXPECT_EQ(nobody.get("/vesper-daal/properties/0000000000001").body, index.body);
    EXPECT_EQ(nobody.get("/vesper-daal").status, 308U);
    EXPECT_EQ(nobody.get("/vesper-daal?lang=nl").header("location"), "/vesper-daal/?lang=nl");
    EXPECT_EQ(nobody.get("/vesper-daal/no-such-script.js").status, 404U) << "a missing file is missing";
    auto const manifest = nobody.get("/vesper-daal/manifest.webmanifest");
    EXPECT_EQ(manifest.text("/name"), "Vesper & Daal");
    EXPECT_EQ(manifest.text("/start_url"), "/vesper-daal/");
}

TEST_F(Site, PagesAllowNoForeignScriptAndNoFrame)
{
    for (auto const* path : {"/crm/", "/vesper-daal/", "/nobody-here/"}) {
        auto const policy = nobody.get(path).header("content-security-policy");
        EXPECT_NE(policy.find("default-src 'self'"), std::string::npos) << path;
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << path;
        EXPECT_NE(policy.find("object-src 'none'"), std::string::npos) << path;
        EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos) << path;
        EXPECT_EQ(nobody.get(path).header("x-content-type-options"), "nosniff") << path;
    }
}

TEST_F(Site, APortalThatIsNotThereOrSwitchedOffIsNotFound)
{
    EXPECT_EQ(nobody.get("/nobody-here/").status, 404U);
    EXPECT_EQ(nobody.get("/nobody-here").status, 404U);
    EXPECT_EQ(nobody.get("/UPPER/").status, 404U);
    auto const unknown = nobody.get("/nobody-here/");
    app.sql("UPDATE portals SET enabled = 0 WHERE id = 1701");
    auto const off = nobody.get("/vesper-daal/");
    EXPECT_EQ(off.status, 404U);
    EXPECT_EQ(off.body, unknown.body) << "nothing tells that there is one";
}

TEST_F(Site, AnOldAddressOfAPortalLeadsToThePresentOne)
{
    auto marit = app.marit();
    ASSERT_EQ(marit.put("/api/v1/portals/" + world::portal.text() + "/slug", R"({"slug": "vesper"})").status, 200U);
    auto const moved = nobody.get("/vesper-daal/properties/1?lang=nl&x=%20y");
    EXPECT_EQ(moved.status, 308U);
    EXPECT_EQ(moved.header("location"), "/vesper/properties/1?lang=nl&x=%20y");
    EXPECT_EQ(nobody.get("/vesper-daal/a%3Fb%20%C3%A1").header("location"), "/vesper/a%3Fb%20%C3%A1");
    EXPECT_EQ(nobody.get("/vesper-daal/%0D%0ASet-Cookie:%20a=b").status, 400U) << "nothing ends up as a header";
    EXPECT_EQ(nobody.get("/vesper/").status, 200U);
}

TEST_F(Site, RobotsAndMissingAssetsAreNoPages)
{
    auto const robots = nobody.get("/robots.txt");
    EXPECT_EQ(robots.body, "User-agent: *\nDisallow: /\n");
    EXPECT_EQ(robots.header("content-type"), "text/plain; charset=utf-8");
    EXPECT_EQ(nobody.get("/assets/portal/gone.js").status, 404U);
    EXPECT_EQ(nobody.get("/favicon.ico").header("content-type").find("text/html"), std::string::npos);
}

TEST_F(Site, AssetsAreServedCompressedAndCachedForEver)
{
    std::string name;
    for (auto const& file : embedded::portal())
        if (file.name.starts_with("assets/") && file.name.ends_with(".js.br")) name = "/" + std::string(file.name.substr(0, file.name.size() - 3));
    if (name.empty()) GTEST_SKIP() << "the web apps were not built into this program";

    auto const plain = nobody.get(name);
    EXPECT_EQ(plain.status, 200U);
    EXPECT_EQ(plain.headers.count("content-encoding"), 0U);
    EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
    EXPECT_EQ(plain.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(plain.header("cache-control"), "public, max-age=31536000, immutable");
    auto const brotli = nobody.get(name, {{"Accept-Encoding", "gzip, deflate, br"}});
    EXPECT_EQ(brotli.header("content-encoding"), "br");
    EXPECT_LT(brotli.body.size(), plain.body.size());
    auto const gzip = nobody.get(name, {{"Accept-Encoding", "gzip, br;q=0"}});
    EXPECT_EQ(gzip.header("content-encoding"), "gzip");
    EXPECT_EQ(gzip.body.substr(0, 2), "\x1F\x8B");
    auto const known = nobody.get(name, {{"If-None-Match", plain.header("etag")}});
    EXPECT_EQ(known.status, 304U);
    EXPECT_EQ(known.body, "");
    EXPECT_EQ(nobody.post(name).status, 405U);
}

TEST_F(Site, TheOperatorSeesLifeReadinessAndFigures)
{
    EXPECT_EQ(nobody.get("/healthz").body, "alive\n");
    EXPECT_EQ(nobody.get("/readyz").body, "ready\n");
    auto const figures = nobody.get("/metrics");
    EXPECT_EQ(figures.status, 200U);
    for (auto const* name : {"loggia_http_requests_total{route=\"GET /healthz\",status=\"2xx\"} 1", "loggia_http_connections", "loggia_live_streams 0", "loggia_jobs_waiting 0", "loggia_jobs_dead 0"})
        EXPECT_NE(figures.body.find(name), std::string::npos) << name;
}

TEST_F(Site, FiguresAndOutboxAreForThisMachineOnly)
{
    for (auto const* path : {"/metrics", "/dev/outbox"}) {
        EXPECT_EQ(nobody.get(path).status, 200U) << path;
        EXPECT_EQ(nobody.get(path, {{"X-Forwarded-For", "203.0.113.9"}}).status, 404U) << path << " through a proxy nobody declared";
        EXPECT_EQ(nobody.get(path, {{"Forwarded", "for=203.0.113.9"}}).status, 404U) << path;
    }
    RawConnection connection(app.port());
    connection.send("GET /dev/outbox HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    EXPECT_EQ(connection.read_answer().substr(0, 12), "HTTP/1.1 404") << "a name that was made to point here";
}

TEST_F(Site, AReadinessWithoutMigrationsSaysSo)
{
    app.sql("DELETE FROM migrations WHERE name = '0007_appointments.sql'");
    auto const reply = nobody.get("/readyz");
    EXPECT_EQ(reply.status, 503U);
    EXPECT_EQ(reply.body, "migrations are missing\n");
}

TEST_F(Site, TheApiDescribesItself)
{
    auto const document = nobody.get("/api/v1/openapi.json");
    EXPECT_EQ(document.text("/openapi"), "3.1.0");
    EXPECT_TRUE(document.at("/paths").as_object().contains("/api/v1/deals/{deal}"));
    for (auto const& [path, operations] : document.at("/paths").as_object())
        for (auto const& [verb, operation] : operations.as_object())
            EXPECT_FALSE(operation.at("x-access").as_string().empty()) << std::string(verb) << " " << std::string(path);
}

}  // namespace
}  // namespace loggia::test
