// SPDX-License-Identifier: Apache-2.0
#include "features/properties/property_routes.hpp"

#include <charconv>
#include <limits>

#include "features/activities/activity.hpp"
#include "features/properties/market_changes.hpp"
#include "features/properties/property_photo_routes.hpp"
#include "features/properties/property_rules.hpp"
#include "features/properties/property_store.hpp"

namespace loggia::properties {

namespace {

Property property_or_404(http::Request& request)
{
    auto property = find_property(request.tx(), request.organization(), request.id<PropertyId>("property"));
    if (!property) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    return *std::move(property);
}

// The cursor of a list: "<price>.<id>" when sorted by price, else the id.
std::string cursor_after(PropertyFacts const& last, PropertyQuery const& query)
{
    if (query.sort.value_or(PropertySort::recent) == PropertySort::recent || query.q) return last.id.text();
    auto const price = last.price ? last.price->amount : std::numeric_limits<std::int64_t>::max();
    return std::to_string(price) + "." + last.id.text();
}

std::optional<store::Place> place_of(PropertyQuery const& query)
{
    if (!query.after) return std::nullopt;
    std::string_view text = *query.after;
    store::Place place;
    bool readable = true;
    if (auto const dot = text.find('.'); dot != std::string_view::npos) {
        auto const [end, error] = std::from_chars(text.data(), text.data() + dot, place.price);
        readable = error == std::errc() && end == text.data() + dot;
        text.remove_prefix(dot + 1);
    }
    auto const id = PropertyId::parse(text);
    if (!id || !readable) throw Problem(Fault::invalid, "invalid_cursor", "This page does not exist.", "after");
    place.id = *id;
    return place;
}

http::Page<PropertyRow> list_properties(http::Request& request, PropertyQuery const& query)
{
    auto const limit = query.limit.value_or(30);
    auto facts = store::list(request.tx(), request.organization(), query, place_of(query), limit + 1);
    http::Page<PropertyRow> page;
    if (std::ssize(facts) > limit) {
        facts.pop_back();
        page.next = cursor_after(facts.back(), query);
    }
    page.items = store::with_photos(request.tx(), request.organization(), facts);
    return page;
}

PropertyCounts count_properties(http::Request& request) { return store::counts(request.tx(), request.organization()); }

void check_relations(http::Request& request, std::string const& reference, std::optional<UserId> owner, PropertyId self)
{
    if (store::is_reference_taken(request.tx(), request.organization(), reference, self))
        throw Problem(Fault::conflict, "reference_taken", "Another property has this reference.", "reference");
    if (owner && !store::is_active_user(request.tx(), request.organization(), *owner))
        throw Problem(Fault::invalid, "owner_not_found", "No such agent.", "owner_id");
}

Property create_property(http::Request& request, NewProperty const& input)
{
    check_property({input.purpose, input.status.value_or(PropertyStatus::draft), input.price, input.latitude, input.longitude,
                    input.energy_label, input.energy_consumption, input.energy_emissions, &input.descriptions, &input.features});
    check_relations(request, input.reference, input.owner_id, {});
    auto const id = create(request.tx(), request.organization(), input, request.now);
    activities::record(request, {.action = "property.created", .property = id});
    return *find_property(request.tx(), request.organization(), id);
}

Property show_property(http::Request& request) { return property_or_404(request); }

std::optional<std::string> text_of(std::optional<WebAddress> const& address)
{
    return address ? std::optional(address->text()) : std::nullopt;
}

void apply(PropertyChange const& change, Property& property)
{
    change.reference.apply(property.reference);
    change.title.apply(property.title);
    change.type.apply(property.type);
    change.purpose.apply(property.purpose);
    change.price.apply(property.price);
    if (property.price) property.currency = property.price->currency;
    change.status.apply(property.status);
    change.street.apply(property.street);
    change.postcode.apply(property.postcode);
    change.town.apply(property.town);
    change.province.apply(property.province);
    change.country.apply(property.country);
    change.latitude.apply(property.latitude);
    change.longitude.apply(property.longitude);
    change.bedrooms.apply(property.bedrooms);
    change.bathrooms.apply(property.bathrooms);
    change.built_m2.apply(property.built_m2);
    change.plot_m2.apply(property.plot_m2);
    change.year_built.apply(property.year_built);
    change.energy_label.apply(property.energy_label);
    change.energy_consumption.apply(property.energy_consumption);
    change.energy_emissions.apply(property.energy_emissions);
    change.features.apply(property.features);
    change.descriptions.apply(property.descriptions);
    if (change.video_url) property.video_url = text_of(*change.video_url);
    if (change.tour_url) property.tour_url = text_of(*change.tour_url);
    change.owner_id.apply(property.owner_id);
}

// Price and status have activities of their own; whatever else was changed has one together.
void record_change(http::Request const& request, PropertyChange const& change, Property const& property, Market const& before)
{
    auto& tx = request.tx();
    auto const acts = market_acts(property.id, before, {property.price, property.status},
                                  contacts_offered_now(tx, request.organization(), property.id));
    for (auto const& act : acts) activities::record(request, act);
    bool more = acts.empty();
    boost::mp11::mp_for_each<json::members_of<PropertyChange>>([&](auto member) {
        bool const is_market = member.name == std::string_view("price") || member.name == std::string_view("status");
        more = more || (!is_market && (change.*member.pointer));
    });
    if (!more) return;
    activities::Act act{.action = "property.changed", .property = property.id};
    act.told = contacts_offered(tx, request.organization(), property.id);
    activities::record(request, act);
}

Property change_property(http::Request& request, PropertyChange const& change)
{
    auto property = property_or_404(request);
    Market const before{property.price, property.status};
    apply(change, property);
    check_property({property.purpose, property.status, property.price, property.latitude, property.longitude, property.energy_label,
                    property.energy_consumption, property.energy_emissions, &property.descriptions, &property.features});
    check_relations(request, property.reference, change.owner_id ? *change.owner_id : std::nullopt, property.id);
    if (!store::update(request.tx(), request.organization(), property, request.expected_version(), request.now))
        throw Problem(Fault::stale, "changed_meanwhile", "Somebody changed this property meanwhile.");
    if (change.descriptions) store::replace_descriptions(request.tx(), request.organization(), property.id, property.descriptions);
    index_property(request.tx(), request.organization(), property.id);
    record_change(request, change, property, before);
    return *find_property(request.tx(), request.organization(), property.id);
}

http::Page<activities::Activity> show_timeline(http::Request& request, activities::TimelineQuery const& query)
{
    auto const property = property_or_404(request);
    return activities::timeline_of(request.tx(), request.organization(), property.id.value, query);
}

}  // namespace

void add_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images)
{
    using http::Access;
    router.get("/api/v1/properties", Access::staff(), list_properties);
    router.get("/api/v1/properties/counts", Access::staff(), count_properties);
    router.post("/api/v1/properties", Access::staff(), create_property);
    router.get("/api/v1/properties/{property}", Access::staff(), show_property);
    router.patch("/api/v1/properties/{property}", Access::staff(), change_property);
    router.get("/api/v1/properties/{property}/timeline", Access::staff(), show_timeline);
    add_photo_routes(router, files, images);
}

}  // namespace loggia::properties
