// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The one way out of the server: feeds, webhooks, web push, text messages. It connects only to the open internet, judged
// by the address actually dialled, at each redirect anew. Environment proxies are not used: one would hide the address.
namespace loggia::fetch {

struct FetchPolicy {
    std::vector<std::string> allowed_hosts = {};  // the operator's: may be at any address. Lower case, without port
    std::int64_t max_bytes = 64 * 1024 * 1024;    // of one answer, after decompression
    std::chrono::milliseconds timeout{30'000};    // for one request with all its redirects
    int max_redirects = 3;
};

struct Header {
    std::string name;
    std::string value;
};

struct FetchOptions {
    std::vector<Header> headers = {};
    std::string etag = {};           // with these two the answer may be 304 without a body
    std::string last_modified = {};  // as the server wrote it
    std::optional<std::filesystem::path> save_to = {};  // the body goes into this file; removed again when the fetch fails
};

struct FetchResponse {
    int status = 0;               // any of HTTP's; only what could not be fetched at all is thrown
    std::string media_type = {};  // lower case, without parameters; empty when the server named none
    std::string body = {};        // empty when saved to a file
    std::int64_t size = 0;        // bytes of the body
    std::string etag = {};
    std::string last_modified = {};
    std::string url = {};         // after redirects
    int retry_after_seconds = 0;  // 0 means "not said"

    bool succeeded() const { return status >= 200 && status < 300; }
    bool not_modified() const { return status == 304; }
};

// Safe from any thread. Errors:
// Problem(invalid, "url_refused"): not http or https, no host, or an address inside;
// Problem(unavailable, "fetch_failed"): no name, no connection, no whole answer in time, too large, too many redirects.
class HttpClient {
public:
    explicit HttpClient(FetchPolicy policy = {});

    FetchResponse get(std::string const& url, FetchOptions const& options = {}) const;

    // Never follows a redirect: the answer 3xx comes back as it is.
    FetchResponse post(std::string const& url, std::string_view body, std::string_view media_type,
                       FetchOptions const& options = {}) const;

private:
    FetchPolicy policy_;
};

}  // namespace loggia::fetch
