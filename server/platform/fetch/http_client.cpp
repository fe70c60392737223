// SPDX-License-Identifier: Apache-2.0
#include "platform/fetch/http_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "platform/fetch/address.hpp"
#include "platform/fetch/curl.hpp"
#include "platform/problem.hpp"

namespace loggia::fetch {
namespace {

Problem refused(std::string const& message) { return {Fault::invalid, "url_refused", message}; }
Problem failed(std::string const& message) { return {Fault::unavailable, "fetch_failed", message}; }

std::string lowered(std::string text)
{
    for (auto& character : text)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    return text;
}

// One address, read by the same parser that will dial it, so that the two cannot disagree.
class Url {
public:
    explicit Url(std::string const& text) : handle_(curl_url())
    {
        if (!handle_) throw std::bad_alloc();
        if (curl_url_set(handle_.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
            throw refused("This is not a complete web address.");
    }

    void follow(std::string const& location)
    {
        if (curl_url_set(handle_.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK)
            throw failed("The other server redirects to an address that cannot be read.");
    }

    std::string part(CURLUPart which) const
    {
        char* text = nullptr;
        if (curl_url_get(handle_.get(), which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
        std::string const copy = text;
        curl_free(text);
        return copy;
    }

    std::string origin() const { return part(CURLUPART_SCHEME) + "://" + host() + ":" + part(CURLUPART_PORT); }
    std::string host() const { return lowered(part(CURLUPART_HOST)); }
    std::string text() const
    {
        char* text = nullptr;
        if (curl_url_get(handle_.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) return {};
        std::string const copy = text;
        curl_free(text);
        return copy;
    }
    CURLU* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
    };
    std::unique_ptr<CURLU, Close> handle_;
};

void check_scheme(Url const& url)
{
    auto const scheme = url.part(CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") throw refused("Only http and https addresses can be fetched.");
    if (url.host().empty()) throw refused("This web address names no server.");
}

// Where the answer goes, and what was seen while it came.
struct Transfer {
    FetchPolicy const& policy;
    FetchOptions const& options;
    FetchResponse response = {};
    std::string location = {};
    std::ofstream file = {};
    bool address_allowed = false;
    bool address_refused = false;
    bool too_large = false;
    bool not_saved = false;
};

// The last word on an address: the very one that is about to be dialled.
curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address)
{
    auto& transfer = *static_cast<Transfer*>(context);
    if (!transfer.address_allowed && !is_public_address(address->addr)) {
        transfer.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* context)
{
    auto& transfer = *static_cast<Transfer*>(context);
    transfer.response.size += static_cast<std::int64_t>(count);
    if (transfer.response.size > transfer.policy.max_bytes) {
        transfer.too_large = true;
        return 0;
    }
    if (!transfer.options.save_to) {
        transfer.response.body.append(bytes, count);
        return count;
    }
    if (!transfer.file.is_open()) transfer.file.open(*transfer.options.save_to, std::ios::binary | std::ios::trunc);
    transfer.file.write(bytes, static_cast<std::streamsize>(count));
    transfer.not_saved = !transfer.file;
    return transfer.not_saved ? 0 : count;
}

std::string header_value(CURL* handle, char const* name)
{
    curl_header* header = nullptr;
    auto const found = curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK;
    return found ? header->value : "";
}

void read_headers(CURL* handle, Transfer& transfer)
{
    auto& response = transfer.response;
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    auto type = lowered(header_value(handle, "Content-Type"));
    type.resize(std::min(type.find(';'), type.size()));
    type.erase(std::find_if_not(type.rbegin(), type.rend(), [](char c) { return c == ' ' || c == '\t'; }).base(), type.end());
    response.media_type = type;
    response.etag = header_value(handle, "ETag");
    response.last_modified = header_value(handle, "Last-Modified");
    auto const retry = header_value(handle, "Retry-After");
    std::from_chars(retry.data(), retry.data() + retry.size(), response.retry_after_seconds);
    transfer.location = header_value(handle, "Location");
}

std::string explain(CURLcode code, Transfer const& transfer)
{
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return "The server of this address cannot be found.";
        case CURLE_OPERATION_TIMEDOUT: return "The other server did not answer in time.";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR: return "A secure connection to the other server could not be made.";
        default: break;
    }
    if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED)
        return "The answer is larger than " + std::to_string(transfer.policy.max_bytes) + " bytes.";
    if (code == CURLE_COULDNT_CONNECT) return "The other server cannot be reached.";
    return "The other server did not give a whole answer.";
}

bool is_clean(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

class HeaderList {
public:
    void add(std::string const& name, std::string const& value)
    {
        if (!is_clean(name) || !is_clean(value)) throw std::invalid_argument("a header contains a line break");
        // curl drops "Name:" without a value, and sends it empty for "Name;".
        list_.add(value.empty() ? name + ";" : name + ": " + value);
    }
    curl_slist* get() const { return list_.get(); }

private:
    CurlList list_;
};

struct Body {
    std::string_view bytes;
    std::string_view media_type;
};

HeaderList make_headers(FetchOptions const& options, std::optional<Body> const& body, bool same_origin)
{
    HeaderList headers;
    if (!options.etag.empty()) headers.add("If-None-Match", options.etag);
    if (!options.last_modified.empty()) headers.add("If-Modified-Since", options.last_modified);
    if (body) headers.add("Content-Type", std::string(body->media_type));
    // What the caller adds may be a key to one server; a redirect must not carry it to another.
    if (same_origin)
        for (auto const& header : options.headers) headers.add(header.name, header.value);
    return headers;
}

// One exchange without following redirects.
void exchange(Url const& url, std::optional<Body> const& body, Transfer& transfer, HeaderList const& headers,
              std::chrono::milliseconds left)
{
    CurlHandle curl;
    auto* const handle = curl.get();
    curl.set(CURLOPT_CURLU, url.handle());
    curl.set(CURLOPT_PROTOCOLS_STR, "http,https");
    curl.set(CURLOPT_PROXY, "");
    curl.set(CURLOPT_USERAGENT, "Loggia");
    curl.set(CURLOPT_ACCEPT_ENCODING, "");
    curl.set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    curl.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::int64_t>(left.count(), 10'000)));
    curl.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.policy.max_bytes));
    curl.set(CURLOPT_HTTPHEADER, headers.get());
    curl.set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl.set(CURLOPT_OPENSOCKETDATA, &transfer);
    curl.set(CURLOPT_WRITEFUNCTION, &take_body);
    curl.set(CURLOPT_WRITEDATA, &transfer);
    if (body) {
        curl.set(CURLOPT_POST, 1L);
        curl.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->bytes.size()));
        curl.set(CURLOPT_POSTFIELDS, body->bytes.data());
    }
    auto const code = curl_easy_perform(handle);
    if (transfer.address_refused) throw refused("This address leads to a network that may not be reached from here.");
    if (transfer.not_saved) throw Problem(Fault::unavailable, "storage_full", "The answer could not be stored.");
    if (code != CURLE_OK) throw failed(explain(code, transfer));
    read_headers(handle, transfer);
}

bool is_redirect(FetchResponse const& response)
{
    constexpr std::array<int, 5> statuses = {301, 302, 303, 307, 308};
    return std::find(statuses.begin(), statuses.end(), response.status) != statuses.end();
}

bool is_allowed(FetchPolicy const& policy, std::string const& host)
{
    return std::find(policy.allowed_hosts.begin(), policy.allowed_hosts.end(), host) != policy.allowed_hosts.end();
}

FetchResponse finish(Transfer& transfer, Url const& url)
{
    transfer.response.url = url.text();
    if (!transfer.options.save_to) return std::move(transfer.response);
    if (!transfer.file.is_open()) transfer.file.open(*transfer.options.save_to, std::ios::binary | std::ios::trunc);
    transfer.file.close();
    if (!transfer.file) throw Problem(Fault::unavailable, "storage_full", "The answer could not be stored.");
    return std::move(transfer.response);
}

FetchResponse fetch(FetchPolicy const& policy, std::string const& address, std::optional<Body> const& body,
                    FetchOptions const& options)
{
    Url url(address);
    auto const first_origin = url.origin();
    auto const deadline = std::chrono::steady_clock::now() + policy.timeout;
    for (int redirects = 0;; ++redirects) {
        check_scheme(url);
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) throw failed("The other server did not answer in time.");
        Transfer transfer{policy, options};
        transfer.address_allowed = is_allowed(policy, url.host());
        exchange(url, body, transfer, make_headers(options, body, url.origin() == first_origin), left);
        if (body || !is_redirect(transfer.response) || transfer.location.empty()) return finish(transfer, url);
        if (redirects == policy.max_redirects) throw failed("The other server redirects too often.");
        url.follow(transfer.location);
    }
}

// Removes a half-written file when a fetch fails.
template <class Act>
FetchResponse with_clean_up(FetchOptions const& options, Act const& act)
{
    try {
        return act();
    } catch (...) {
        std::error_code ignored;
        if (options.save_to) std::filesystem::remove(*options.save_to, ignored);
        throw;
    }
}

}  // namespace

HttpClient::HttpClient(FetchPolicy policy) : policy_(std::move(policy)) { require_curl(); }

FetchResponse HttpClient::get(std::string const& url, FetchOptions const& options) const
{
    return with_clean_up(options, [&] { return fetch(policy_, url, std::nullopt, options); });
}

FetchResponse HttpClient::post(std::string const& url, std::string_view body, std::string_view media_type,
                               FetchOptions const& options) const
{
    return with_clean_up(options, [&] { return fetch(policy_, url, Body{body, media_type}, options); });
}

}  // namespace loggia::fetch
