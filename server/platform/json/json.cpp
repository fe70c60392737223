// SPDX-License-Identifier: Apache-2.0
#include "platform/json/json.hpp"

#include <charconv>

#include "platform/utf8.hpp"

namespace loggia::json {

std::size_t count_characters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void Reader::push(std::string_view name)
{
    pointer_ += '/';
    for (char const c : front_of(name, 100)) {
        if (c == '~') pointer_ += "~0";
        else if (c == '/') pointer_ += "~1";
        else pointer_ += c;
    }
}

bool Reader::check_text(std::string_view text, Limit const* limit)
{
    // PostgreSQL cannot store NUL, and no text of ours needs it.
    if (text.find('\0') != std::string_view::npos) {
        fail("invalid_text", "must not contain the character NUL");
        return false;
    }
    auto const length = static_cast<std::int64_t>(count_characters(text));
    auto const maximum = limit ? limit->maximum : default_text_limit;
    auto const blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (limit && limit->minimum > 0 && blank) {
        fail("required", "must not be empty");
        return false;
    }
    if (limit && length < limit->minimum) {
        fail("too_short", "must have at least " + std::to_string(limit->minimum) + " characters");
        return false;
    }
    if (length > maximum) {
        fail("too_long", "must have at most " + std::to_string(maximum) + " characters");
        return false;
    }
    return true;
}

bool Reader::check_number(std::int64_t number, Limit const* limit)
{
    if (!limit || (number >= limit->minimum && number <= limit->maximum)) return true;
    fail("out_of_range",
         "must be between " + std::to_string(limit->minimum) + " and " + std::to_string(limit->maximum));
    return false;
}

bool Reader::check_count(std::size_t count, Limit const* limit)
{
    auto const number = static_cast<std::int64_t>(count);
    if (limit && number < limit->minimum) {
        fail("too_few", "must have at least " + std::to_string(limit->minimum) + " entries");
        return false;
    }
    auto const maximum = limit ? limit->maximum : default_list_limit;
    if (number <= maximum) return true;
    fail("too_many", "must have at most " + std::to_string(maximum) + " entries");
    return false;
}

boost::json::value parse(std::string_view text)
{
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 16;
    auto value = boost::json::parse(text, error, {}, options);
    if (error) throw Problem(Fault::malformed, "not_json", "The body is not valid JSON.");
    return value;
}

void refuse(std::vector<FieldError> errors)
{
    throw Problem(Fault::invalid, "invalid_body", "Some fields are not right.", std::move(errors));
}

std::optional<std::vector<std::int64_t>> plain_numbers(std::string_view text)
{
    if (text.size() < 3 || text.front() != '[' || text.back() != ']') return std::nullopt;
    std::vector<std::int64_t> numbers;
    auto const* at = text.data() + 1;
    auto const* const end = text.data() + text.size() - 1;
    for (;;) {
        auto const [rest, error] = std::from_chars(at, end, numbers.emplace_back());
        bool const is_padded = rest - at > 1 && *at == '0';
        if (is_padded || error != std::errc{}) return std::nullopt;
        if (rest == end) return numbers;
        if (*rest != ',') return std::nullopt;
        at = rest + 1;
    }
}

}  // namespace loggia::json
