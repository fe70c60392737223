// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/kyero_fields.hpp"

#include <algorithm>
#include <array>

#include "features/feeds/html_text.hpp"
#include "features/feeds/kyero_values.hpp"
#include "features/feeds/xml_text.hpp"

namespace loggia::feeds {

namespace {

constexpr std::size_t longest_raw_text = 400'000;
constexpr std::size_t most_tags = 20;

bool is_html_name(std::string_view name)
{
    static constexpr auto names = std::to_array<std::string_view>(
        {"a", "b", "br", "dd", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol",
         "p", "span", "strong", "table", "td", "tr", "u", "ul"});
    return std::ranges::find(names, name) != names.end();
}

// Text, or HTML that was not escaped.
bool has_text_of_its_own(pugi::xml_node element)
{
    return std::ranges::any_of(element.children(), [](pugi::xml_node child) {
        if (child.type() == pugi::node_element) return is_html_name(name_of(child));
        return std::string_view(child.value()).find_first_not_of(" \t\r\n") != std::string_view::npos;
    });
}

void append_inner_text(pugi::xml_node element, std::size_t bytes, std::string& to)
{
    for (auto const part : element.children()) {
        if (to.size() >= bytes) return;
        auto const value = clip_utf8(part.value(), bytes);
        if (part.type() == pugi::node_pcdata) to += decode_entities(value);
        if (part.type() == pugi::node_cdata) to += value;
        if (part.type() != pugi::node_element) continue;
        to.append("<").append(part.name()).append(">");
        append_inner_text(part, bytes, to);
        to.append("</").append(part.name()).append(">");
    }
}

std::optional<std::int64_t> image_number(std::string_view text)
{
    if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return std::stoll(std::string(text));
}

}  // namespace

std::string name_of(pugi::xml_node element) { return lower_ascii(local_name(element.name())); }

bool is_nil(pugi::xml_node element)
{
    for (auto const attribute : element.attributes())
        if (local_name(attribute.name()) == "nil") return parse_switch(attribute.value()).value_or(false);
    return false;
}

pugi::xml_node first_child(pugi::xml_node element, std::string_view name)
{
    return element.find_child([&](pugi::xml_node child) {
        return child.type() == pugi::node_element && child.first_child() && name_of(child) == name;
    });
}

std::string inner_text(pugi::xml_node element, std::size_t bytes)
{
    std::string text;
    if (!is_nil(element)) append_inner_text(element, bytes, text);
    return text;
}

std::string line_of(pugi::xml_node element) { return html_to_line(inner_text(element, longest_raw_line)); }

void KyeroNotes::repaired(std::string_view code, std::string_view element, std::string_view property, std::string_view value)
{
    if (repairs_.size() >= limit_) {
        ++left_out_;
        return;
    }
    repairs_.push_back({std::string(code), std::string(element), std::string(property), clip_utf8(std::string(value), 80), 1});
}

void KyeroNotes::unknown(std::string const& element)
{
    constexpr std::size_t most_names = 200;
    auto const known = unknown_.find(element);
    if (known != unknown_.end()) ++known->second;
    else if (unknown_.size() < most_names) unknown_.emplace(element, 1);
    else ++left_out_;
}

void KyeroNotes::move_into(KyeroFeed& feed)
{
    for (auto const& [element, count] : unknown_) feed.notes.push_back({"unknown_element", element, {}, {}, count});
    std::ranges::move(repairs_, std::back_inserter(feed.notes));
    feed.notes_left_out = left_out_;
}

void KyeroFields::repaired(std::string_view code, std::string_view name, std::string_view value) const
{
    notes_.repaired(code, "property/" + std::string(name), property_, value);
}

void KyeroFields::unknown(std::string const& name, pugi::xml_node child) const
{
    notes_.unknown("property/" + name + (name.empty() ? "" : "/") + clip_utf8(name_of(child), 60));
}

void KyeroFields::unknown_children(pugi::xml_node element, std::string const& name,
                                   std::initializer_list<std::string_view> known) const
{
    for (auto const child : element.children())
        if (child.type() == pugi::node_element && std::ranges::find(known, name_of(child)) == known.end()) unknown(name, child);
}

std::string KyeroFields::clipped(std::string text, std::size_t bytes, std::string_view name) const
{
    if (text.size() > bytes) repaired("text_clipped", name, text);
    return clip_utf8(std::move(text), bytes);
}

std::string KyeroFields::line(pugi::xml_node element, std::string_view name, std::size_t bytes) const
{
    return clipped(line_of(element), bytes, name);
}

std::string KyeroFields::web_address(pugi::xml_node element, std::string const& name) const
{
    auto text = inner_text(element, longest_raw_line);
    // Entities of HTML stay as they are in an address ("?a=1&copy=2"); only "&amp;" can be nothing but an "&" escaped twice.
    for (auto at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at + 1)) text.erase(at + 1, 4);
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    auto address = parse_web_address(text);
    if (!address) repaired("address_unreadable", name, html_to_line(text));
    else if (*address != text) repaired("address_repaired", name, html_to_line(text));
    return address.value_or("");
}

std::optional<std::int32_t> KyeroFields::area(pugi::xml_node element, std::string const& name) const
{
    auto const text = line_of(element);
    if (text.empty()) return std::nullopt;
    auto const value = parse_area(text);
    if (!value) repaired("number_unreadable", name, text);
    return value && *value > 0 ? value : std::nullopt;
}

std::string KyeroFields::energy_letter(pugi::xml_node element, std::string const& name) const
{
    auto const text = lower_ascii(line_of(element));
    if (text.empty()) return {};
    if (text.size() == 1 && std::string_view("abcdefgx").find(text[0]) != std::string_view::npos)
        return std::string(1, static_cast<char>(text[0] - 'a' + 'A'));
    repaired("energy_unreadable", name, text);
    return {};
}

std::string KyeroFields::email(pugi::xml_node element, std::string const& name) const
{
    auto text = line(element, name, 255);
    auto const at = text.find('@');
    if (text.empty() || (at != std::string::npos && at > 0 && at + 1 < text.size() && text.find(' ') == std::string::npos)) return text;
    repaired("email_unreadable", name, text);
    return {};
}

std::optional<KyeroLocation> KyeroFields::location(pugi::xml_node element, std::string const& name) const
{
    unknown_children(element, name, {"latitude", "longitude"});
    auto const latitude = line_of(first_child(element, "latitude"));
    auto const longitude = line_of(first_child(element, "longitude"));
    if (latitude.empty() && longitude.empty()) return std::nullopt;
    auto const north = parse_degrees(latitude, 90);
    auto const east = parse_degrees(longitude, 180);
    // 0, 0 lies in the Gulf of Guinea: a form left empty, not a house.
    if (north && east && (*north != 0 || *east != 0)) return KyeroLocation{*north, *east};
    repaired("location_unreadable", name, latitude + ", " + longitude);
    return std::nullopt;
}

std::optional<KyeroImage> KyeroFields::image(pugi::xml_node element, std::string const& name) const
{
    KyeroImage image;
    image.url = web_address(first_child(element, "url"), name + "/url");
    if (image.url.empty()) {
        repaired("image_without_address", name);
        return std::nullopt;
    }
    for (auto const attribute : element.attributes())
        if (lower_ascii(local_name(attribute.name())) == "id") image.number = image_number(attribute.value());
    image.title = texts(first_child(element, "title"), name + "/title", 255, Form::line);
    for (auto const tag : first_child(element, "tags").children()) {
        if (tag.type() != pugi::node_element || image.tags.size() == most_tags) continue;
        auto text = lower_ascii(line(tag, name + "/tags/tag", 50));
        if (text.empty()) continue;
        auto packed = text;
        std::erase_if(packed, [](char c) { return c == ' ' || c == '_' || c == '-'; });
        image.floor_plan = image.floor_plan || packed == "floorplan";
        image.tags.push_back(std::move(text));
    }
    unknown_children(element, name, {"url", "title", "tags"});
    return image;
}

std::vector<KyeroText> KyeroFields::texts(pugi::xml_node element, std::string const& name, std::size_t bytes, Form form) const
{
    auto const read = [&](pugi::xml_node node, std::string const& path) {
        if (form == Form::address) return web_address(node, path);
        if (form == Form::line) return line(node, path, bytes);
        return clipped(html_to_text(inner_text(node, longest_raw_text)), bytes, path);
    };
    std::vector<KyeroText> found;
    if (has_text_of_its_own(element)) {
        if (auto text = read(element, name); !text.empty()) found.push_back({"und", std::move(text)});
        return found;
    }
    for (auto const child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        auto const language = parse_language(local_name(child.name()));
        if (!language) {
            unknown(name, child);
            continue;
        }
        auto const path = name + "/" + *language;
        if (auto text = read(child, path); !text.empty()) add(found, {*language, std::move(text)}, path);
    }
    return found;
}

void KyeroFields::add(std::vector<KyeroText>& to, KyeroText text, std::string const& name) const
{
    if (std::ranges::find(to, text.language, &KyeroText::language) == to.end()) to.push_back(std::move(text));
    else repaired("repeated_element", name, text.text);
}

}  // namespace loggia::feeds
