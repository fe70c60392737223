// SPDX-License-Identifier: Apache-2.0
#include "test/secret_watch.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace loggia::test {

namespace {

constexpr std::size_t shortest_text = 8;

// In requests and in answers; in answers "code" names a refusal.
std::set<std::string_view> const names = {"password", "new_password", "current_password", "token", "attempt", "secret", "recovery_codes"};
std::set<std::string_view> const names_in_requests = {"code", "current_code", "new_code"};

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_code(std::string_view text)
{
    return text.size() == 6 && std::ranges::all_of(text, is_digit);
}

// A value without a name, as numbers of a log line are, is no code.
bool stands_alone(std::string_view text, std::size_t at, std::size_t length)
{
    auto const before = at == 0 ? ' ' : text[at - 1];
    auto const after = at + length == text.size() ? ' ' : text[at + length];
    return !is_letter_or_digit(before) && !is_letter_or_digit(after) && before != ':' && before != '.' && after != '.';
}

} // namespace

void SecretWatch::learn_text(std::string const& text)
{
    if (is_code(text)) codes_.insert(text);
    // A word a test types as a wrong password may stand anywhere.
    bool const is_word = std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    if (text.size() >= shortest_text && !is_word) texts_.insert(text);
}

void SecretWatch::learn(std::string_view body, bool is_answer)
{
    boost::system::error_code error;
    auto const json = boost::json::parse(body, error);
    if (error || !json.is_object()) return;
    std::lock_guard const lock(mutex_);
    for (auto const& [name, value] : json.as_object()) {
        std::string_view const key(name.data(), name.size());
        if (!names.contains(key) && (is_answer || !names_in_requests.contains(key))) continue;
        if (value.is_string()) learn_text(std::string(value.as_string()));
        if (value.is_array())
            for (auto const& each : value.as_array())
                if (each.is_string()) learn_text(std::string(each.as_string()));
    }
}

void SecretWatch::learn_from_request(std::string_view body)
{
    learn(body, false);
}

void SecretWatch::learn_from_answer(std::string_view body)
{
    learn(body, true);
}

void SecretWatch::learn_token(std::string_view token)
{
    std::lock_guard const lock(mutex_);
    learn_text(std::string(token));
}

void SecretWatch::hear(std::string_view log_line)
{
    std::lock_guard const lock(mutex_);
    log_.append(log_line).push_back('\n');
}

void SecretWatch::hear_output(std::string_view output)
{
    for (std::size_t start = 0; start < output.size();) {
        auto const end = std::min(output.find('\n', start), output.size());
        if (output[start] == '{') hear(output.substr(start, end - start));
        start = end + 1;
    }
}

std::vector<std::string> SecretWatch::found_in(std::string_view place, std::string_view text, bool with_codes) const
{
    std::vector<std::string> found;
    auto const note = [&](std::string const& secret, std::size_t at) {
        auto const start = at < 80 ? 0 : at - 80;
        found.push_back(secret + " in " + std::string(place) + ": …" + std::string(text.substr(start, 160 + secret.size())) + "…");
    };
    for (auto const& secret : texts_)
        if (auto const at = text.find(secret); at != std::string_view::npos) note(secret, at);
    if (!with_codes) return found;
    for (auto const& code : codes_)
        for (auto at = text.find(code); at != std::string_view::npos; at = text.find(code, at + 1))
            if (stands_alone(text, at, code.size())) note(code, at);
    return found;
}

std::vector<std::string> SecretWatch::leaks_into_log()
{
    std::lock_guard const lock(mutex_);
    auto found = found_in("the log", log_, true);
    texts_.clear();
    codes_.clear();
    log_.clear();
    return found;
}

std::vector<std::string> SecretWatch::leaks_into(std::map<std::string, std::string> const& tables) const
{
    std::lock_guard const lock(mutex_);
    std::vector<std::string> found;
    // Elsewhere six digits are an amount, a number of a house or part of an id.
    std::set<std::string_view> const where_codes_are_worked_with = {"one_time_secrets", "jobs", "idempotency_keys"};
    for (auto const& [table, text] : tables)
        for (auto& leak : found_in("the table " + table, text, where_codes_are_worked_with.contains(table)))
            found.push_back(std::move(leak));
    return found;
}

SecretWatch& secret_watch()
{
    static SecretWatch watch;
    return watch;
}

} // namespace loggia::test
