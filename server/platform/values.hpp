// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loggia {

// An amount in minor units (cents) with its ISO 4217 code. Never a float.
struct Money {
    std::int64_t amount = 0;
    std::string currency = "EUR";
    auto operator<=>(Money const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Money, (), (amount, currency))

bool is_currency(std::string_view code);  // three upper-case letters of ISO 4217 in use

// Text that was checked when it was made. `Self` gives parse() and the rule; equality is by the stored text.
template <class Tag>
class CheckedText {
public:
    CheckedText() = default;
    static std::optional<CheckedText> parse(std::string_view text);
    // What was parsed before it was stored, read back: reading a list checks nothing twice. Not for input.
    static CheckedText from_storage(std::string_view text)
    {
        CheckedText result;
        result.text_ = text;
        return result;
    }
    std::string const& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(CheckedText const&) const = default;

private:
    std::string text_;
};

// An address as RFC 5321 allows it in practice: local part, "@", a domain with a dot; at most 254 bytes. The domain is
// lower-cased; the local part is kept. fold() gives the form that is unique per organization.
using EmailAddress = CheckedText<struct EmailTag>;
std::string fold(EmailAddress const&);

// E.164: "+" and 7 to 15 digits. Spaces, dots, dashes and brackets are dropped on reading; "00" is read as "+".
using Phone = CheckedText<struct PhoneTag>;

// One of the ten languages of the apps, lower case ("nl"). A region is dropped on reading ("nl-BE" is "nl"); others are refused.
using Locale = CheckedText<struct LocaleTag>;
Locale english();

// ISO 3166-1 alpha-2, upper case.
using Country = CheckedText<struct CountryTag>;

// An IANA time zone the ICU data knows ("Europe/Amsterdam").
using TimeZone = CheckedText<struct TimeZoneTag>;

// "#rrggbb", lower case.
using Colour = CheckedText<struct ColourTag>;

// The first part of a portal's address: 2–60 of a–z, 0–9 and inner "-"; not one of the reserved words (api, crm, dev, …).
using Slug = CheckedText<struct SlugTag>;

// A UUID in its usual form (RFC 9562), lower case. Made by whoever sends something, so that sending it again is recognised.
using Uuid = CheckedText<struct UuidTag>;

// An absolute http or https URL of at most 2000 bytes, without credentials.
using WebAddress = CheckedText<struct WebAddressTag>;

template <> std::optional<EmailAddress> EmailAddress::parse(std::string_view);
template <> std::optional<Phone> Phone::parse(std::string_view);
template <> std::optional<Locale> Locale::parse(std::string_view);
template <> std::optional<Country> Country::parse(std::string_view);
template <> std::optional<TimeZone> TimeZone::parse(std::string_view);
template <> std::optional<Colour> Colour::parse(std::string_view);
template <> std::optional<Slug> Slug::parse(std::string_view);
template <> std::optional<WebAddress> WebAddress::parse(std::string_view);
template <> std::optional<Uuid> Uuid::parse(std::string_view);

}  // namespace loggia
