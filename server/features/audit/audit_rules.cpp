// SPDX-License-Identifier: Apache-2.0
#include "features/audit/audit_rules.hpp"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>

#include "platform/i18n/formats.hpp"

namespace loggia::audit {

std::vector<std::string> words_of(std::string_view q)
{
    std::vector<std::string> words;
    auto const folded = i18n::fold(q);
    boost::split(words, folded, boost::is_any_of(" \t"), boost::token_compress_on);
    std::erase(words, "");
    return words;
}

bool matches(AuditEntry const& entry, std::vector<std::string> const& words)
{
    if (words.empty()) return true;
    auto text = entry.actor_name + "\n" + entry.action;
    for (auto const* part :
         {&entry.contact_name, &entry.on_behalf_of_name, &entry.deal_title, &entry.property_title, &entry.client_address})
        if (*part) text += "\n" + **part;
    for (auto const& [name, value] : entry.detail) text += "\n" + value;
    auto const folded = i18n::fold(text);
    return std::ranges::all_of(words, [&](std::string const& word) { return folded.find(word) != std::string::npos; });
}

std::string to_text(Place const& place)
{
    return encode_id(place.at.milliseconds) + place.id.text();
}

Place parse_place(std::string_view text)
{
    auto const at = text.size() == 26 ? decode_id(text.substr(0, 13)) : std::nullopt;
    auto const id = text.size() == 26 ? ActivityId::parse(text.substr(13)) : std::nullopt;
    if (!at || !id) throw Problem(Fault::invalid, "invalid_cursor", "`after` is not a `next` of this list.", "after");
    return {Timestamp{*at}, *id};
}

std::string csv_cell(std::string_view text)
{
    constexpr std::string_view begins_formula = "=+-@\t\r";
    std::string cell = "\"";
    if (!text.empty() && begins_formula.find(text.front()) != std::string_view::npos) cell += '\'';
    for (auto const character : text) {
        if (character == '"') cell += '"';
        cell += character;
    }
    return cell + "\"";
}

static std::string csv_row(std::vector<std::string> const& cells)
{
    std::string line;
    for (auto const& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
    return line + "\r\n";
}

std::string csv_header()
{
    return "\xEF\xBB\xBF" + csv_row({"time", "category", "action", "actor_kind", "actor", "on_behalf_of", "contact", "deal", "property",
                                     "detail", "client_address"});
}

std::string csv_line(AuditEntry const& entry)
{
    std::string detail;
    for (auto const& [name, value] : entry.detail) detail += (detail.empty() ? "" : "; ") + name + ": " + value;
    return csv_row({to_string(entry.at), std::string(json::enum_name(entry.category)), entry.action,
                    std::string(json::enum_name(entry.actor_kind)), entry.actor_name, entry.on_behalf_of_name.value_or(""),
                    entry.contact_name.value_or(""), entry.deal_title.value_or(""), entry.property_title.value_or(""), detail,
                    entry.client_address.value_or("")});
}

} // namespace loggia::audit
