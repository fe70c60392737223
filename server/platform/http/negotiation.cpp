// SPDX-License-Identifier: Apache-2.0
#include "platform/http/negotiation.hpp"

#include <algorithm>
#include <charconv>

namespace loggia::http {

static std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool accepts(std::string_view header, std::string_view coding)
{
    while (!header.empty()) {
        auto const end = std::min(header.find(','), header.size());
        auto const item = trimmed(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        auto const semicolon = std::min(item.find(';'), item.size());
        if (trimmed(item.substr(0, semicolon)) != coding) continue;
        auto const parameter = trimmed(item.substr(std::min(semicolon + 1, item.size())));
        return parameter != "q=0" && parameter != "q=0.0" && parameter != "q=0.00" && parameter != "q=0.000";
    }
    return false;
}

bool names_etag(std::string_view header, std::string_view etag)
{
    while (!header.empty()) {
        auto const end = std::min(header.find(','), header.size());
        auto item = trimmed(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == etag || item == "*") return true;
    }
    return false;
}

static std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

RangeChoice choose_range(std::string_view header, std::uint64_t size)
{
    RangeChoice const whole{RangeKind::whole, {0, size}};
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return whole;
    header.remove_prefix(6);
    auto const dash = header.find('-');
    if (dash == std::string_view::npos) return whole;
    auto const first = number(header.substr(0, dash));
    auto const last = number(header.substr(dash + 1));
    if (!first && !last) return whole;
    if (!first) {  // "-500": the last 500 bytes
        auto const length = std::min(*last, size);
        if (length == 0) return {RangeKind::unsatisfiable, {}};
        return {RangeKind::part, {size - length, length}};
    }
    if (dash + 1 < header.size() && !last) return whole;
    if (last && *last < *first) return whole;
    if (*first >= size) return {RangeKind::unsatisfiable, {}};
    auto const end = last ? std::min(*last, size - 1) : size - 1;
    return {RangeKind::part, {*first, end - *first + 1}};
}

}  // namespace loggia::http
