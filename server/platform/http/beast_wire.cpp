// SPDX-License-Identifier: Apache-2.0
#include "platform/http/wire.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/verb.hpp>
#include <boost/url/parse.hpp>

#include <ctime>

#include "platform/utf8.hpp"

namespace loggia::http {

namespace beast_http = boost::beast::http;

static std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

static std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

static bool read_verb(beast_http::verb from, Head& head)
{
    switch (from) {
    case beast_http::verb::head: head.head_only = true; [[fallthrough]];
    case beast_http::verb::get: head.verb = Verb::get; return true;
    case beast_http::verb::post: head.verb = Verb::post; return true;
    case beast_http::verb::put: head.verb = Verb::put; return true;
    case beast_http::verb::patch: head.verb = Verb::patch; return true;
    case beast_http::verb::delete_: head.verb = Verb::remove; return true;
    case beast_http::verb::options: return true;
    default: return false;
    }
}

static bool read_target(std::string_view target, Head& head)
{
    auto const parsed = boost::urls::parse_origin_form(target);
    if (!parsed) return false;
    head.query = parsed->has_query() ? std::string(parsed->encoded_query()) : std::string();
    auto const raw = parsed->encoded_path();
    // Segment by segment, so that an encoded slash cannot make two of one. Control characters would end up in headers
    // and logs, and no database stores what is not UTF-8.
    auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    for (auto const segment : parsed->encoded_segments()) {
        auto const text = segment.decode();
        if (text == "." || text == ".." || text.find('/') != std::string::npos) return false;
        if (std::ranges::any_of(text, is_control) || !is_utf8(text)) return false;
    }
    head.path = raw.decode();
    return true;
}

// Of several fields with one name the last: proxies add theirs behind what the caller sent.
static std::string_view last_header(Head const& head, std::string_view name)
{
    std::string_view found;
    for (auto const& [key, value] : head.headers)
        if (key == name) found = value;
    return found;
}

static void believe_proxy(Head& head)
{
    boost::system::error_code error;
    auto const peer = boost::asio::ip::make_address(head.client_address, error);
    if (error || !peer.is_loopback()) return;
    // The last address is the one our own proxy saw.
    auto forwarded = last_header(head, "x-forwarded-for");
    if (auto const comma = forwarded.rfind(','); comma != std::string_view::npos) forwarded.remove_prefix(comma + 1);
    while (forwarded.starts_with(' ')) forwarded.remove_prefix(1);
    auto const client = boost::asio::ip::make_address(std::string(forwarded), error);
    if (!error) head.client_address = client.to_string();
    if (last_header(head, "x-forwarded-proto") == "https") head.secure = true;
}

HeadFault read_head(beast_http::request_header<> const& from, Head& head, Peer const& peer)
{
    head.client_address = peer.address;
    head.secure = peer.secure;
    head.request_id = encode_id(next_id());
    head.headers.reserve(16);
    std::size_t hosts = 0;
    for (auto const& field : from) {
        head.headers.emplace_back(lowered(view(field.name_string())), view(field.value()));
        if (field.name() == beast_http::field::host) ++hosts;
    }
    if (peer.behind_proxy) believe_proxy(head);
    bool const known_verb = read_verb(from.method(), head);
    if (!read_target(view(from.target()), head)) return HeadFault::address;
    if (hosts > 1 || (hosts == 0 && from.version() >= 11)) return HeadFault::host;  // RFC 9112 section 3.2
    return known_verb ? HeadFault::none : HeadFault::method;
}

static std::string http_date()
{
    auto const now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[40];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

static bool has(Response const& response, std::string_view name)
{
    for (auto const& [key, value] : response.headers)
        if (key == name) return true;
    return false;
}

std::string response_head(Head const& head, Response const& response, bool keep_alive)
{
    std::string text;
    text.reserve(512);
    text += "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += view(beast_http::obsolete_reason(static_cast<beast_http::status>(response.status)));
    text += "\r\nDate: " + http_date();
    if (!head.request_id.empty()) text += "\r\nX-Request-Id: " + head.request_id;
    text += "\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin";
    if (head.secure) text += "\r\nStrict-Transport-Security: max-age=31536000; includeSubDomains";
    if (!has(response, "Cache-Control")) text += "\r\nCache-Control: no-store";
    if (!has(response, "Content-Security-Policy")) text += "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox";
    for (auto const& [name, value] : response.headers) {
        text += "\r\n";
        text += name;
        text += ": ";
        for (char const c : value)
            if (c != '\r' && c != '\n') text += c;  // a value never starts a header of its own
    }
    auto const length = response.file ? response.file->length : response.body.empty() ? response.constant_body.size() : response.body.size();
    if (!response.stream && response.status != 204 && response.status != 304) text += "\r\nContent-Length: " + std::to_string(length);
    text += keep_alive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return text;
}

}  // namespace loggia::http
