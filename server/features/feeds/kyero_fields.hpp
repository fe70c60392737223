// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "features/feeds/kyero.hpp"

// The kinds of fields a <property> is made of, each read leniently and with a note of what was repaired.
namespace loggia::feeds {

// Kinder than the specification, which many feeds overrun; what is longer still is clipped with a note. In bytes.
inline constexpr std::size_t longest_id = 255;
inline constexpr std::size_t longest_raw_line = 8'000;
inline constexpr std::size_t longest_description = 50'000;

// Collects what the reader repaired or passed over, within the limit.
class KyeroNotes {
public:
    explicit KyeroNotes(std::size_t limit) : limit_(limit) {}

    void repaired(std::string_view code, std::string_view element, std::string_view property, std::string_view value);
    void unknown(std::string const& element);
    void move_into(KyeroFeed&);

private:
    std::size_t limit_;
    std::vector<KyeroNote> repairs_;
    std::int64_t left_out_ = 0;
    std::map<std::string, std::int64_t, std::less<>> unknown_;
};

std::string name_of(pugi::xml_node element);  // lower case, without prefix
bool is_nil(pugi::xml_node element);

// The first child element of that name with anything in it; a null node when there is none.
pugi::xml_node first_child(pugi::xml_node element, std::string_view name);

// The text directly and deeply inside an element, entities of the markup decoded, elements written back as tags; empty when
// the element is nil. About `bytes` are looked at.
std::string inner_text(pugi::xml_node element, std::size_t bytes);

// The same as clean text on one line.
std::string line_of(pugi::xml_node element);

// The fields of one property. `name` is the element's path within <property>, for the notes.
class KyeroFields {
public:
    KyeroFields(KyeroNotes& notes, std::string property) : notes_(notes), property_(std::move(property)) {}

    enum class Form { address, line, paragraphs };

    std::string line(pugi::xml_node, std::string_view name, std::size_t bytes) const;
    std::string web_address(pugi::xml_node, std::string const& name) const;
    std::optional<std::int32_t> area(pugi::xml_node, std::string const& name) const;
    std::string energy_letter(pugi::xml_node, std::string const& name) const;
    std::string email(pugi::xml_node, std::string const& name) const;
    std::optional<KyeroLocation> location(pugi::xml_node, std::string const& name) const;
    std::optional<KyeroImage> image(pugi::xml_node, std::string const& name) const;
    // A child per language; or a text without, which feeds write as well, perhaps with HTML in it: its language is "und".
    std::vector<KyeroText> texts(pugi::xml_node, std::string const& name, std::size_t bytes, Form) const;

    void add(std::vector<KyeroText>& to, KyeroText text, std::string const& name) const;  // the first of a language counts
    std::string clipped(std::string text, std::size_t bytes, std::string_view name) const;
    void repaired(std::string_view code, std::string_view name, std::string_view value = {}) const;
    void unknown(std::string const& name, pugi::xml_node child) const;
    void unknown_children(pugi::xml_node, std::string const& name, std::initializer_list<std::string_view> known) const;

private:
    KyeroNotes& notes_;
    std::string property_;
};

}  // namespace loggia::feeds
