// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "platform/clock.hpp"

namespace loggia::i18n {

constexpr std::string_view fallback_locale = "en";

// The ten languages of the product as BCP 47 tags, English first.
std::span<std::string_view const> supported_locales();
bool is_supported(std::string_view locale);

// The best of `supported` for an Accept-Language header (RFC 9110 §12.5.4, matched by RFC 4647 lookup: "nl-BE" finds
// "nl", "nb" and "nn" find "no"); English when none fits.
std::string negotiate(std::string_view accept_language, std::span<std::string_view const> supported = supported_locales());

// What stands in a message's place: text, a number, or a moment (for {when, date, long}).
class Argument {
public:
    Argument(std::string_view name, std::string_view text) : name_(name), value_(std::string(text)) {}
    Argument(std::string_view name, std::string const& text) : name_(name), value_(text) {}
    Argument(std::string_view name, char const* text) : name_(name), value_(std::string(text)) {}
    Argument(std::string_view name, std::integral auto number) : name_(name), value_(static_cast<std::int64_t>(number)) {}
    Argument(std::string_view name, double number) : name_(name), value_(number) {}
    Argument(std::string_view name, Timestamp moment) : name_(name), value_(moment) {}

    std::string const& name() const { return name_; }
    std::variant<std::string, std::int64_t, double, Timestamp> const& value() const { return value_; }

private:
    std::string name_;
    std::variant<std::string, std::int64_t, double, Timestamp> value_;
};

using Arguments = std::vector<Argument>;

struct LocaleText {
    std::string_view name;  // "en" or "en.json"
    std::string_view text;  // a JSON object, nested at will
};

// Formats one ICU message that is not in the catalogue. std::invalid_argument when the pattern does not parse.
std::string format_message(std::string_view locale, std::string_view pattern, Arguments const& arguments,
                           std::string_view time_zone = "UTC");

// The texts that people see, by language and dotted key ("mail.invitation.subject"). Safe from any thread.
class Catalogue {
public:
    explicit Catalogue(std::span<LocaleText const> texts);          // std::runtime_error: not JSON, or not only texts
    explicit Catalogue(std::filesystem::path const& directory);     // every `<locale>.json` in it of a supported language
    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

    // An unknown language, or a key it lacks, falls back to English; a key that English lacks comes back as it is.
    // The time zone (IANA name) is that of dates and times in the message.
    std::string format(std::string_view locale, std::string_view key, Arguments const& arguments = {},
                       std::string_view time_zone = "UTC") const;
    bool has(std::string_view locale, std::string_view key) const;  // without falling back
    std::vector<std::string> keys(std::string_view locale) const;   // sorted

private:
    class Message;
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class Value>
    using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

    void add(LocaleText const& text);
    Message const* find(std::string_view locale, std::string_view key) const;

    TextMap<TextMap<std::unique_ptr<Message>>> locales_;
};

}  // namespace loggia::i18n
