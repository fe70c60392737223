// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>
#include <string_view>

// Between our UTF-8 and ICU. For the files of this folder only.
namespace loggia::i18n {

inline icu::UnicodeString to_icu(std::string_view text)
{
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

inline std::string from_icu(icu::UnicodeString const& text)
{
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

// The regions whose dates and numbers the product uses, the same as in the web apps. CLDR keeps "no" under Bokmål.
inline icu::Locale icu_locale(std::string_view locale)
{
    if (locale == "en") return icu::Locale::getUK();
    if (locale == "pt") return icu::Locale("pt_PT");
    if (locale == "no") return icu::Locale("nb_NO");
    return icu::Locale(std::string(locale).c_str());
}

// An unknown name is UTC.
inline std::unique_ptr<icu::TimeZone> icu_time_zone(std::string_view name)
{
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(to_icu(name)));
    if (*zone == icu::TimeZone::getUnknown()) zone.reset(icu::TimeZone::createTimeZone("UTC"));
    return zone;
}

}  // namespace loggia::i18n
