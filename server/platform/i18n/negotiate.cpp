// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "platform/i18n/messages.hpp"

namespace loggia::i18n {
namespace {

struct Wish {
    std::string tag;  // lower case
    double weight = 1;
};

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (auto& character : lower)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    return lower;
}

// One entry, "nl-BE;q=0.8"; a weight that cannot be read counts as none.
Wish parse_wish(std::string_view entry)
{
    auto const semicolon = entry.find(';');
    Wish wish{lowered(trimmed(entry.substr(0, semicolon))), 1};
    if (semicolon == std::string_view::npos) return wish;
    auto const weight = trimmed(entry.substr(semicolon + 1));
    if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return wish;
    auto const digits = trimmed(weight.substr(2));
    if (std::from_chars(digits.data(), digits.data() + digits.size(), wish.weight).ec != std::errc()) wish.weight = 0;
    return wish;
}

std::vector<Wish> parse_wishes(std::string_view header)
{
    std::vector<Wish> wishes;
    while (!header.empty()) {
        auto const comma = std::min(header.find(','), header.size());
        auto wish = parse_wish(header.substr(0, comma));
        if (!wish.tag.empty() && wish.weight > 0) wishes.push_back(std::move(wish));
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    std::stable_sort(wishes.begin(), wishes.end(), [](auto const& a, auto const& b) { return a.weight > b.weight; });
    return wishes;
}

// Both written forms of Norwegian are served by the one we have.
std::string_view macro_language(std::string_view tag) { return tag == "nb" || tag == "nn" ? "no" : tag; }

}  // namespace

std::string negotiate(std::string_view accept_language, std::span<std::string_view const> supported)
{
    constexpr std::size_t longest_header = 1000;  // beyond it nobody means it
    for (auto const& wish : parse_wishes(accept_language.substr(0, longest_header))) {
        for (std::string_view tag = wish.tag; !tag.empty();) {
            auto const match = std::find_if(supported.begin(), supported.end(), [&](std::string_view candidate) {
                return lowered(candidate) == macro_language(tag);
            });
            if (match != supported.end()) return std::string(*match);
            auto const dash = tag.rfind('-');
            tag = dash == std::string_view::npos ? std::string_view() : tag.substr(0, dash);
        }
    }
    return std::string(fallback_locale);
}

}  // namespace loggia::i18n
