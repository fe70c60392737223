// SPDX-License-Identifier: Apache-2.0
#include "platform/http/message.hpp"

#include <boost/url/decode_view.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/parse_query.hpp>

#include <charconv>

#include "platform/utf8.hpp"

namespace loggia::http {

std::string_view to_text(Verb verb)
{
    switch (verb) {
    case Verb::get: return "GET";
    case Verb::post: return "POST";
    case Verb::put: return "PUT";
    case Verb::patch: return "PATCH";
    case Verb::remove: return "DELETE";
    }
    return "";
}

std::string_view Head::header(std::string_view name) const
{
    for (auto const& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string_view Head::cookie(std::string_view name) const
{
    auto rest = header("cookie");
    while (!rest.empty()) {
        auto const end = std::min(rest.find(';'), rest.size());
        auto pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        auto const equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
    return {};
}

db::Tx& Request::tx() const
{
    if (!tx_) throw std::logic_error("this route runs without a transaction");
    return *tx_;
}

std::string const& Request::path(std::string_view name) const
{
    for (auto const& [key, value] : path_)
        if (key == name) return value;
    throw std::logic_error("no path parameter " + std::string(name));
}

std::string Head::path_for_logs() const
{
    static constexpr std::size_t shortest_secret = 40; // the tokens of auth::new_token() have 43 characters
    std::string result;
    for (std::size_t start = 0; start < path.size();) {
        auto const end = std::min(path.find('/', start + 1), path.size());
        auto const part = std::string_view(path).substr(start, end - start); // with its slash
        result += part.size() > shortest_secret ? std::string(front_of(part, 4)) + "…" : std::string(part);
        start = end;
    }
    return result;
}

std::int64_t Request::expected_version() const
{
    auto text = head.header("if-match");
    if (text.empty()) throw Problem(Fault::precondition_required, "version_required", "Send the version you changed as If-Match.");
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error != std::errc() || end != text.data() + text.size())
        throw Problem(Fault::malformed, "version_unreadable", "If-Match must be the ETag of this resource.");
    return version;
}

std::vector<std::pair<std::string, std::string>> decode_query(std::string_view query)
{
    std::vector<std::pair<std::string, std::string>> parameters;
    if (query.empty()) return parameters;
    auto const parsed = boost::urls::parse_query(query);
    if (!parsed) throw Problem(Fault::malformed, "query_unreadable", "The address has an unreadable query.");
    boost::urls::encoding_opts options;
    options.space_as_plus = true;
    for (auto const& parameter : *parsed) {
        auto const decode = [&](boost::urls::pct_string_view encoded) {
            auto text = encoded.decode(options);
            if (!is_utf8(text)) throw Problem(Fault::malformed, "query_unreadable", "The address has an unreadable query.");
            return text;
        };
        parameters.emplace_back(decode(parameter.key), decode(parameter.value));
    }
    return parameters;
}

boost::json::value number_or_text(std::string const& text)
{
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
    return boost::json::value(text);
}

}  // namespace loggia::http
