// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include <arpa/inet.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/auth/sealed.hpp"
#include "platform/log/log.hpp"
#include "platform/sms/transport.hpp"
#include "platform/values.hpp"

namespace loggia::app {

namespace {

using Variable = std::function<std::string(std::string const&)>;

[[noreturn]] void refuse(std::string const& name, std::string const& what)
{
    throw std::runtime_error(name + ": " + what);
}

// A secret stands in the variable itself or in the file named by NAME_FILE.
std::string secret(Variable const& variable, std::string const& name)
{
    auto const path = variable(name + "_FILE");
    if (path.empty()) return variable(name);
    std::ifstream file(path);
    if (!file) refuse(name + "_FILE", "cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    auto value = text.str();
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
    return value;
}

unsigned number(Variable const& variable, std::string const& name, unsigned otherwise, unsigned least, unsigned most)
{
    auto const text = variable(name);
    if (text.empty()) return otherwise;
    unsigned value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        refuse(name, "must be a number from " + std::to_string(least) + " to " + std::to_string(most) + ", not \"" + text + "\"");
    return value;
}

bool is_address(std::string const& text)
{
    unsigned char bytes[sizeof(in6_addr)];
    return inet_pton(AF_INET, text.c_str(), bytes) == 1 || inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

bool flag(Variable const& variable, std::string const& name)
{
    auto const text = variable(name);
    if (!text.empty() && text != "0" && text != "1") refuse(name, "must be 0 or 1, not \"" + text + "\"");
    return text == "1";
}

void read_listen(std::string const& text, Config& config)
{
    auto const colon = text.rfind(':');
    unsigned port = 0;
    auto const digits = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    auto address = text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || port > 65535 || !is_address(address))
        refuse("LOGGIA_LISTEN", "must be an IP address and a port like 127.0.0.1:8080, not \"" + text + "\"");
    config.listen_address = address;
    config.listen_port = static_cast<std::uint16_t>(port);
}

std::vector<std::string> list(std::string const& text)
{
    std::vector<std::string> items;
    std::istringstream in(text);
    for (std::string item; std::getline(in, item, ',');)
        if (!item.empty()) items.push_back(item);
    return items;
}

void check_sms(Config const& config)
{
    if (config.sms_url.empty()) return;
    if (!sms::is_sender(config.sms_from)) refuse("LOGGIA_SMS_FROM", "must be a phone number like +31201234567, or 1 to 11 letters and digits");
    try {
        sms::GatewayTransport(config.sms_url, config.sms_from);
    } catch (std::invalid_argument const& error) {
        refuse("LOGGIA_SMS_URL", error.what());  // which does not repeat it
    }
}

void check_urls(Config const& config)
{
    auto const is_web = [](std::string const& url) { return url.starts_with("http://") || url.starts_with("https://"); };
    if (config.database != "sqlite" && !config.database.starts_with("postgresql://") && !config.database.starts_with("postgres://"))
        refuse("LOGGIA_DATABASE", "must be \"sqlite\" or start with postgresql://");
    if (!is_web(config.public_url)) refuse("LOGGIA_PUBLIC_URL", "must start with http:// or https://");
    if (!config.smtp_url.empty() && !config.smtp_url.starts_with("smtp://") && !config.smtp_url.starts_with("smtps://") && !config.smtp_url.starts_with("smtp+starttls://"))
        refuse("LOGGIA_SMTP_URL", "must start with smtp://, smtp+starttls:// or smtps://");
    if (!EmailAddress::parse(config.mail_from)) refuse("LOGGIA_MAIL_FROM", "must be an e-mail address, not \"" + config.mail_from + "\"");
    if (config.files != "dir") refuse("LOGGIA_FILES", "must be \"dir\"");
    if (!config.map_tiles.empty() && !is_web(config.map_tiles)) refuse("LOGGIA_MAP_TILES", "must start with http:// or https://");
    if (config.tls_certificate.empty() != config.tls_key.empty())
        refuse(config.tls_key.empty() ? "LOGGIA_TLS_KEY" : "LOGGIA_TLS_CERTIFICATE", "certificate and key must be given together");
    if (!log::parse_level(config.log_level)) refuse("LOGGIA_LOG", "must be debug, info, warning or error");
}

}  // namespace

Config read_config(Variable const& variable)
{
    Config config;
    auto const text = [&](char const* name, std::string otherwise) {
        auto value = variable(name);
        return value.empty() ? std::move(otherwise) : std::move(value);
    };
    auto const listen = text("LOGGIA_LISTEN", "127.0.0.1:8080");
    read_listen(listen, config);
    config.data = text("LOGGIA_DATA", "data");
    config.database = secret(variable, "LOGGIA_DATABASE");
    if (config.database.empty()) config.database = "sqlite";
    config.tls_certificate = text("LOGGIA_TLS_CERTIFICATE", "");
    config.tls_key = text("LOGGIA_TLS_KEY", "");
    config.public_url = text("LOGGIA_PUBLIC_URL", (config.tls_key.empty() ? "http://" : "https://") + listen);
    while (config.public_url.ends_with('/')) config.public_url.pop_back();
    config.smtp_url = secret(variable, "LOGGIA_SMTP_URL");
    config.sms_url = secret(variable, "LOGGIA_SMS_URL");
    config.sms_from = variable("LOGGIA_SMS_FROM");
    config.secret_key = secret(variable, "LOGGIA_SECRET_KEY");
    if (!config.secret_key.empty() && !auth::parse_secret_key(config.secret_key)) refuse("LOGGIA_SECRET_KEY", "must be base64 of 32 bytes");
    config.mail_from = text("LOGGIA_MAIL_FROM", config.mail_from);
    config.files = text("LOGGIA_FILES", "dir");
    config.workers = number(variable, "LOGGIA_WORKERS", config.workers, 1, 64);
    config.io_threads = number(variable, "LOGGIA_IO_THREADS", config.io_threads, 1, 16);
    config.behind_proxy = flag(variable, "LOGGIA_BEHIND_PROXY");
    config.metrics_token = secret(variable, "LOGGIA_METRICS_TOKEN");
    config.fetch_allow = list(variable("LOGGIA_FETCH_ALLOW"));
    config.map_tiles = variable("LOGGIA_MAP_TILES");
    config.password_memory = number(variable, "LOGGIA_PASSWORD_MEMORY", config.password_memory, 8, 1024);
    config.log_level = text("LOGGIA_LOG", "info");
    check_urls(config);
    check_sms(config);
    return config;
}

Config read_config_from_environment()
{
    return read_config([](std::string const& name) {
        auto const* value = std::getenv(name.c_str());
        return std::string(value ? value : "");
    });
}

}  // namespace loggia::app
