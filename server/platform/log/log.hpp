// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "platform/clock.hpp"

// Structured logging: one JSON object a line on standard error, in the order time, level, event, fields.
//   log::info("http.request", {{"path", path}, {"status", 200}, log::request_id(id)});
// An event is a short dotted name that never changes with the data. Log a path without its query: it may carry a secret.
// A field whose name says that it holds a secret is written as "[redacted]".
namespace loggia::log {

enum class Level { debug, info, warning, error };

class Value {
public:
    Value(std::string_view text) : content_(text) {}
    Value(char const* text) : content_(std::string_view(text)) {}
    Value(std::string const& text) : content_(std::string_view(text)) {}
    Value(bool flag) : content_(flag) {}
    Value(std::integral auto number) : content_(static_cast<std::int64_t>(number)) {}
    Value(std::floating_point auto number) : content_(static_cast<double>(number)) {}

    void append_json(std::string& line) const;

private:
    std::variant<std::string_view, bool, std::int64_t, double> content_;  // lives only as long as the call
};

struct Field {
    std::string_view name;
    Value value;
};

using Fields = std::initializer_list<Field>;

inline Field request_id(std::string_view id) { return {"request_id", id}; }

void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warning(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});
void write(Level level, std::string_view event, std::span<Field const> fields);

// Every line, whatever its level, is handed to `watcher` as well. Once, before there are other threads: for test runs.
void observe(std::function<void(std::string_view line)> watcher);

void set_level(Level lowest);  // what is below is not written; info at the start
std::optional<Level> parse_level(std::string_view text);

// The line without its end; `write` adds the system's time. Bytes that are not UTF-8 are replaced by U+FFFD.
std::string render_line(Timestamp now, Level level, std::string_view event, std::span<Field const> fields);

// Whether a field of this name is redacted: password, token, cookie, authorization, code and their kin.
bool is_secret_name(std::string_view name);

}  // namespace loggia::log
