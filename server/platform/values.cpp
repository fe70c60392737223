// SPDX-License-Identifier: Apache-2.0
#include "platform/values.hpp"

#include <boost/url/parse.hpp>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/ucurr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "platform/utf8.hpp"

namespace loggia {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_lower(c) || is_upper(c) || is_digit(c); }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

bool is_local_part(std::string_view local)
{
    if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
    if (local.find("..") != std::string_view::npos || !is_utf8(local)) return false;
    return std::ranges::all_of(local, [](char c) {
        return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

bool is_domain(std::string_view domain)
{
    if (domain.size() > 253 || domain.find('.') == std::string_view::npos) return false;
    std::size_t start = 0;
    while (start <= domain.size()) {
        auto const end = std::min(domain.find('.', start), domain.size());
        auto const label = domain.substr(start, end - start);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; })) return false;
        start = end + 1;
    }
    return true;
}

// ISO 3166-1 as ICU knows it.
std::set<std::string, std::less<>> const& countries()
{
    static std::set<std::string, std::less<>> const all = [] {
        std::set<std::string, std::less<>> codes;
        for (auto const* const* code = icu::Locale::getISOCountries(); *code; ++code) codes.insert(*code);
        return codes;
    }();
    return all;
}

}  // namespace

bool is_currency(std::string_view code)
{
    if (code.size() != 3 || !std::ranges::all_of(code, is_upper)) return false;
    char16_t const wide[] = {static_cast<char16_t>(code[0]), static_cast<char16_t>(code[1]),
                             static_cast<char16_t>(code[2]), 0};
    return ucurr_getNumericCode(wide) != 0;
}

#define LOGGIA_MADE(Type, value)  \
    do {                          \
        Type result;              \
        result.text_ = (value);   \
        return result;            \
    } while (false)

template <>
std::optional<EmailAddress> EmailAddress::parse(std::string_view text)
{
    text = trimmed(text);
    auto const at = text.rfind('@');
    if (text.size() > 254 || at == std::string_view::npos) return std::nullopt;
    if (!is_local_part(text.substr(0, at)) || !is_domain(text.substr(at + 1))) return std::nullopt;
    LOGGIA_MADE(EmailAddress, std::string(text.substr(0, at + 1)) + lowered(text.substr(at + 1)));
}

std::string fold(EmailAddress const& address) { return lowered(address.text()); }

template <>
std::optional<Phone> Phone::parse(std::string_view text)
{
    text = trimmed(text);
    std::string digits;
    bool plus = false;
    for (char const c : text) {
        if (is_digit(c)) digits += c;
        else if (c == '+' && digits.empty() && !plus) plus = true;
        else if (std::string_view(" .-()/").find(c) == std::string_view::npos) return std::nullopt;
    }
    if (!plus && digits.starts_with("00")) {
        digits.erase(0, 2);
        plus = true;
    }
    if (!plus || digits.size() < 7 || digits.size() > 15 || digits.front() == '0') return std::nullopt;
    LOGGIA_MADE(Phone, "+" + digits);
}

template <>
std::optional<Locale> Locale::parse(std::string_view text)
{
    static constexpr std::array<std::string_view, 10> known = {"en", "nl", "de", "fr", "es", "pt", "it", "pl", "sv", "no"};
    auto language = lowered(text.substr(0, text.find_first_of("-_")));
    if (language == "nb" || language == "nn") language = "no";
    if (std::ranges::find(known, language) == known.end()) return std::nullopt;
    LOGGIA_MADE(Locale, language);
}

Locale english() { return *Locale::parse("en"); }

template <>
std::optional<Country> Country::parse(std::string_view text)
{
    auto code = lowered(text);
    if (code.size() != 2 || !std::ranges::all_of(code, is_lower)) return std::nullopt;
    std::ranges::transform(code, code.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    if (!countries().contains(code)) return std::nullopt;
    LOGGIA_MADE(Country, code);
}

template <>
std::optional<TimeZone> TimeZone::parse(std::string_view text)
{
    if (text.empty() || text.size() > 60) return std::nullopt;
    std::unique_ptr<icu::TimeZone> const zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})));
    if (text == "Etc/Unknown" || *zone == icu::TimeZone::getUnknown()) return std::nullopt;
    LOGGIA_MADE(TimeZone, std::string(text));
}

template <>
std::optional<Colour> Colour::parse(std::string_view text)
{
    auto colour = lowered(text);
    auto const is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
    if (colour.size() != 7 || colour.front() != '#') return std::nullopt;
    if (!std::ranges::all_of(std::string_view(colour).substr(1), is_hex)) return std::nullopt;
    LOGGIA_MADE(Colour, colour);
}

template <>
std::optional<Slug> Slug::parse(std::string_view text)
{
    static constexpr std::array<std::string_view, 16> reserved = {
        "api", "crm", "dev", "assets", "healthz", "readyz", "metrics", "robots", "static", "admin",
        "favicon", "well-known", "files", "manifest", "sw", "login"};
    if (text.size() < 2 || text.size() > 60 || text.front() == '-' || text.back() == '-') return std::nullopt;
    if (!std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; })) return std::nullopt;
    if (std::ranges::find(reserved, text) != reserved.end()) return std::nullopt;
    LOGGIA_MADE(Slug, std::string(text));
}

template <>
std::optional<WebAddress> WebAddress::parse(std::string_view text)
{
    text = trimmed(text);
    auto const url = boost::urls::parse_uri(text);
    if (text.size() > 2000 || !url || url->has_userinfo() || url->host().empty()) return std::nullopt;
    if (url->scheme() != "http" && url->scheme() != "https") return std::nullopt;
    LOGGIA_MADE(WebAddress, std::string(text));
}

template <>
std::optional<Uuid> Uuid::parse(std::string_view text)
{
    auto const id = lowered(text);
    if (id.size() != 36) return std::nullopt;
    for (std::size_t i = 0; i < id.size(); ++i) {
        bool const is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_dash ? id[i] != '-' : !is_digit(id[i]) && (id[i] < 'a' || id[i] > 'f')) return std::nullopt;
    }
    LOGGIA_MADE(Uuid, id);
}

}  // namespace loggia
