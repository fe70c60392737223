// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <memory>
#include <new>
#include <stdexcept>
#include <string>

// libcurl's handles as values that free themselves; for fetch/ and mail/ only.
namespace loggia::fetch {

// libcurl asks to be initialised once, before other threads use it; C++ guards the first call.
inline void require_curl()
{
    static auto const state = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (state != CURLE_OK) throw std::runtime_error("libcurl could not be initialised");
}

class CurlHandle {
public:
    CurlHandle() : handle_(curl_easy_init())
    {
        if (!handle_) throw std::bad_alloc();
        set(CURLOPT_NOSIGNAL, 1L);
    }

    template <class Value>
    void set(CURLoption option, Value value)
    {
        if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK)
            throw std::runtime_error("libcurl refuses option " + std::to_string(static_cast<int>(option)));
    }
    CURL* get() const { return handle_.get(); }

private:
    struct Close {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    std::unique_ptr<CURL, Close> handle_;
};

class CurlList {
public:
    void add(std::string const& text)
    {
        auto* const extended = curl_slist_append(list_.get(), text.c_str());
        if (!extended) throw std::bad_alloc();
        if (!list_) list_.reset(extended);  // later ones are hung to the first
    }
    curl_slist* get() const { return list_.get(); }

private:
    struct Free {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };
    std::unique_ptr<curl_slist, Free> list_;
};

}  // namespace loggia::fetch
