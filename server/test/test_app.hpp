// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "app/app.hpp"
#include "test/world.hpp"

namespace loggia::test {

// One answer. `json` is null when the body is no JSON.
struct Reply {
    unsigned status = 0;
    std::multimap<std::string, std::string> headers;  // names in lower case
    std::string body;
    boost::json::value json;

    std::string header(std::string const& name) const;
    std::string code() const;                          // of a problem
    std::string error_at(std::string const& pointer) const;  // the code of the error at this pointer, or empty
    boost::json::value const& at(std::string_view pointer) const { return json.at_pointer(pointer); }
    std::string text(std::string_view pointer) const { return std::string(at(pointer).as_string()); }
};

Reply parse_reply(std::string const& answer);  // as it came over the wire

using Headers = std::map<std::string, std::string>;

// Somebody with a cookie jar. Speaks real HTTP to the server under test.
class Caller {
public:
    explicit Caller(std::uint16_t port) : port_(port) {}

    Reply get(std::string const& path, Headers headers = {}) { return call("GET", path, {}, std::move(headers)); }
    Reply post(std::string const& path, std::string const& body = {}, Headers headers = {}) { return call("POST", path, body, std::move(headers)); }
    Reply put(std::string const& path, std::string const& body = {}, Headers headers = {}) { return call("PUT", path, body, std::move(headers)); }
    Reply remove(std::string const& path) { return call("DELETE", path, {}, {}); }
    // With If-Match; version 0 sends none.
    Reply patch(std::string const& path, std::int64_t version, std::string const& body);
    Reply call(std::string const& verb, std::string const& path, std::string const& body, Headers headers);

    std::map<std::string, std::string> cookies;

private:
    std::uint16_t port_;
};

// The real server on a free port over a real, fresh database with the named world of world.hpp, on SQLite or, when
// LOGGIA_TEST_POSTGRES names a server, on PostgreSQL. The clock stands at world::now until it is moved. Jobs run when
// the test says so.
class TestApp {
public:
    // `adjust` changes the settings before the start.
    explicit TestApp(std::function<void(app::Config&)> const& adjust = {});
    ~TestApp();

    Caller nobody() { return Caller(port()); }
    Caller staff(std::string const& email);                            // signed in
    Caller client(std::string const& slug, std::string const& email);  // signed in
    Caller marit() { return staff("admin@vesperdaal.example"); }
    Caller lucia() { return staff("agent@vesperdaal.example"); }
    Caller rival() { return staff("admin@noordzee.example"); }
    Caller sanne() { return client("vesper-daal", "sanne@example.com"); }
    Caller joost() { return client("noordzee", "joost@example.com"); }

    std::uint16_t port() const;
    // Another node on the same database, started now; on SQLite, where there is but one, the same.
    std::uint16_t port_of_another_node();
    app::App& app();
    db::Database& database() { return services().database; }
    app::Services services();
    ManualClock& clock();
    std::filesystem::path const& data() const;

    std::size_t run_jobs();                     // what is due now; gives the number run
    std::vector<std::string> mails() const;     // what lies in the outbox, oldest first, as RFC 5322 texts
    std::vector<std::string> text_messages() const; // likewise: "To: +31…", an empty line, the text
    std::int64_t count(std::string_view sql);   // SELECT COUNT(*) …
    void sql(std::string const& statement);     // to bring about what no route does
    // The actions on the timeline of `subject`, newest first.
    std::vector<std::string> actions(std::int64_t subject);

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace loggia::test
