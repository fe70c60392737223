// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_set>

#include "features/feeds/html_text.hpp"
#include "features/feeds/kyero.hpp"
#include "features/feeds/kyero_property.hpp"
#include "features/feeds/kyero_values.hpp"
#include "features/feeds/xml_text.hpp"

namespace loggia::feeds {

namespace {

// The parser sees one element at a time, already proven well formed, so its memory stays that of one property. Escapes are
// decoded by the reader, which also knows the names of HTML.
class ParsedElement {
public:
    explicit ParsedElement(std::string_view text)
    {
        auto const parsed = document_.load_buffer(text.data(), text.size(), pugi::parse_cdata | pugi::parse_eol | pugi::parse_ws_pcdata,
                                                  pugi::encoding_utf8);
        if (!parsed) throw FeedProblem("feed_not_xml", std::string("The feed is not XML: ") + parsed.description() + ".");
    }
    pugi::xml_node root() const { return document_.document_element(); }

private:
    pugi::xml_document document_;
};

class FeedReader {
public:
    explicit FeedReader(KyeroLimits const& limits) : limits_(limits), notes_(limits.notes) {}

    KyeroFeed read(std::string_view bytes)
    {
        if (bytes.size() > limits_.bytes)
            throw FeedProblem("feed_too_large", "The feed is larger than " + std::to_string(limits_.bytes / 1'000'000) + " MB.");
        auto const text = decode_xml(bytes);
        if (text.repaired_bytes > 0) notes_.repaired("encoding_repaired", "", "", std::to_string(text.repaired_bytes));
        walk_xml(text.utf8, [&](XmlElement const& root) { check_root(root); },
                 [&](XmlElement const& child) { take_child(child); });
        read_head();
        for (auto const& element : properties_) take_property(element);
        if (feed_.properties.empty()) refuse_without_properties();
        notes_.move_into(feed_);
        return std::move(feed_);
    }

private:
    static void check_root(XmlElement const& root)
    {
        if (lower_ascii(root.name) != "root")
            throw FeedProblem("feed_wrong_root",
                              "The outermost element is <" + clip_utf8(std::string(root.name), 60) +
                                  ">, but a Kyero feed starts with <root>.",
                              root.line);
    }

    void take_child(XmlElement const& child)
    {
        auto const name = lower_ascii(child.name.substr(0, 60));
        if (name == "property") {
            if (properties_.size() >= limits_.properties)
                throw FeedProblem("feed_too_large", "The feed has more than " + std::to_string(limits_.properties) + " properties.");
            properties_.push_back(child);
        } else if (name == "kyero" && kyero_.empty()) {
            kyero_ = child.text;
        } else if (name == "agent" && agent_.empty()) {
            agent_ = child.text;
        } else {
            notes_.unknown(name);
        }
    }

    void read_head()
    {
        if (kyero_.empty()) notes_.repaired("kyero_missing", "kyero", "", "");
        else read_kyero_element();
        if (!agent_.empty()) read_agent();
    }

    void read_kyero_element()
    {
        ParsedElement const parsed(kyero_);
        for (auto const child : parsed.root().children()) {
            if (child.type() != pugi::node_element) continue;
            auto const name = lower_ascii(local_name(child.name()));
            auto const text = clip_utf8(line_of(child), 50);
            if (name == "feed_version") {
                feed_.version = text;
            } else if (name == "feed_generated") {
                feed_.generated = parse_feed_time(text);
                if (!feed_.generated && !text.empty()) notes_.repaired("date_unreadable", "kyero/feed_generated", "", text);
            } else {
                notes_.unknown("kyero/" + clip_utf8(name, 60));
            }
        }
        if (feed_.version.empty()) notes_.repaired("version_missing", "kyero/feed_version", "", "");
    }

    void read_agent()
    {
        struct Known {
            std::string_view name;
            std::string KyeroAgent::* member;
        };
        static constexpr auto known = std::to_array<Known>({
            {"id", &KyeroAgent::id}, {"name", &KyeroAgent::name}, {"email", &KyeroAgent::email}, {"tel", &KyeroAgent::telephone},
            {"fax", &KyeroAgent::fax}, {"mob", &KyeroAgent::mobile}, {"addr1", &KyeroAgent::address1}, {"addr2", &KyeroAgent::address2},
            {"town", &KyeroAgent::town}, {"region", &KyeroAgent::region}, {"postcode", &KyeroAgent::postcode},
            {"country", &KyeroAgent::country},
        });
        ParsedElement const parsed(agent_);
        auto& agent = feed_.agent.emplace();
        for (auto const child : parsed.root().children()) {
            if (child.type() != pugi::node_element) continue;
            auto const name = lower_ascii(local_name(child.name()));
            auto const found = std::ranges::find(known, name, &Known::name);
            if (found == known.end()) notes_.unknown("agent/" + clip_utf8(name, 60));
            else agent.*found->member = clip_utf8(line_of(child), 255);
        }
    }

    void take_property(XmlElement const& element)
    {
        if (element.text.size() > limits_.property_bytes) {
            feed_.refusals.push_back({{}, {}, "property_too_large", "The property is larger than any real one.", element.line});
            return;
        }
        ParsedElement const parsed(element.text);
        auto result = read_property(parsed.root(), notes_);
        if (auto* const refusal = std::get_if<KyeroRefusal>(&result)) {
            refusal->line = element.line;
            feed_.refusals.push_back(std::move(*refusal));
            return;
        }
        auto& property = std::get<KyeroProperty>(result);
        if (!ids_.insert(property.id).second)
            feed_.refusals.push_back({property.id, property.reference, "id_duplicate",
                                      "Another property of the feed has the same id; the first one counts.", element.line});
        else feed_.properties.push_back(std::move(property));
    }

    [[noreturn]] void refuse_without_properties() const
    {
        if (feed_.refusals.empty()) throw FeedProblem("feed_no_properties", "The feed lists no properties.");
        auto const& first = feed_.refusals.front();
        throw FeedProblem("feed_no_properties",
                          "None of the feed's " + std::to_string(feed_.refusals.size()) + " properties could be read. The first, at line " +
                              std::to_string(first.line) + ": " + first.message,
                          first.line);
    }

    KyeroLimits limits_;
    KyeroNotes notes_;
    KyeroFeed feed_;
    std::string_view kyero_;
    std::string_view agent_;
    std::vector<XmlElement> properties_;
    std::unordered_set<std::string> ids_;
};

}  // namespace

bool KyeroFeed::may_withdraw(std::string_view id, std::string_view reference) const
{
    return std::ranges::none_of(refusals, [&](KyeroRefusal const& refusal) {
        if (refusal.id.empty() && refusal.reference.empty()) return true;
        return (!refusal.id.empty() && refusal.id == id) || (refusal.id.empty() && refusal.reference == reference);
    });
}

KyeroFeed read_kyero(std::string_view bytes, KyeroLimits limits)
{
    return FeedReader(limits).read(bytes);
}

}  // namespace loggia::feeds
