// SPDX-License-Identifier: Apache-2.0
#include "test/test_app.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/files/temporary_directory.hpp"
#include "platform/log/log.hpp"
#include "test/database_snapshot.hpp"
#include "test/raw_connection.hpp"
#include "test/secret_watch.hpp"
#include "test/test_database.hpp"

namespace loggia::test {

Reply parse_reply(std::string const& text)
{
    Reply reply;
    auto const end = text.find("\r\n\r\n");
    if (end == std::string::npos) throw std::runtime_error("no HTTP answer: " + text);
    std::istringstream head(text.substr(0, end));
    std::string line;
    std::getline(head, line);
    reply.status = static_cast<unsigned>(std::atoi(line.substr(9, 3).c_str()));
    while (std::getline(head, line)) {
        if (line.ends_with('\r')) line.pop_back();
        auto const colon = line.find(": ");
        auto name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        reply.headers.emplace(name, line.substr(colon + 2));
    }
    reply.body = text.substr(end + 4);
    boost::system::error_code error;
    reply.json = boost::json::parse(reply.body, error);
    return reply;
}

std::string Reply::header(std::string const& name) const
{
    auto const found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

std::string Reply::code() const
{
    if (!json.is_object() || !json.as_object().contains("code")) return {};
    return std::string(json.at("code").as_string());
}

std::string Reply::error_at(std::string const& pointer) const
{
    if (!json.is_object() || !json.as_object().contains("errors")) return {};
    for (auto const& error : json.at("errors").as_array())
        if (error.at("pointer").as_string() == pointer) return std::string(error.at("code").as_string());
    return {};
}

Reply Caller::call(std::string const& verb, std::string const& path, std::string const& body, Headers headers)
{
    std::string text = verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\nConnection: close\r\n";
    if (!body.empty() || verb == "POST" || verb == "PUT") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    if (!body.empty() && !headers.contains("Content-Type")) text += "Content-Type: application/json\r\n";
    std::string jar;
    for (auto const& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
    if (!jar.empty()) text += "Cookie: " + jar + "\r\n";
    for (auto const& [name, value] : headers) text += name + ": " + value + "\r\n";
    secret_watch().learn_from_request(body);
    RawConnection connection(port_);
    connection.send(text + "\r\n" + body);
    auto reply = parse_reply(connection.read_all());
    secret_watch().learn_from_answer(reply.body);
    for (auto [at, last] = reply.headers.equal_range("set-cookie"); at != last; ++at) {
        auto const pair = at->second.substr(0, at->second.find(';'));
        auto const equals = pair.find('=');
        secret_watch().learn_token(pair.substr(equals + 1));
        if (pair.size() == equals + 1) cookies.erase(pair.substr(0, equals));
        else cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return reply;
}

Reply Caller::patch(std::string const& path, std::int64_t version, std::string const& body)
{
    return call("PATCH", path, body, version ? Headers{{"If-Match", "\"" + std::to_string(version) + "\""}} : Headers{});
}

struct TestApp::Running {
    explicit Running(std::function<void(app::Config&)> const& adjust) : settings(config(adjust)), app(settings, clock) {}

    app::Config config(std::function<void(app::Config&)> const& adjust)
    {
        app::Config made;
        made.listen_port = 0;
        made.data = folder.path();
        made.database = database.address();
        made.public_url = "https://portal.test";
        made.password_memory = 0;  // Argon2id at its least: tests sign in often
        made.workers = 4;
        made.fetch_allow = {"127.0.0.1"};  // the servers that tests start
        if (adjust) adjust(made);
        return made;
    }

    files::TemporaryDirectory folder;
    TestDatabase database;
    ManualClock clock{world::now};
    app::Config settings;
    app::App app;
    std::unique_ptr<app::App> another;
};

static std::string const& password_hash()
{
    static std::string const hash = auth::hash_password(world::password, auth::PasswordCost{1, 8192});
    return hash;
}

TestApp::TestApp(std::function<void(app::Config&)> const& adjust)
{
    log::set_level(log::Level::error);
    running_ = std::make_unique<Running>(adjust);
    running_->app.migrate();
    database().write([](db::Tx& tx) { world::fill(tx, password_hash()); });
    running_->app.start_server();
}

// No secret a test handled stands in the database, or in the log of its server.
TestApp::~TestApp()
{
    try {
        for (auto const& leak : secret_watch().leaks_into(snapshot(database()))) ADD_FAILURE() << "a secret is stored in clear: " << leak;
    } catch (std::exception const& error) {
        ADD_FAILURE() << "the database cannot be read any more: " << error.what();
    }
    running_.reset();
    for (auto const& leak : secret_watch().leaks_into_log()) ADD_FAILURE() << "a secret was logged: " << leak;
}

std::uint16_t TestApp::port() const { return running_->app.port(); }

std::uint16_t TestApp::port_of_another_node()
{
    if (!on_postgres()) return port();
    if (!running_->another) {
        running_->another = std::make_unique<app::App>(running_->settings, running_->clock);
        running_->another->start_server();
    }
    return running_->another->port();
}

app::App& TestApp::app() { return running_->app; }
app::Services TestApp::services() { return running_->app.services(); }
ManualClock& TestApp::clock() { return running_->clock; }
std::filesystem::path const& TestApp::data() const { return running_->folder.path(); }

static Caller signed_in(Caller caller, std::string const& path, std::string const& email)
{
    auto const reply = caller.post(path, R"({"email": ")" + email + R"(", "password": ")" + world::password + R"("})");
    if (reply.status != 201) throw std::runtime_error("cannot sign in " + email + ": " + reply.body);
    return caller;
}

Caller TestApp::staff(std::string const& email) { return signed_in(nobody(), "/api/v1/public/staff-sessions", email); }

Caller TestApp::client(std::string const& slug, std::string const& email)
{
    return signed_in(nobody(), "/api/v1/public/portals/" + slug + "/sessions", email);
}

std::size_t TestApp::run_jobs() { return services().jobs.run_due(); }

static std::vector<std::string> files_in(std::filesystem::path const& folder, std::string_view extension)
{
    std::vector<std::filesystem::path> paths;
    if (std::filesystem::exists(folder))
        for (auto const& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == extension) paths.push_back(entry.path());
    std::ranges::sort(paths);
    std::vector<std::string> texts;
    for (auto const& path : paths) {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        texts.push_back(text.str());
    }
    return texts;
}

std::vector<std::string> TestApp::mails() const { return files_in(data() / "outbox", ".eml"); }
std::vector<std::string> TestApp::text_messages() const { return files_in(data() / "outbox", ".txt"); }

std::int64_t TestApp::count(std::string_view sql)
{
    std::int64_t result = 0;
    database().read([&](db::Tx& tx) { result = tx.number(sql).value_or(0); });
    return result;
}

void TestApp::sql(std::string const& statement)
{
    database().write([&](db::Tx& tx) { tx.connection().script(statement); });
}

struct ActionRow {
    std::string action;
};
BOOST_DESCRIBE_STRUCT(ActionRow, (), (action))

std::vector<std::string> TestApp::actions(std::int64_t subject)
{
    std::vector<std::string> actions;
    database().read([&](db::Tx& tx) {
        for (auto& row : tx.rows<ActionRow>(R"(
                SELECT a.action FROM activity_links AS l
                JOIN activities AS a ON a.organization_id = l.organization_id AND a.id = l.activity_id
                WHERE l.subject_id = $1 ORDER BY a.id DESC)", subject))
            actions.push_back(std::move(row.action));
    });
    return actions;
}

}  // namespace loggia::test
