// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include <pugixml.hpp>
#include <sodium.h>

#include "features/feeds/html_text.hpp"
#include "features/feeds/kyero.hpp"
#include "features/feeds/kyero_values.hpp"

namespace loggia::feeds {

namespace {

constexpr std::size_t most_images = 50;
constexpr std::size_t most_features = 50;

void add_text(pugi::xml_node to, char const* name, std::string const& text)
{
    if (!text.empty()) to.append_child(name).text().set(text.c_str());
}

void add_texts(pugi::xml_node to, char const* name, std::vector<KyeroText> const& texts)
{
    if (texts.empty()) return;
    auto parent = to.append_child(name);
    // Kyero knows no undetermined language.
    for (auto const& text : texts) add_text(parent, text.language == "und" ? "en" : text.language.c_str(), text.text);
}

template <class Number>
void add_number(pugi::xml_node to, char const* name, std::optional<Number> number)
{
    if (!number) return;
    std::array<char, 40> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size() - 1, *number).ptr;
    to.append_child(name).text().set(std::string(digits.data(), end).c_str());
}

void add_switch(pugi::xml_node to, char const* name, bool value) { to.append_child(name).text().set(value ? "1" : "0"); }

char const* word_for(KyeroFrequency frequency)
{
    switch (frequency) {
    case KyeroFrequency::sale: return "sale";
    case KyeroFrequency::month: return "month";
    case KyeroFrequency::week: return "week";
    }
    return "sale";
}

void write_head(pugi::xml_node root, KyeroFeed const& feed)
{
    auto kyero = root.append_child("kyero");
    add_text(kyero, "feed_version", feed.version.empty() ? "3" : feed.version);
    if (feed.generated) add_text(kyero, "feed_generated", write_feed_time(*feed.generated));
    if (!feed.agent) return;
    auto const& agent = *feed.agent;
    auto element = root.append_child("agent");
    add_text(element, "id", agent.id);
    add_text(element, "name", agent.name);
    add_text(element, "email", agent.email);
    add_text(element, "tel", agent.telephone);
    add_text(element, "fax", agent.fax);
    add_text(element, "mob", agent.mobile);
    add_text(element, "addr1", agent.address1);
    add_text(element, "addr2", agent.address2);
    add_text(element, "town", agent.town);
    add_text(element, "region", agent.region);
    add_text(element, "postcode", agent.postcode);
    add_text(element, "country", agent.country);
}

void write_images(pugi::xml_node element, std::vector<KyeroImage> const& images)
{
    if (images.empty()) return;
    auto parent = element.append_child("images");
    std::int64_t number = 0;
    for (auto const& image : std::span(images).first(std::min(images.size(), most_images))) {
        number = std::max(number + 1, image.number.value_or(0));  // rising, so that readers keep this order
        auto child = parent.append_child("image");
        child.append_attribute("id").set_value(static_cast<long long>(number));
        add_text(child, "url", image.url);
        if (image.title.size() == 1 && image.title.front().language == "und") add_text(child, "title", image.title.front().text);
        else add_texts(child, "title", image.title);
        if (image.tags.empty()) continue;
        auto tags = child.append_child("tags");
        for (auto const& tag : image.tags) add_text(tags, "tag", tag);
    }
}

void write_place(pugi::xml_node element, KyeroProperty const& property)
{
    add_text(element, "type", property.type);
    add_text(element, "town", property.town);
    add_text(element, "province", property.province);
    add_text(element, "country", property.country);
    if (property.location) {
        auto location = element.append_child("location");
        add_number<double>(location, "latitude", property.location->latitude);
        add_number<double>(location, "longitude", property.location->longitude);
    }
    add_text(element, "location_detail", clip_utf8(property.location_detail, 50));
}

void write_measures(pugi::xml_node element, KyeroProperty const& property)
{
    add_number(element, "beds", property.beds);
    add_number(element, "baths", property.baths);
    add_switch(element, "pool", property.pool);
    if (property.built_area || property.plot_area) {
        auto surface = element.append_child("surface_area");
        add_number(surface, "built", property.built_area);
        add_number(surface, "plot", property.plot_area);
    }
    if (!property.energy_consumption.empty() || !property.energy_emissions.empty()) {
        auto energy = element.append_child("energy_rating");
        add_text(energy, "consumption", property.energy_consumption);
        add_text(energy, "emissions", property.energy_emissions);
    }
}

void write_property(pugi::xml_node root, KyeroProperty const& property, std::optional<Timestamp> generated)
{
    auto element = root.append_child("property");
    add_text(element, "id", property.id);
    auto const modified = property.modified ? property.modified : generated;  // the specification wants one
    if (modified) add_text(element, "date", write_feed_time(*modified));
    add_text(element, "ref", property.reference);
    add_text(element, "price", property.price ? std::to_string((*property.price + 50) / 100) : "x");
    add_text(element, "currency", property.currency);
    add_text(element, "price_freq", word_for(property.frequency));
    add_switch(element, "part_ownership", property.part_ownership);
    add_switch(element, "leasehold", property.leasehold);
    add_switch(element, "new_build", property.new_build);
    write_place(element, property);
    write_measures(element, property);
    add_texts(element, "url", property.urls);
    add_text(element, "video_url", property.video_url);
    add_text(element, "virtual_tour_url", property.virtual_tour_url);
    add_text(element, "catastral", property.catastral);
    add_texts(element, "desc", property.descriptions);
    if (!property.features.empty()) {
        auto features = element.append_child("features");
        auto const count = std::min(property.features.size(), most_features);
        for (std::size_t i = 0; i < count; ++i) add_text(features, "feature", clip_utf8(property.features[i], 35));
    }
    write_images(element, property.images);
    add_text(element, "notes", clip_utf8(property.private_notes, 255));
    add_switch(element, "prime", property.prime);
    add_text(element, "email", property.email);
    add_text(element, "contact_number", property.contact_number);
    add_text(element, "whatsapp_number", property.whatsapp_number);
}

struct StringWriter final : pugi::xml_writer {
    std::string text;
    void write(void const* data, std::size_t size) override { text.append(static_cast<char const*>(data), size); }
};

// Each field goes in with its length, so that no two different properties give the same bytes.
class Digest {
public:
    Digest() { crypto_generichash_init(&state_, nullptr, 0, digest_bytes); }

    void add(std::string_view text)
    {
        auto const size = std::to_string(text.size()) + ":";
        update(size);
        update(text);
    }
    void add(std::vector<KyeroText> const& texts)
    {
        add(std::to_string(texts.size()));
        for (auto const& text : texts) {
            add(text.language);
            add(text.text);
        }
    }
    template <class Number>
    void add_number(std::optional<Number> number)
    {
        add(number ? std::to_string(*number) : std::string());
    }
    void add_switch(bool value) { add(value ? "1" : "0"); }

    std::string hexadecimal()
    {
        std::array<unsigned char, digest_bytes> digest{};
        crypto_generichash_final(&state_, digest.data(), digest.size());
        std::array<char, digest_bytes * 2 + 1> text{};
        sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
        return text.data();
    }

private:
    static constexpr std::size_t digest_bytes = 32;
    void update(std::string_view text)
    {
        crypto_generichash_update(&state_, reinterpret_cast<unsigned char const*>(text.data()), text.size());
    }
    crypto_generichash_state state_;
};

}  // namespace

std::string write_kyero(KyeroFeed const& feed)
{
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = document.append_child("root");
    write_head(root, feed);
    for (auto const& property : feed.properties) write_property(root, property, feed.generated);
    StringWriter writer;
    document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(writer.text);
}

std::string content_hash_of(KyeroProperty const& property)
{
    Digest digest;
    digest.add(kyero_reader_version);
    for (auto const* text :
         {&property.id, &property.reference, &property.currency, &property.type, &property.town, &property.province,
          &property.country, &property.location_detail, &property.energy_consumption, &property.energy_emissions,
          &property.video_url, &property.virtual_tour_url, &property.catastral, &property.private_notes, &property.email,
          &property.contact_number, &property.whatsapp_number})
        digest.add(*text);
    digest.add(word_for(property.frequency));
    digest.add_number(property.price);
    for (auto const value : {property.part_ownership, property.leasehold, property.new_build, property.pool, property.prime})
        digest.add_switch(value);
    for (auto const& count : {property.beds, property.baths, property.built_area, property.plot_area}) digest.add_number(count);
    digest.add_number(property.location ? std::optional(property.location->latitude) : std::nullopt);
    digest.add_number(property.location ? std::optional(property.location->longitude) : std::nullopt);
    for (auto const* texts : {&property.type_names, &property.urls, &property.descriptions}) digest.add(*texts);
    digest.add(std::to_string(property.features.size()));
    for (auto const& feature : property.features) digest.add(feature);
    digest.add(std::to_string(property.images.size()));
    for (auto const& image : property.images) {
        digest.add_number(image.number);
        digest.add(image.url);
        digest.add(image.title);
        digest.add(std::to_string(image.tags.size()));
        for (auto const& tag : image.tags) digest.add(tag);
    }
    return digest.hexadecimal();
}

}  // namespace loggia::feeds
