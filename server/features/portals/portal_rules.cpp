// SPDX-License-Identifier: Apache-2.0
#include "features/portals/portal_rules.hpp"

#include <boost/url/parse.hpp>

#include "platform/i18n/formats.hpp"

namespace loggia::portals {

namespace {

constexpr std::size_t longest_slug = 60;

std::string trimmed(std::string const& text)
{
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

void tidy(std::optional<std::string>& text)
{
    if (!text) return;
    *text = trimmed(*text);
    if (text->empty()) text.reset();
}

void tidy_welcome(std::map<std::string, std::string>& welcome)
{
    for (auto& [language, text] : welcome) {
        auto const locale = Locale::parse(language);
        if (!locale || locale->text() != language)
            throw Problem(Fault::invalid, "language_unknown", "The apps do not speak this language.", "/welcome/" + language);
        text = trimmed(text);
    }
    std::erase_if(welcome, [](auto const& entry) { return entry.second.empty(); });
}

} // namespace

Slug slug_from(std::string_view name, int attempt)
{
    std::string slug;
    for (char const letter : i18n::fold(name)) {
        bool const kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (kept)
            slug += letter;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    std::string const number = attempt > 1 ? "-" + std::to_string(attempt) : "";
    slug = slug.substr(0, longest_slug - number.size());
    while (slug.ends_with('-')) slug.pop_back();
    // A reserved or too short name still gives an address.
    if (auto const parsed = Slug::parse(slug + number)) return *parsed;
    return Slug::parse("portal-" + slug.substr(0, longest_slug - 10) + (slug.empty() ? "1" : "") + number).value();
}

Portal with_changes(Portal portal, PortalChanges const& changes)
{
    changes.name.apply(portal.name);
    changes.tagline.apply(portal.tagline);
    changes.welcome.apply(portal.welcome);
    changes.invitation_style.apply(portal.invitation_style);
    changes.registration.apply(portal.registration);
    changes.sign_in_codes.apply(portal.sign_in_codes);
    changes.new_level.apply(portal.new_level);
    changes.retention_days.apply(portal.retention_days);
    changes.primary_colour.apply(portal.primary_colour);
    changes.accent_colour.apply(portal.accent_colour);
    changes.header_colour.apply(portal.header_colour);
    changes.support_name.apply(portal.support_name);
    changes.support_email.apply(portal.support_email);
    changes.support_phone.apply(portal.support_phone);

    portal.name = trimmed(portal.name);
    if (portal.name.empty()) throw Problem(Fault::invalid, "required", "A portal needs a name.", "/name");
    tidy(portal.tagline);
    tidy(portal.support_name);
    tidy_welcome(portal.welcome);
    return portal;
}

std::string changed_fields(Portal const& before, Portal const& after)
{
    std::string names;
    boost::mp11::mp_for_each<json::members_of<Portal>>([&](auto member) {
        if (before.*member.pointer != after.*member.pointer) names += (names.empty() ? "" : ",") + std::string(member.name);
    });
    return names;
}

std::optional<std::string> text_in(std::map<std::string, std::string> const& texts, std::vector<std::string> const& languages)
{
    for (auto const& language : languages)
        if (auto const found = texts.find(language); found != texts.end()) return found->second;
    if (texts.empty()) return std::nullopt;
    return texts.begin()->second;
}

} // namespace loggia::portals
