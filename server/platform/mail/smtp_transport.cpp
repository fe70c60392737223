// SPDX-License-Identifier: Apache-2.0
#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include "platform/fetch/curl.hpp"
#include "platform/mail/transport.hpp"
#include "platform/problem.hpp"

namespace loggia::mail {
namespace {

struct CloseUrl {
    void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};

std::string part_of(CURLU* url, CURLUPart part)
{
    char* text = nullptr;
    if (curl_url_get(url, part, &text, CURLU_URLDECODE) != CURLUE_OK) return {};
    std::string const copy = text;
    curl_free(text);
    return copy;
}

std::size_t give_message(char* target, std::size_t size, std::size_t count, void* context)
{
    auto& rest = *static_cast<std::string_view*>(context);
    auto const length = std::min(size * count, rest.size());
    std::memcpy(target, rest.data(), length);
    rest.remove_prefix(length);
    return length;
}

std::size_t ignore_answer(char*, std::size_t size, std::size_t count, void*) { return size * count; }

void check(CURL* handle, CURLcode code)
{
    if (code == CURLE_OK) return;
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_LOGIN_DENIED)
        throw Problem(Fault::unavailable, "mail_failed", "The mail server does not accept the sign-in.");
    if (code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR)
        throw Problem(Fault::unavailable, "mail_failed", "The mail server offers no secure connection.");
    auto const is_final = status >= 500 && status < 600;
    if (is_final && (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY))
        throw Problem(Fault::invalid, "mail_refused", "The mail server refuses this mail.");
    throw Problem(Fault::unavailable, "mail_failed", "The mail server did not take the mail.");
}

}  // namespace

SmtpTransport::SmtpTransport(std::string const& url, std::chrono::milliseconds timeout) : timeout_(timeout)
{
    fetch::require_curl();
    constexpr std::string_view insisting = "smtp+starttls://";
    auto plain = url;
    if (url.starts_with(insisting)) {
        plain.replace(0, insisting.size(), "smtp://");
        tls_ = Tls::required;
    } else if (url.starts_with("smtps://")) {
        tls_ = Tls::from_the_start;
    } else if (!url.starts_with("smtp://")) {
        throw std::invalid_argument("the SMTP URL begins with smtp://, smtp+starttls:// or smtps://");
    }
    std::unique_ptr<CURLU, CloseUrl> const parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, plain.c_str(), 0) != CURLUE_OK)
        throw std::invalid_argument("the SMTP URL cannot be read");
    auto const host = part_of(parsed.get(), CURLUPART_HOST);
    auto port = part_of(parsed.get(), CURLUPART_PORT);
    user_ = part_of(parsed.get(), CURLUPART_USER);
    password_ = part_of(parsed.get(), CURLUPART_PASSWORD);
    // 587 is where programs hand mail in; port 25 is for servers among themselves, or one on this machine.
    if (port.empty()) port = tls_ == Tls::from_the_start ? "465" : user_.empty() ? "25" : "587";
    server_ = (tls_ == Tls::from_the_start ? "smtps://" : "smtp://") + host + ":" + port;
    is_local_ = host == "localhost" || host == "[::1]" || host.starts_with("127.");
    // A password never travels in the clear to another machine, whoever strips the offer of TLS on the way.
    if (tls_ == Tls::when_offered && !user_.empty() && !is_local_) tls_ = Tls::required;
}

void SmtpTransport::send(Mail const& mail)
{
    auto const message = render_eml(mail);
    auto const sender = envelope_address(mail.from);
    std::string_view rest = message;
    fetch::CurlList recipients;
    recipients.add("<" + envelope_address(mail.to) + ">");

    fetch::CurlHandle curl;
    auto const domain = sender.substr(sender.rfind('@') + 1);  // what we call ourselves in EHLO
    curl.set(CURLOPT_URL, (server_ + "/" + domain).c_str());
    curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl.set(CURLOPT_PROXY, "");
    curl.set(CURLOPT_USE_SSL, static_cast<long>(tls_ == Tls::when_offered ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (is_local_) {
        curl.set(CURLOPT_SSL_VERIFYPEER, 0L);
        curl.set(CURLOPT_SSL_VERIFYHOST, 0L);
    }
    if (!user_.empty()) {
        curl.set(CURLOPT_USERNAME, user_.c_str());
        curl.set(CURLOPT_PASSWORD, password_.c_str());
    }
    curl.set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_.count()));
    curl.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::int64_t>(timeout_.count(), 10'000)));
    curl.set(CURLOPT_MAIL_FROM, ("<" + sender + ">").c_str());
    curl.set(CURLOPT_MAIL_RCPT, recipients.get());
    curl.set(CURLOPT_UPLOAD, 1L);
    curl.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    curl.set(CURLOPT_READFUNCTION, &give_message);
    curl.set(CURLOPT_READDATA, &rest);
    curl.set(CURLOPT_WRITEFUNCTION, &ignore_answer);
    check(curl.get(), curl_easy_perform(curl.get()));
}

}  // namespace loggia::mail
