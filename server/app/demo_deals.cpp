// SPDX-License-Identifier: Apache-2.0
#include "app/demo_loader.hpp"
#include "features/deals/criteria.hpp"
#include "features/deals/offer_store.hpp"
#include "features/deals/pipeline_store.hpp"
#include "features/properties/market_changes.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"

// The second half of the demo loader: properties, deals, conversations.
namespace loggia::app {

void DemoLoader::add_properties()
{
    auto records = data_.records_of("properties", key_);
    std::ranges::stable_sort(records, {}, [&](Record const* record) { return times_.moment(record->at("listed")); });
    for (auto const* record : records) add_property(*record);
}

void DemoLoader::add_property(Record const& record)
{
    auto const listed = times_.moment(record.at("listed"));
    // The data has the members of a new property under their own names; the rest is made here.
    boost::json::object body;
    for (auto const* name : {"reference", "title", "type", "purpose", "status", "postcode", "town", "province", "country", "latitude", "longitude",
                             "bedrooms", "bathrooms", "built_m2", "plot_m2", "year_built", "energy_label", "energy_consumption",
                             "energy_emissions", "features", "descriptions", "video_url", "tour_url"})
        if (auto const* value = record.if_contains(name); value && !value->is_null()) body[name] = *value;
    body["street"] = street_of(record);
    if (auto const price = number_if(record, "price_amount"))
        body["price"] = boost::json::object{{"amount", *price}, {"currency", text_of(record, "price_currency")}};
    auto property = json::read<properties::NewProperty>(body);
    property.owner_id = user_if(record, "owner");
    auto const id = properties::create(tx_, organization_, property, listed);
    properties_[text_of(record, "key")] = id;
    for (auto const& name : record.at("photos").as_array())
        photos::add_photo(tx_, organization_, id, photos::PhotoKind::photo, data_.illustrations.at(std::string(name.as_string())), listed);
    happened(listed, text_if(record, "owner").value_or(""), {.action = "property.created", .property = id});
    add_price_changes(record, id);
}

// The price in the data is today's; these led to it.
void DemoLoader::add_price_changes(Record const& record, PropertyId property)
{
    auto const* changes = record.if_contains("price_changes");
    if (!changes) return;
    auto const currency = text_of(record, "price_currency");
    for (auto const& entry : changes->as_array()) {
        auto const& change = entry.as_object();
        properties::Market before, after;
        before.price = Money{*number_if(change, "from"), currency};
        after.price = Money{*number_if(change, "to"), currency};
        for (auto const& act : properties::market_acts(property, before, after, {}))
            happened(times_.moment(change.at("at")), text_of(record, "owner"), act);
    }
}

void DemoLoader::add_deals()
{
    auto const pipeline = deals::create_default_pipeline(tx_, organization_);
    auto records = data_.records_of("deals", key_);
    std::ranges::stable_sort(records, {}, [&](Record const* record) { return times_.moment(record->at("created")); });
    std::int64_t position = 0;
    for (auto const* record : records) add_deal(*record, pipeline, position += 1024);
}

static std::string criteria_of(boost::json::object const& from)
{
    deals::Criteria criteria;
    if (auto const purpose = text_if(from, "purpose")) criteria.purpose = json::enum_value<properties::Purpose>(*purpose);
    auto const texts = [&](std::string_view member) {
        std::vector<std::string> list;
        if (auto const* found = from.if_contains(member))
            for (auto const& text : found->as_array()) list.emplace_back(text.as_string());
        return list;
    };
    for (auto const& type : texts("types"))
        if (auto const known = json::enum_value<properties::PropertyType>(type)) criteria.types.push_back(*known);
    criteria.towns = texts("towns");
    criteria.features = texts("features");
    criteria.max_price = number_if(from, "price_maximum");
    criteria.min_built_m2 = number_if(from, "built_m2_minimum");
    criteria.min_bedrooms = number_if(from, "bedrooms_minimum");
    criteria.min_bathrooms = number_if(from, "bathrooms_minimum");
    return json::to_text(criteria);
}

void DemoLoader::add_deal(Record const& record, PipelineId pipeline, std::int64_t position)
{
    auto const created = times_.moment(record.at("created"));
    auto const owner = text_of(record, "owner");
    auto const title = text_of(record, "title");
    auto const id = new_id<DealId>();
    deals_[text_of(record, "key")] = id;
    deals::store::StageRow stage;
    for (auto const& candidate : deals::store::stages_of(tx_, organization_, pipeline))
        if (candidate.key == text_of(record, "stage")) stage = candidate;
    auto const expected = record.contains("expected") && record.at("expected").is_object() ? std::optional(times_.day(record.at("expected"))) : std::nullopt;
    auto const since = times_.moment(record.at("stage_since"));
    tx_.run(R"(
        INSERT INTO deals (organization_id, id, pipeline_id, stage_id, position, title, value_amount, value_currency, expected_on, owner_id,
                           criteria, stage_changed_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    )", organization_, id, pipeline, stage.id, position, title, number_if(record, "value_amount"), text_of(record, "value_currency"), expected,
        user(record, "owner"), criteria_of(record.at("criteria").as_object()), since, created);
    db::index_text(tx_, db::SearchIndex::deals, organization_, id.value, i18n::fold(title));

    std::vector<ContactId> told;
    activities::Act made{.action = "deal.created", .deal = id};
    for (auto const& key : record.at("contacts").as_array()) {
        ContactId const contact{people_.at(std::string(key.as_string())).id};
        tx_.run("INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES ($1, $2, $3)", organization_, id, contact);
        told.push_back(contact);
        made.also_on.push_back(contact.value);
    }
    happened(created, owner, made);
    if (since > created) {
        activities::Act moved{.action = "deal.stage_changed", .deal = id};
        moved.detail = {{"to", stage.name}, {"to_key", text_of(record, "stage")}, {"kind", std::string(json::enum_name(stage.kind))}};
        for (auto const contact : told) moved.also_on.push_back(contact.value);
        happened(since, owner, moved);
    }
    for (auto const& offer : record.at("offers").as_array()) add_offer(offer.as_object(), id, told);
}

void DemoLoader::add_offer(Record const& offer, DealId deal, std::vector<ContactId> const& told)
{
    auto const offered = times_.moment(offer.at("offered"));
    auto const property = properties_.at(text_of(offer, "property"));
    auto status_at = offered;
    for (auto const& verdict : offer.at("verdicts").as_array()) status_at = std::max(status_at, times_.moment(verdict.at("at")));
    auto const viewed = times_.moment_if(offer, "viewed");
    if (viewed) status_at = std::max(status_at, *viewed);
    tx_.run(R"(
        INSERT INTO offers (organization_id, deal_id, property_id, status, staff_status, after_viewing, round, note, offered_by, offered_at, status_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    )", organization_, deal, property, text_of(offer, "status"), viewed ? "viewed" : "to_review", viewed.has_value(), viewed ? 2 : 1,
        text_if(offer, "note"), user(offer, "offered_by"), offered, status_at);
    activities::Act act{.action = "deal.property_offered", .deal = deal, .property = property};
    for (auto const contact : told) act.also_on.push_back(contact.value);
    happened(offered, text_of(offer, "offered_by"), act);

    for (auto const& verdict : offer.at("verdicts").as_array()) add_verdict(verdict.as_object(), deal, property);
    if (viewed) {
        act.action = "deal.property_viewed";
        happened(*viewed, text_of(offer, "offered_by"), act);
    }
    if (auto const* ratings = offer.if_contains("ratings"))
        for (auto const& rating : ratings->as_array()) add_rating(rating.as_object(), deal, property);
    for (auto const& key : offer.at("favourite_of").as_array())
        tx_.run("INSERT INTO favourites (organization_id, contact_id, property_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                organization_, people_.at(std::string(key.as_string())).id, property, status_at);
}

void DemoLoader::add_rating(Record const& rating, DealId deal, PropertyId property)
{
    auto const key = text_of(rating, "contact");
    ContactId const contact{people_.at(key).id};
    auto const at = times_.moment(rating.at("at"));
    auto const stars = *number_if(rating, "stars");
    deals::store::put_rating(tx_, organization_, contact, property, stars, at);
    happened(at, key, {"property.rated", contact, deal, property, {{"stars", std::to_string(stars)}}, {}, {}});
}

void DemoLoader::add_verdict(Record const& verdict, DealId deal, PropertyId property)
{
    auto const key = text_of(verdict, "contact");
    ContactId const contact{people_.at(key).id};
    auto const at = times_.moment(verdict.at("at"));
    std::vector<std::string> reasons;
    if (auto const* given = verdict.if_contains("reasons"))
        for (auto const& reason : given->as_array()) reasons.emplace_back(reason.as_string());
    auto const comment = text_if(verdict, "comment");
    tx_.run(R"(
        INSERT INTO verdicts (organization_id, deal_id, property_id, contact_id, verdict, reasons, comment, round, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (organization_id, deal_id, property_id, contact_id) DO UPDATE
        SET verdict = excluded.verdict, reasons = excluded.reasons, comment = excluded.comment, round = excluded.round, at = excluded.at
    )", organization_, deal, property, contact, text_of(verdict, "verdict"), json::to_text(reasons), comment,
        text_of(verdict, "verdict") == "approved" ? 2 : 1, at);  // approved is said in the round the viewing began

    activities::Act act{.action = "deal.property_" + text_of(verdict, "verdict"), .contact = contact, .deal = deal, .property = property};
    std::string joined;
    for (auto const& reason : reasons) joined += (joined.empty() ? "" : ",") + reason;
    if (!joined.empty()) act.detail["reasons"] = joined;
    if (comment) act.detail["comment"] = *comment;
    happened(at, key, act);
}

}  // namespace loggia::app
