// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/kyero_property.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "features/feeds/html_text.hpp"
#include "features/feeds/kyero_values.hpp"

namespace loggia::feeds {

namespace {

constexpr std::size_t most_images = 300;
constexpr std::size_t most_features = 200;

class PropertyReader {
public:
    PropertyReader(pugi::xml_node element, KyeroNotes& notes)
        : element_(element), fields_(notes, clip_utf8(line_of(first_child(element, "id")), longest_id))
    {
    }

    std::variant<KyeroProperty, KyeroRefusal> read()
    {
        for (auto const child : element_.children())
            if (child.type() == pugi::node_element) read_element(child);
        if (auto refusal = check()) return std::move(*refusal);
        finish();
        return std::move(property_);
    }

private:
    using Form = KyeroFields::Form;
    using Property = KyeroProperty;
    enum class Repeats { once, merged };
    struct Known {
        std::string_view name;
        void (PropertyReader::*read)(pugi::xml_node, std::string const&);
        Repeats repeats = Repeats::once;
    };
    static Known const* find_known(std::string_view name);

    void read_element(pugi::xml_node element)
    {
        auto const name = name_of(element);
        auto const* known = find_known(name);
        if (known == nullptr) return fields_.unknown("", element);
        if (is_nil(element) || !element.first_child()) return;
        if (known->repeats == Repeats::once && !seen_.insert(known->name).second)
            return fields_.repaired("repeated_element", name, line_of(element));
        (this->*known->read)(element, name);
    }

    // The id is not clipped: two ids could become one. Too long a one is refused.
    void read_id(pugi::xml_node element, std::string const&) { property_.id = line_of(element); }

    template <std::string Property::* member, std::size_t bytes>
    void read_line(pugi::xml_node element, std::string const& name)
    {
        auto text = fields_.line(element, name, bytes);
        if (!text.empty()) property_.*member = std::move(text);
    }

    template <bool Property::* member>
    void read_switch(pugi::xml_node element, std::string const& name)
    {
        auto const text = line_of(element);
        auto const value = parse_switch(text);
        if (!value) fields_.repaired("switch_unreadable", name, text);
        property_.*member = value ? *value : parse_room_count(text).value_or(0) > 0;  // "2" pools say yes as well
    }

    template <std::optional<std::int32_t> Property::* member>
    void read_count(pugi::xml_node element, std::string const& name)
    {
        auto const text = line_of(element);
        if (text.empty()) return;
        property_.*member = parse_room_count(text);
        if (!(property_.*member)) fields_.repaired("number_unreadable", name, text);
    }

    template <std::string Property::* member>
    void read_address(pugi::xml_node element, std::string const& name)
    {
        property_.*member = fields_.web_address(element, name);
    }

    void read_date(pugi::xml_node element, std::string const& name)
    {
        auto const text = line_of(element);
        property_.modified = parse_feed_time(text);
        if (!property_.modified && !text.empty()) fields_.repaired("date_unreadable", name, text);
    }

    void read_price(pugi::xml_node element, std::string const& name)
    {
        auto const text = line_of(element);
        auto const price = parse_price(text);
        if (price.kind == AskedPrice::Kind::unreadable) fields_.repaired("price_unreadable", name, text);
        if (price.kind == AskedPrice::Kind::on_request && lower_ascii(text) != "x") fields_.repaired("price_on_request", name, text);
        if (price.kind == AskedPrice::Kind::amount) property_.price = price.minor_units;
        price_currency_ = price.currency;
    }

    void read_currency(pugi::xml_node element, std::string const&)
    {
        auto const text = line_of(element);
        if (text.empty()) return;
        if (auto const currency = parse_currency(text)) currency_ = *currency;
        else unknown_currency_ = clip_utf8(text, 40);
    }

    void read_frequency(pugi::xml_node element, std::string const&)
    {
        auto const text = lower_ascii(line_of(element));
        auto const is_one_of = [&](std::initializer_list<std::string_view> words) { return std::ranges::find(words, text) != words.end(); };
        if (text.empty()) return;
        frequency_said_ = true;
        if (is_one_of({"month", "monthly", "per month", "pcm", "mes"})) property_.frequency = KyeroFrequency::month;
        else if (is_one_of({"week", "weekly", "per week", "pw", "semana"})) property_.frequency = KyeroFrequency::week;
        else if (!is_one_of({"sale", "for sale", "resale", "venta"})) unknown_frequency_ = clip_utf8(text, 40);
    }

    // v3: one word. v2.1: a child per language.
    void read_type(pugi::xml_node element, std::string const& name)
    {
        property_.type_names = fields_.texts(element, name, 100, Form::line);
        if (property_.type_names.empty()) return;
        auto const english = std::ranges::find(property_.type_names, "en", &KyeroText::language);
        property_.type = lower_ascii((english == property_.type_names.end() ? property_.type_names.begin() : english)->text);
        if (property_.type_names.front().language == "und") property_.type_names.clear();
    }

    void read_location(pugi::xml_node element, std::string const& name) { property_.location = fields_.location(element, name); }

    void read_surface(pugi::xml_node element, std::string const& name)
    {
        fields_.unknown_children(element, name, {"built", "plot"});
        property_.built_area = fields_.area(first_child(element, "built"), name + "/built");
        property_.plot_area = fields_.area(first_child(element, "plot"), name + "/plot");
    }

    void read_energy(pugi::xml_node element, std::string const& name)
    {
        fields_.unknown_children(element, name, {"consumption", "emissions"});
        property_.energy_consumption = fields_.energy_letter(first_child(element, "consumption"), name + "/consumption");
        property_.energy_emissions = fields_.energy_letter(first_child(element, "emissions"), name + "/emissions");
    }

    template <std::vector<KyeroText> Property::* member, Form form>
    void read_texts(pugi::xml_node element, std::string const& name)
    {
        for (auto& text : fields_.texts(element, name, longest_description, form))
            fields_.add(property_.*member, std::move(text), name);
    }

    void read_features(pugi::xml_node element, std::string const& name)
    {
        fields_.unknown_children(element, name, {"feature"});
        for (auto const child : element.children()) {
            if (child.type() != pugi::node_element || name_of(child) != "feature") continue;
            auto feature = fields_.line(child, name + "/feature", 100);
            if (feature.empty() || std::ranges::find(property_.features, feature) != property_.features.end()) continue;
            if (property_.features.size() == most_features) return fields_.repaired("too_many", name + "/feature");
            property_.features.push_back(std::move(feature));
        }
    }

    void read_images(pugi::xml_node element, std::string const& name)
    {
        fields_.unknown_children(element, name, {"image"});
        for (auto const child : element.children()) {
            if (child.type() != pugi::node_element || name_of(child) != "image" || is_nil(child)) continue;
            if (property_.images.size() == most_images) return fields_.repaired("too_many", name + "/image");
            if (auto image = fields_.image(child, name + "/image")) property_.images.push_back(std::move(*image));
        }
    }

    void read_email(pugi::xml_node element, std::string const& name) { property_.email = fields_.email(element, name); }

    std::optional<KyeroRefusal> check() const
    {
        auto const refuse = [&](std::string_view code, std::string const& message) {
            return KyeroRefusal{clip_utf8(property_.id, longest_id), property_.reference, std::string(code), message, 0};
        };
        if (property_.id.empty()) return refuse("id_missing", "The property has no id.");
        if (property_.id.size() > longest_id) return refuse("id_too_long", "The property's id is longer than 255 bytes.");
        if (property_.type.empty()) return refuse("type_missing", "The property has no type.");
        if (!unknown_frequency_.empty())
            return refuse("price_freq_unknown", "\"" + unknown_frequency_ + "\" is neither sale, month nor week.");
        if (!unknown_currency_.empty()) return refuse("currency_unknown", "\"" + unknown_currency_ + "\" is no known currency.");
        return std::nullopt;
    }

    void finish()
    {
        if (!seen_.contains("price")) fields_.repaired("price_missing", "price");
        if (!frequency_said_) fields_.repaired("price_freq_missing", "price_freq");
        if (property_.town.empty()) fields_.repaired("town_missing", "town");
        if (property_.province.empty()) fields_.repaired("province_missing", "province");
        if (!currency_.empty()) property_.currency = currency_;
        else if (!price_currency_.empty()) property_.currency = price_currency_;
        std::ranges::stable_sort(property_.images, [](KyeroImage const& a, KyeroImage const& b) {
            return a.number && (!b.number || *a.number < *b.number);  // the unnumbered last
        });
        property_.content_hash = content_hash_of(property_);
    }

    pugi::xml_node element_;
    KyeroFields fields_;
    KyeroProperty property_;
    std::set<std::string_view> seen_;
    std::string price_currency_;
    std::string currency_;
    std::string unknown_currency_;
    std::string unknown_frequency_;
    bool frequency_said_ = false;
};

PropertyReader::Known const* PropertyReader::find_known(std::string_view name)
{
    using P = KyeroProperty;
    using R = PropertyReader;
    static constexpr auto known = std::to_array<Known>({
        {"id", &R::read_id},
        {"date", &R::read_date},
        {"ref", &R::read_line<&P::reference, 255>},
        {"price", &R::read_price},
        {"currency", &R::read_currency},
        {"price_freq", &R::read_frequency},
        {"part_ownership", &R::read_switch<&P::part_ownership>},
        {"leasehold", &R::read_switch<&P::leasehold>},
        {"new_build", &R::read_switch<&P::new_build>},
        {"type", &R::read_type},
        {"town", &R::read_line<&P::town, 100>},
        {"province", &R::read_line<&P::province, 100>},
        {"country", &R::read_line<&P::country, 100>},
        {"location", &R::read_location},
        {"location_detail", &R::read_line<&P::location_detail, 255>},
        {"beds", &R::read_count<&P::beds>},
        {"baths", &R::read_count<&P::baths>},
        {"pool", &R::read_switch<&P::pool>},
        {"surface_area", &R::read_surface},
        {"energy_rating", &R::read_energy},
        {"url", &R::read_texts<&P::urls, Form::address>, Repeats::merged},
        {"video_url", &R::read_address<&P::video_url>},
        {"virtual_tour_url", &R::read_address<&P::virtual_tour_url>},
        {"catastral", &R::read_line<&P::catastral, 50>},
        {"desc", &R::read_texts<&P::descriptions, Form::paragraphs>, Repeats::merged},
        {"features", &R::read_features, Repeats::merged},
        {"images", &R::read_images, Repeats::merged},
        {"notes", &R::read_line<&P::private_notes, 2000>},
        {"prime", &R::read_switch<&P::prime>},
        {"email", &R::read_email},
        {"contact_number", &R::read_line<&P::contact_number, 50>},
        {"whatsapp_number", &R::read_line<&P::whatsapp_number, 50>},
    });
    auto const* found = std::ranges::find(known, name, &Known::name);
    return found == known.end() ? nullptr : found;
}

}  // namespace

std::variant<KyeroProperty, KyeroRefusal> read_property(pugi::xml_node element, KyeroNotes& notes)
{
    return PropertyReader(element, notes).read();
}

}  // namespace loggia::feeds
