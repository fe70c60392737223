// SPDX-License-Identifier: Apache-2.0
#include "platform/sms/transport.hpp"

#include <boost/url.hpp>
#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <system_error>

#include "platform/files/whole_file.hpp"
#include "platform/problem.hpp"

namespace loggia::sms {

namespace {

Problem failed()
{
    return {Fault::unavailable, "sms_failed", "The text message could not be handed on."};
}
Problem refused()
{
    return {Fault::invalid, "sms_refused", "The gateway refuses this text message."};
}

std::string base64(std::string const& text)
{
    std::string result(sodium_base64_ENCODED_LEN(text.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(result.data(), result.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    result.pop_back();
    return result;
}

// application/x-www-form-urlencoded, where a space may stand as %20.
std::string form_field(std::string_view name, std::string_view value)
{
    return std::string(name) + "=" + boost::urls::encode(value, boost::urls::unreserved_chars);
}

// Bounds of what a gateway may answer: it says a few lines at most, and the job that waits holds a lease.
fetch::FetchPolicy policy_for(std::string host)
{
    fetch::FetchPolicy policy;
    std::ranges::transform(host, host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    policy.allowed_hosts = {std::move(host)};
    policy.max_bytes = 64 * 1024;
    policy.timeout = std::chrono::seconds(20);
    return policy;
}

// What waiting may heal: an overloaded gateway, and a password that the operator has yet to correct.
bool may_work_later(int status)
{
    return status < 400 || status >= 500 || status == 401 || status == 403 || status == 408 || status == 429;
}

} // namespace

GatewayTransport::GatewayTransport(std::string const& url, std::string from) : from_(std::move(from))
{
    auto parsed = boost::urls::parse_uri(url);
    bool const is_web = parsed && (parsed->scheme() == "https" || parsed->scheme() == "http") && !parsed->host().empty();
    if (!is_web) throw std::invalid_argument("must be a complete http or https address");
    if (!is_sender(from_))
        throw std::invalid_argument("the sender must be a phone number like +31201234567, or 1 to 11 letters and digits");
    boost::urls::url address(*parsed);
    if (address.has_userinfo()) authorization_ = "Basic " + base64(address.user() + ":" + address.password());
    address.remove_userinfo();
    address.remove_fragment();
    url_ = address.buffer();
    http_ = std::make_unique<fetch::HttpClient>(policy_for(address.host()));
}

void GatewayTransport::send(Sms const& sms)
{
    if (sms.to.empty() || sms.text.empty() || sms.text.size() > longest_text) throw refused();
    auto const form = form_field("From", from_) + "&" + form_field("To", sms.to.text()) + "&" + form_field("Body", sms.text);
    fetch::FetchOptions options;
    if (!authorization_.empty()) options.headers.push_back({"Authorization", authorization_});
    fetch::FetchResponse response;
    try {
        response = http_->post(url_, form, "application/x-www-form-urlencoded", options);
    } catch (Problem const&) {
        throw failed();
    }
    if (response.succeeded()) return;
    throw may_work_later(response.status) ? failed() : refused();
}

OutboxTransport::OutboxTransport(std::filesystem::path folder) : folder_(std::move(folder))
{
    std::filesystem::create_directories(folder_);
}

void OutboxTransport::send(Sms const& sms)
{
    if (sms.to.empty() || sms.text.empty() || sms.text.size() > longest_text) throw refused();
    try {
        files::write_whole_file(folder_ / files::sortable_name(sms.date, ".txt"), "To: " + sms.to.text() + "\n\n" + sms.text + "\n");
    } catch (std::system_error const&) {
        throw failed();
    }
}

bool is_sender(std::string const& text)
{
    if (text.starts_with('+')) return Phone::parse(text).has_value();
    auto const is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    auto const may_stand = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == ' '; };
    return text.size() <= 11 && std::ranges::any_of(text, is_letter) && std::ranges::all_of(text, may_stand);
}

void NoTransport::send(Sms const&)
{
    throw refused();
}

std::unique_ptr<SmsTransport> make_transport(std::string const& url, std::string const& from,
                                             std::optional<std::filesystem::path> const& outbox)
{
    if (!url.empty()) return std::make_unique<GatewayTransport>(url, from);
    if (outbox) return std::make_unique<OutboxTransport>(*outbox);
    return std::make_unique<NoTransport>();
}

} // namespace loggia::sms
