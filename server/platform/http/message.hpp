// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/http/actor.hpp"
#include "platform/json/writer.hpp"

namespace loggia::live {
class Subscription;
}

namespace loggia::http {

enum class Verb { get, post, put, patch, remove };
std::string_view to_text(Verb verb);

// Bytes of a body that are still on the wire. Reading blocks the calling worker, never an I/O thread.
class BodyReader {
public:
    virtual ~BodyReader() = default;
    virtual std::size_t read(std::span<char> into) = 0;  // 0 at the end; throws Problem(too_large) over the limit
};

// What the wire said, before any handler.
struct Head {
    Verb verb = Verb::get;
    bool head_only = false;  // HEAD: as GET, without a body
    std::string path;        // decoded, "/api/v1/deals/0H…"
    std::string query;       // as sent, without "?"
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string client_address;
    bool secure = false;
    std::string request_id;

    std::string_view header(std::string_view lower_case_name) const;  // empty when absent
    std::string_view cookie(std::string_view name) const;
    // A part of the path that is long enough to be a secret (a private address) is told by its first letters alone.
    std::string path_for_logs() const;
};

struct FileBody {
    int descriptor = -1;  // owned by the response; closed after sending
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct Response {
    unsigned status = 204;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string_view constant_body;  // bytes that live as long as the process; used when `body` is empty
    std::optional<FileBody> file;
    std::shared_ptr<live::Subscription> stream;  // server-sent events until the client leaves

    Response& with(std::string name, std::string value)
    {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
};

template <class T>
Response json_response(unsigned status, T const& value)
{
    Response response{status, {{"Content-Type", "application/json"}}, json::to_text(value), {}, {}, {}};
    if constexpr (requires { value.version; }) response.with("ETag", "\"" + std::to_string(value.version) + "\"");
    return response;
}

// A page of a list. `next` is the cursor to send as `after`, absent on the last page.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next;
    BOOST_DESCRIBE_CLASS(Page, (), (items, next), (), ())
};

// The answer of a handler that has nothing to say: 204.
struct Nothing {};

// Everything a handler may know. A route declared with get/post/put/patch/remove gets its transaction opened and
// committed around it; one declared with `slow_…` has none and opens its own through `database`.
class Request {
public:
    Request(Head const& head_, std::vector<std::pair<std::string, std::string>> path, Actor actor_, Timestamp now_,
            db::Database& database_)
        : head(head_), actor(std::move(actor_)), now(now_), database(database_), path_(std::move(path))
    {
    }

    Head const& head;
    Actor actor;
    Timestamp const now;  // fixed for the whole request
    db::Database& database;
    std::string body;          // of routes that take JSON
    BodyReader* upload = nullptr;
    std::vector<std::pair<std::string, std::string>> response_headers;

    db::Tx& tx() const;  // throws std::logic_error in a slow route
    void use(db::Tx* tx) { tx_ = tx; }

    OrganizationId organization() const { return actor.organization; }

    // The id in the path; an unreadable one is simply not found.
    template <class IdType>
    IdType id(std::string_view name) const
    {
        if (auto const parsed = IdType::parse(path(name))) return *parsed;
        throw Problem(Fault::not_found, "not_found", "There is nothing at this address.");
    }
    std::string const& path(std::string_view name) const;

    // The version in If-Match: 428 when it is missing, 400 when unreadable.
    std::int64_t expected_version() const;

    // Query parameters read into a described struct, by the same rules as a body.
    template <class T>
    T query_as() const { return json::read<T>(query_value<T>()); }

    void set_cookie(std::string cookie) { response_headers.emplace_back("Set-Cookie", std::move(cookie)); }

private:
    template <class T> boost::json::object query_value() const;

    std::vector<std::pair<std::string, std::string>> path_;
    db::Tx* tx_ = nullptr;
};

std::vector<std::pair<std::string, std::string>> decode_query(std::string_view query);  // throws Problem(malformed)
boost::json::value number_or_text(std::string const& text);

// "limit=30&status=active,invited" becomes JSON of the shape T wants: numbers for numbers, lists split at commas.
template <class T>
boost::json::object Request::query_value() const
{
    boost::json::object object;
    auto const parameters = decode_query(head.query);
    for (auto const& [name, text] : parameters) {
        boost::json::value value(text);
        boost::mp11::mp_for_each<json::members_of<T>>([&](auto member) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            if (name != member.name) return;
            if constexpr (json::is_vector<Member>) {
                boost::json::array items;
                for (std::size_t start = 0; start <= text.size();) {
                    auto const end = std::min(text.find(',', start), text.size());
                    if (end > start) items.emplace_back(text.substr(start, end - start));
                    start = end + 1;
                }
                value = std::move(items);
            } else if constexpr (std::is_same_v<Member, bool> || std::is_same_v<Member, std::optional<bool>>) {
                if (text == "true" || text == "false") value = text == "true";
            } else if constexpr (std::is_arithmetic_v<Member>) {
                value = number_or_text(text);
            } else if constexpr (is_optional<Member>) {
                if constexpr (std::is_arithmetic_v<typename Member::value_type>) value = number_or_text(text);
            }
        });
        object[name] = std::move(value);
    }
    return object;
}

}  // namespace loggia::http
