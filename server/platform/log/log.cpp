// SPDX-License-Identifier: Apache-2.0
#include "platform/log/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>

#include "platform/utf8.hpp"

namespace loggia::log {
namespace {

// Names are compared in lower case without '_', '-', '.' and spaces.
constexpr std::array<std::string_view, 12> secret_parts = {
    "password", "passphrase", "passwd",     "secret",     "token",  "cookie",
    "apikey",   "privatekey", "credential", "bearer",     "signature", "authorization",
};
constexpr std::array<std::string_view, 3> secret_names = {"pin", "otp", "totp"};
constexpr std::array<std::string_view, 8> harmless_codes = {
    "statuscode", "errorcode", "problemcode", "countrycode", "languagecode", "currencycode", "exitcode", "postalcode",
};

std::string squeezed(std::string_view name)
{
    std::string text;
    for (auto const character : name) {
        if (character >= 'A' && character <= 'Z') text += static_cast<char>(character + 32);
        else if (character != '_' && character != '-' && character != '.' && character != ' ') text += character;
    }
    return text;
}

std::string_view level_name(Level level)
{
    switch (level) {
        case Level::debug: return "debug";
        case Level::info: return "info";
        case Level::warning: return "warning";
        case Level::error: return "error";
    }
    return "error";
}

void append_escaped(std::string& line, char character)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (character) {
        case '"': line += "\\\""; return;
        case '\\': line += "\\\\"; return;
        case '\n': line += "\\n"; return;
        case '\r': line += "\\r"; return;
        case '\t': line += "\\t"; return;
        default: break;
    }
    auto const byte = static_cast<unsigned char>(character);
    if (byte >= 0x20U && byte != 0x7FU) {
        line += character;
        return;
    }
    line += "\\u00";
    line += hex[byte >> 4U];
    line += hex[byte & 15U];
}

void append_text(std::string& line, std::string_view text)
{
    line += '"';
    while (!text.empty()) {
        auto const length = utf8_sequence(text);
        if (length == 1) append_escaped(line, text.front());
        else if (length == 0) line += "\xEF\xBF\xBD";
        else line += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    line += '"';
}

template <class Number>
void append_number(std::string& line, Number number)
{
    std::array<char, 32> buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    line.append(buffer.data(), end);
}

spdlog::level::level_enum spdlog_level(Level level)
{
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warning: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

// Standard error belongs to the process, and so does the one logger that orders its lines.
spdlog::logger& logger()
{
    static auto const instance = [] {
        auto made = std::make_unique<spdlog::logger>("loggia", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->flush_on(spdlog::level::debug);
        made->set_level(spdlog::level::info);
        return made;
    }();
    return *instance;
}

std::function<void(std::string_view)>& watcher()
{
    static std::function<void(std::string_view)> instance;
    return instance;
}

}  // namespace

void Value::append_json(std::string& line) const
{
    if (auto const* text = std::get_if<std::string_view>(&content_)) append_text(line, *text);
    else if (auto const* flag = std::get_if<bool>(&content_)) line += *flag ? "true" : "false";
    else if (auto const* whole = std::get_if<std::int64_t>(&content_)) append_number(line, *whole);
    else if (auto const number = std::get<double>(content_); std::isfinite(number)) append_number(line, number);
    else line += "null";
}

bool is_secret_name(std::string_view name)
{
    auto const text = squeezed(name);
    auto const has_part = [&](std::string_view part) { return text.find(part) != std::string::npos; };
    if (std::any_of(secret_parts.begin(), secret_parts.end(), has_part)) return true;
    if (std::find(secret_names.begin(), secret_names.end(), text) != secret_names.end()) return true;
    return text.ends_with("code") && std::find(harmless_codes.begin(), harmless_codes.end(), text) == harmless_codes.end();
}

std::string render_line(Timestamp now, Level level, std::string_view event, std::span<Field const> fields)
{
    std::string line = "{\"time\":\"" + to_string(now) + "\",\"level\":\"";
    line += level_name(level);
    line += "\",\"event\":";
    append_text(line, event);
    for (auto const& field : fields) {
        line += ',';
        append_text(line, field.name);
        line += ':';
        if (is_secret_name(field.name)) line += "\"[redacted]\"";
        else field.value.append_json(line);
    }
    line += '}';
    return line;
}

void write(Level level, std::string_view event, std::span<Field const> fields)
{
    auto const severity = spdlog_level(level);
    bool const is_written = logger().should_log(severity);
    if (!is_written && !watcher()) return;
    auto const line = render_line(SystemClock().now(), level, event, fields);
    if (watcher()) watcher()(line);
    if (is_written) logger().log(severity, spdlog::string_view_t(line));
}

void debug(std::string_view event, Fields fields) { write(Level::debug, event, {fields.begin(), fields.size()}); }
void info(std::string_view event, Fields fields) { write(Level::info, event, {fields.begin(), fields.size()}); }
void warning(std::string_view event, Fields fields) { write(Level::warning, event, {fields.begin(), fields.size()}); }
void error(std::string_view event, Fields fields) { write(Level::error, event, {fields.begin(), fields.size()}); }

void observe(std::function<void(std::string_view line)> action) { watcher() = std::move(action); }

void set_level(Level lowest) { logger().set_level(spdlog_level(lowest)); }

std::optional<Level> parse_level(std::string_view text)
{
    for (auto const level : {Level::debug, Level::info, Level::warning, Level::error})
        if (text == level_name(level)) return level;
    return std::nullopt;
}

}  // namespace loggia::log
