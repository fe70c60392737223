// SPDX-License-Identifier: Apache-2.0
#include "platform/i18n/messages.hpp"

#include <unicode/datefmt.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>

#include "platform/i18n/icu_text.hpp"

namespace loggia::i18n {
namespace {

constexpr std::array<std::string_view, 10> locales = {"en", "nl", "de", "fr", "es", "pt", "it", "pl", "sv", "no"};

std::unique_ptr<icu::MessageFormat> compile(std::string_view locale, std::string_view pattern)
{
    auto status = U_ZERO_ERROR;
    UParseError where{};
    auto compiled = std::make_unique<icu::MessageFormat>(to_icu(pattern), icu_locale(locale), where, status);
    if (U_FAILURE(status))
        throw std::invalid_argument("the message is not ICU syntax (" + std::string(u_errorName(status)) + "): " +
                                    std::string(pattern));
    return compiled;
}

icu::Formattable formattable(Argument const& argument)
{
    auto const& value = argument.value();
    if (auto const* text = std::get_if<std::string>(&value)) return {to_icu(*text)};
    if (auto const* whole = std::get_if<std::int64_t>(&value)) return {*whole};
    if (auto const* number = std::get_if<double>(&value)) return {*number};
    return {static_cast<UDate>(std::get<Timestamp>(value).milliseconds), icu::Formattable::kIsDate};
}

// ICU gives a date the zone of the process unless each part that is a date is told another. This reaches the parts
// outside plural and select branches.
void set_time_zone(icu::MessageFormat& message, std::string_view time_zone)
{
    std::unique_ptr<icu::TimeZone> zone;
    std::int32_t count = 0;
    auto** const parts = message.getFormats(count);
    for (std::int32_t i = 0; i < count; ++i) {
        // The parts belong to `message`, which is ours to change; ICU only lends them as const.
        auto* const date = dynamic_cast<icu::DateFormat*>(const_cast<icu::Format*>(parts[i]));
        if (!date) continue;
        if (!zone) zone = icu_time_zone(time_zone);
        date->setTimeZone(*zone);
    }
}

std::string apply(icu::MessageFormat& message, Arguments const& arguments, std::string_view time_zone)
{
    set_time_zone(message, time_zone);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (auto const& argument : arguments) {
        names.push_back(to_icu(argument.name()));
        values.push_back(formattable(argument));
    }
    auto status = U_ZERO_ERROR;
    icu::UnicodeString text;
    message.format(names.data(), values.data(), static_cast<std::int32_t>(values.size()), text, status);
    if (U_FAILURE(status)) throw std::invalid_argument("a message could not be formatted: " + std::string(u_errorName(status)));
    return from_icu(text);
}

}  // namespace

// Parsed when it is first shown. ICU's formats build parts of themselves while they format, hence the lock.
class Catalogue::Message {
public:
    Message(std::string_view locale, std::string_view pattern)
        : locale_(locale), pattern_(pattern), is_plain_(pattern.find_first_of("{}'") == std::string_view::npos)
    {
    }

    std::string format(Arguments const& arguments, std::string_view time_zone) const
    {
        if (is_plain_) return pattern_;
        std::lock_guard const lock(mutex_);
        if (!compiled_) compiled_ = compile(locale_, pattern_);
        return apply(*compiled_, arguments, time_zone);
    }

private:
    std::string locale_;
    std::string pattern_;
    bool is_plain_;
    mutable std::mutex mutex_;
    mutable std::unique_ptr<icu::MessageFormat> compiled_;
};

std::span<std::string_view const> supported_locales() { return locales; }

bool is_supported(std::string_view locale) { return std::find(locales.begin(), locales.end(), locale) != locales.end(); }

std::string format_message(std::string_view locale, std::string_view pattern, Arguments const& arguments,
                           std::string_view time_zone)
{
    return apply(*compile(locale, pattern), arguments, time_zone);
}

Catalogue::Catalogue(std::span<LocaleText const> texts)
{
    for (auto const& text : texts) add(text);
}

Catalogue::Catalogue(std::filesystem::path const& directory)
{
    for (auto const locale : supported_locales()) {
        std::ifstream file(directory / (std::string(locale) + ".json"), std::ios::binary);
        if (!file) continue;
        std::string const text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        add({locale, text});
    }
}

Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

void Catalogue::add(LocaleText const& text)
{
    auto name = text.name.substr(text.name.rfind('/') + 1);
    if (name.ends_with(".json")) name.remove_suffix(5);
    boost::json::error_code fault;
    auto const root = boost::json::parse(text.text, fault);
    if (fault || !root.is_object()) throw std::runtime_error("locale " + std::string(name) + " is not a JSON object");
    auto& messages = locales_[std::string(name)];
    auto const visit = [&](auto const& self, boost::json::object const& object, std::string const& prefix) -> void {
        for (auto const& [key, value] : object) {
            auto const path = prefix + std::string(key);
            if (value.is_object()) self(self, value.as_object(), path + '.');
            else if (value.is_string()) messages[path] = std::make_unique<Message>(name, value.as_string());
            else throw std::runtime_error("locale " + std::string(name) + ": " + path + " is not a text");
        }
    };
    visit(visit, root.as_object(), "");
}

Catalogue::Message const* Catalogue::find(std::string_view locale, std::string_view key) const
{
    auto const messages = locales_.find(locale);
    if (messages == locales_.end()) return nullptr;
    auto const message = messages->second.find(key);
    return message == messages->second.end() ? nullptr : message->second.get();
}

std::string Catalogue::format(std::string_view locale, std::string_view key, Arguments const& arguments,
                              std::string_view time_zone) const
{
    auto const* message = find(locale, key);
    if (!message) message = find(fallback_locale, key);
    return message ? message->format(arguments, time_zone) : std::string(key);
}

bool Catalogue::has(std::string_view locale, std::string_view key) const { return find(locale, key) != nullptr; }

std::vector<std::string> Catalogue::keys(std::string_view locale) const
{
    std::vector<std::string> found;
    if (auto const messages = locales_.find(locale); messages != locales_.end())
        for (auto const& [key, message] : messages->second) found.push_back(key);
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace loggia::i18n
