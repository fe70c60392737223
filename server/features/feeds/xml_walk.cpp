// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "features/feeds/html_text.hpp"
#include "features/feeds/kyero.hpp"
#include "features/feeds/kyero_values.hpp"
#include "features/feeds/xml_text.hpp"

namespace loggia::feeds {

namespace {

constexpr std::size_t deepest = 32;  // a Kyero feed needs six, HTML inside a description a few more
constexpr auto blanks = std::string_view(" \t\r\n");
constexpr auto none = std::string_view::npos;

bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

class Walker {
public:
    Walker(std::string_view text, std::function<void(XmlElement const&)> const& root,
           std::function<void(XmlElement const&)> const& child)
        : text_(text), root_(root), child_(child)
    {
    }

    void walk()
    {
        if (text_.find_first_not_of(blanks) == none) throw FeedProblem("feed_empty", "The feed is empty.");
        while (at_ < text_.size()) step();
        if (!open_.empty())
            throw FeedProblem("feed_truncated",
                              "The feed ends at line " + std::to_string(line_of(text_.size())) + " inside <" +
                                  std::string(open_.back().name) + ">, which starts at line " +
                                  std::to_string(line_of(open_.back().start)) + ". It was not transferred completely.",
                              line_of(text_.size()), column_of(text_.size()));
        if (!root_seen_) throw FeedProblem("feed_truncated", "The feed ends before its first element.", line_of(text_.size()));
    }

private:
    struct Open {
        std::string_view name;
        std::size_t start;
    };

    void step()
    {
        if (text_[at_] != '<') return take_text();
        auto const rest = text_.substr(at_);
        if (rest.starts_with("<!--")) return skip_past("-->", 4, "a comment");
        if (rest.starts_with("<![CDATA[") && !open_.empty()) return skip_past("]]>", 9, "a CDATA section");
        if (rest.starts_with("<?")) return skip_past("?>", 2, "a processing instruction");
        if (rest.starts_with("</")) return take_end();
        if (rest.starts_with("<!")) refuse_declaration();
        take_start();
    }

    void take_text()
    {
        auto const end = std::min(text_.find('<', at_), text_.size());
        auto const content = text_.substr(at_, end - at_);
        if (open_.empty()) {
            auto const stray = content.find_first_not_of(blanks);
            if (stray != none)
                fail(at_ + stray, root_seen_ ? "There is text after the end of the feed."
                                             : "The file is not XML: it does not start with \"<\".");
        } else {
            check_references(at_, end);
        }
        at_ = end;
    }

    void skip_past(std::string_view mark, std::size_t from, std::string const& what)
    {
        auto const end = text_.find(mark, at_ + from);
        if (end == none) end_inside(what);
        at_ = end + mark.size();
    }

    [[noreturn]] void refuse_declaration() const
    {
        constexpr auto word = std::string_view("<!doctype");
        auto const found = lower_ascii(text_.substr(at_, word.size() + 5));
        if (word.starts_with(found) || std::string_view("<![cdata[").starts_with(found)) end_inside("a declaration");
        if (!found.starts_with(word)) fail(at_, "\"<!\" starts nothing that XML knows.");
        throw FeedProblem("feed_has_doctype",
                          found.ends_with(" html") ? "This is a web page, not a feed."
                                                   : "The feed has a DOCTYPE, which can carry attacks and is never accepted.",
                          line_of(at_), column_of(at_));
    }

    void take_start()
    {
        auto const start = at_;
        ++at_;
        auto const name = take_name();
        if (at_ >= text_.size()) end_inside("a tag");
        if (name.empty()) fail(start, "\"<\" starts no element; in a text it must be written \"&lt;\".");
        if (open_.empty() && root_seen_) fail(start, "There is a second element after the end of the feed.");
        auto const empty = take_attributes();
        if (open_.empty()) {
            root_seen_ = true;
            root_({local_name(name), text_.substr(start, at_ - start), line_of(start)});
        }
        open_.push_back({name, start});
        if (open_.size() > deepest) fail(start, "The elements are nested too deeply.");
        if (empty) close();
    }

    // From behind the name to behind ">". True when the element ends at once ("/>").
    bool take_attributes()
    {
        for (;;) {
            auto const before = at_;
            skip_blanks();
            if (at_ >= text_.size()) end_inside("a tag");
            if (text_[at_] == '>') return ++at_, false;
            if (text_[at_] == '/') {
                if (at_ + 1 >= text_.size()) end_inside("a tag");
                if (text_[at_ + 1] != '>') fail(at_, "\"/\" stands alone in a tag.");
                at_ += 2;
                return true;
            }
            if (before == at_) fail(at_, "This character is not allowed in a tag.");
            take_attribute();
        }
    }

    void take_attribute()
    {
        auto const start = at_;
        if (take_name().empty()) fail(start, "This character is not allowed in a tag.");
        skip_blanks();
        if (at_ < text_.size() && text_[at_] != '=') fail(start, "The attribute has no value.");
        ++at_;
        skip_blanks();
        if (at_ >= text_.size()) end_inside("a tag");
        auto const quote = text_[at_];
        if (quote != '"' && quote != '\'') fail(at_, "The value of the attribute has no quotation marks.");
        auto const end = text_.find_first_of(quote == '"' ? "\"<" : "'<", at_ + 1);
        if (end == none) end_inside("the value of an attribute");
        if (text_[end] == '<') fail(end, "\"<\" in the value of an attribute must be written \"&lt;\".");
        check_references(at_ + 1, end);
        at_ = end + 1;
    }

    void take_end()
    {
        auto const start = at_;
        at_ += 2;
        auto const name = take_name();
        skip_blanks();
        if (at_ >= text_.size()) end_inside("a tag");
        if (text_[at_] != '>') fail(start, "The end tag is not closed with \">\".");
        ++at_;
        if (open_.empty()) fail(start, "</" + shown(name) + "> ends nothing.");
        if (open_.back().name != name)
            fail(start, "<" + shown(open_.back().name) + "> from line " + std::to_string(line_of(open_.back().start)) +
                            " is ended by </" + shown(name) + ">.");
        close();
    }

    void close()
    {
        auto const element = open_.back();
        open_.pop_back();
        if (open_.size() == 1)
            child_({local_name(element.name), text_.substr(element.start, at_ - element.start), line_of(element.start)});
    }

    void check_references(std::size_t from, std::size_t to) const
    {
        auto const content = text_.substr(0, to);
        for (auto at = content.find('&', from); at != none; at = content.find('&', at + 1)) {
            auto const window = content.substr(at + 1, 32);
            auto const end = window.find(';');
            if (end != none && entity_character(window.substr(0, end))) continue;
            if (to == text_.size()) end_inside("a text");
            fail(at, "\"&\" must be written \"&amp;\" here.");
        }
    }

    std::string_view take_name()
    {
        auto const start = at_;
        if (at_ < text_.size() && starts_name(text_[at_]))
            while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
        return text_.substr(start, at_ - start);
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }

    static std::string shown(std::string_view name) { return clip_utf8(std::string(name), 60); }

    [[noreturn]] void fail(std::size_t at, std::string const& what) const
    {
        auto const line = line_of(at);
        auto const column = column_of(at);
        throw FeedProblem("feed_not_xml", "Line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + what,
                          line, column);
    }

    [[noreturn]] void end_inside(std::string const& what) const
    {
        auto const line = line_of(text_.size());
        throw FeedProblem("feed_truncated",
                          "The feed ends at line " + std::to_string(line) + " inside " + what +
                              ". It was not transferred completely.",
                          line, column_of(text_.size()));
    }

    // Asked for rising places mostly, so it counts on from the last answer.
    std::size_t line_of(std::size_t at) const
    {
        auto const known = counted_to_ <= at ? counted_to_ : 0;
        auto const before = counted_to_ <= at ? counted_lines_ : 0;
        auto const lines = std::count(text_.begin() + static_cast<std::ptrdiff_t>(known),
                                      text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        counted_lines_ = before + static_cast<std::size_t>(lines);
        counted_to_ = at;
        return counted_lines_ + 1;
    }

    std::size_t column_of(std::size_t at) const
    {
        auto const line_start = at == 0 ? none : text_.rfind('\n', at - 1);
        auto const line = text_.substr(line_start == none ? 0 : line_start + 1, at - (line_start == none ? 0 : line_start + 1));
        auto const characters = std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        return static_cast<std::size_t>(characters) + 1;
    }

    std::string_view text_;
    std::function<void(XmlElement const&)> const& root_;
    std::function<void(XmlElement const&)> const& child_;
    std::size_t at_ = 0;
    bool root_seen_ = false;
    std::vector<Open> open_;
    mutable std::size_t counted_to_ = 0;
    mutable std::size_t counted_lines_ = 0;
};

}  // namespace

void walk_xml(std::string_view utf8, std::function<void(XmlElement const&)> const& root,
              std::function<void(XmlElement const&)> const& child)
{
    Walker(utf8, root, child).walk();
}

std::string_view local_name(std::string_view name)
{
    auto const colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace loggia::feeds
