// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_routes.hpp"

#include "features/activities/activity.hpp"
#include "features/deals/deal_activity.hpp"
#include "features/deals/deal_cards.hpp"
#include "features/deals/deal_rules.hpp"
#include "features/deals/offer_routes.hpp"
#include "features/deals/offer_store.hpp"
#include "features/deals/offers.hpp"
#include "features/deals/pipeline_store.hpp"

namespace loggia::deals {

static constexpr std::size_t most_contacts = 20;
static constexpr std::int64_t usual_page = 30;

static Deal load_deal(http::Request const& request, DealId id)
{
    auto row = deal_or_404(request, id);
    return {row.id, row.version, std::move(row.title), row.pipeline_id, row.stage_id, row.position, std::move(row.value),
            row.expected_on, row.owner_id, std::move(row.owner_name), read_criteria(row.criteria),
            store::contacts_of(request.tx(), request.organization(), id), row.stage_changed_at, row.created_at,
            store::offered_in(request.tx(), request.organization(), id)};
}

static void check_owner(http::Request const& request, std::optional<UserId> owner)
{
    if (owner && !store::user_exists(request.tx(), request.organization(), *owner))
        throw Problem(Fault::invalid, "owner_not_found", "There is no such person on the staff.", "/owner_id");
}

static http::Page<Pipeline> list_pipelines(http::Request& request)
{
    return {store::pipelines(request.tx(), request.organization()), {}};
}

static PipelineId first_pipeline(http::Request const& request)
{
    auto const pipeline = store::first_pipeline(request.tx(), request.organization());
    if (!pipeline) throw Problem(Fault::not_found, "pipeline_not_found", "This organization has no pipeline.");
    return *pipeline;
}

static Board get_board(http::Request& request, BoardQuery const& query)
{
    auto const pipeline = query.pipeline ? *query.pipeline : first_pipeline(request);
    return load_board(request.tx(), request.organization(), pipeline);
}

static http::Page<DealCard> list_deals(http::Request& request, DealQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    auto rows = store::list_deals(request.tx(), request.organization(), query, limit + 1);
    http::Page<DealCard> page;
    if (std::ssize(rows) > limit) {
        rows.pop_back();
        page.next = rows.back().id.text();
    }
    page.items = to_cards(request.tx(), request.organization(), std::move(rows));
    return page;
}

static store::StageRow stage_or_refuse(http::Request const& request, StageId stage)
{
    auto found = store::find_stage(request.tx(), request.organization(), stage);
    if (!found) throw Problem(Fault::invalid, "stage_not_found", "There is no such stage.", "/stage_id");
    return *std::move(found);
}

static store::StageRow stage_of_new_deal(http::Request const& request, NewDeal const& input)
{
    if (input.stage_id) {
        auto stage = stage_or_refuse(request, *input.stage_id);
        if (!input.pipeline_id || stage.pipeline_id == *input.pipeline_id) return stage;
        throw Problem(Fault::invalid, "stage_not_found", "This pipeline has no such stage.", "/stage_id");
    }
    auto stages = store::stages_of(request.tx(), request.organization(), input.pipeline_id ? *input.pipeline_id : first_pipeline(request));
    if (stages.empty()) throw Problem(Fault::invalid, "pipeline_not_found", "There is no such pipeline.", "/pipeline_id");
    return std::move(stages.front());
}

static void check_contacts(http::Request const& request, std::vector<ContactId> const& contacts)
{
    for (std::size_t i = 0; i < contacts.size(); ++i)
        if (!store::contact_exists(request.tx(), request.organization(), contacts[i]))
            throw Problem(Fault::invalid, "contact_not_found", "There is no such contact.", "/contact_ids/" + std::to_string(i));
}

static Deal create_deal(http::Request& request, NewDeal const& input)
{
    check_value(input.value);
    check_owner(request, input.owner_id);
    check_contacts(request, input.contact_ids);
    auto const stage = stage_of_new_deal(request, input);

    auto& tx = request.tx();
    auto const deal = new_id<DealId>();
    store::DealFields const fields{input.title, input.value, input.expected_on, input.owner_id.value_or(request.actor.user),
                                   tidy(input.criteria.value_or(Criteria{}))};
    auto const position = store::make_room(tx, request.organization(), stage.id, deal, 0);
    store::insert_deal(tx, request.organization(), deal, fields, {stage.pipeline_id, stage.id, position}, request.now);
    for (auto const contact : input.contact_ids) store::add_contact(tx, request.organization(), deal, contact);
    activities::record(request, act_on(tx, request.organization(), deal, "deal.created"));
    return load_deal(request, deal);
}

static Deal get_deal(http::Request& request) { return load_deal(request, request.id<DealId>("deal")); }

static std::string changed_members(DealChange const& change)
{
    std::string names;
    boost::mp11::mp_for_each<json::members_of<DealChange>>([&](auto member) {
        if (change.*member.pointer) names += (names.empty() ? "" : ",") + std::string(member.name);
    });
    return names;
}

static Deal change_deal(http::Request& request, DealChange const& change)
{
    auto const version = request.expected_version();
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    store::DealFields fields{deal.title, deal.value, deal.expected_on, deal.owner_id, read_criteria(deal.criteria)};
    change.title.apply(fields.title);
    change.value.apply(fields.value);
    change.expected_on.apply(fields.expected_on);
    change.owner_id.apply(fields.owner_id);
    change.criteria.apply(fields.criteria);
    check_value(fields.value);
    if (fields.owner_id != deal.owner_id) check_owner(request, fields.owner_id);
    fields.criteria = tidy(std::move(fields.criteria));

    if (!store::update_deal(request.tx(), request.organization(), deal.id, version, fields))
        throw Problem(Fault::stale, "changed_meanwhile", "Someone else changed this deal meanwhile.");
    if (auto const names = changed_members(change); !names.empty()) {
        auto act = act_on(request.tx(), request.organization(), deal.id, "deal.changed");
        act.detail["changed"] = names;
        activities::record(request, act);
    }
    return load_deal(request, deal.id);
}

static void record_stage_change(http::Request const& request, DealId deal, store::StageRow const& from, store::StageRow const& to)
{
    auto act = act_on(request.tx(), request.organization(), deal, "deal.stage_changed");
    act.detail = {{"from", from.name}, {"to", to.name}, {"kind", std::string(json::enum_name(to.kind))}};
    // The sentence prefers the catalogue's name of a default stage.
    if (from.key) act.detail["from_key"] = *from.key;
    if (to.key) act.detail["to_key"] = *to.key;
    activities::record(request, act);
}

static Deal put_stage(http::Request& request, StageMove const& move)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    auto const to = stage_or_refuse(request, move.stage_id);
    auto& tx = request.tx();
    bool const is_new = to.id != deal.stage_id;
    if (!is_new && !move.position) return load_deal(request, deal.id);

    auto const position = store::make_room(tx, request.organization(), to.id, deal.id, move.position.value_or(0));
    store::place_deal(tx, request.organization(), deal.id, {to.pipeline_id, to.id, position}, is_new ? request.now : deal.stage_changed_at);
    if (is_new) record_stage_change(request, deal.id, stage_or_refuse(request, deal.stage_id), to);
    return load_deal(request, deal.id);
}

static http::Nothing put_contact(http::Request& request)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    auto const contact = request.id<ContactId>("contact");
    auto& tx = request.tx();
    if (!store::contact_exists(tx, request.organization(), contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    if (!store::add_contact(tx, request.organization(), deal.id, contact)) return {};

    auto act = act_on(tx, request.organization(), deal.id, "deal.contact_added");
    if (act.told.size() > most_contacts) throw Problem(Fault::conflict, "too_many_contacts", "A deal has at most 20 contacts.");
    act.contact = contact;
    activities::record(request, act);
    restate_offers(request, deal.id);

    // The properties of the deal appear in this contact's portal from now on.
    if (!deal.is_open() || store::offered_in(tx, request.organization(), deal.id).empty()) return {};
    auto told = store::contacts_with_portal(tx, request.organization(), deal.id);
    std::erase_if(told, [&](ContactId each) { return each != contact; });
    enqueue_offer_mails(request, deal.id, told);
    return {};
}

static http::Nothing remove_contact(http::Request& request)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    auto const contact = request.id<ContactId>("contact");
    auto act = act_on(request.tx(), request.organization(), deal.id, "deal.contact_removed");  // while the contact still hears it
    if (!store::remove_contact(request.tx(), request.organization(), deal.id, contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact is not part of the deal.");
    act.contact = contact;
    activities::record(request, act);
    restate_offers(request, deal.id);
    return {};
}

static http::Page<activities::Activity> list_timeline(http::Request& request, activities::TimelineQuery const& query)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    return activities::timeline_of(request.tx(), request.organization(), deal.id.value, query);
}

void add_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/pipelines", Access::staff(), list_pipelines).summarize("Pipelines with their stages in order.");
    router.get("/api/v1/deals", Access::staff(), list_deals).summarize("Deals, newest first.");
    router.get("/api/v1/deals/board", Access::staff(), get_board).summarize("The stages of a pipeline with their first 50 deals.");
    router.post("/api/v1/deals", Access::staff(), create_deal);
    router.get("/api/v1/deals/{deal}", Access::staff(), get_deal).summarize("The whole deal page.");
    router.patch("/api/v1/deals/{deal}", Access::staff(), change_deal);
    router.put("/api/v1/deals/{deal}/stage", Access::staff(), put_stage).summarize("Moves a deal to a place in a stage.");
    router.put("/api/v1/deals/{deal}/contacts/{contact}", Access::staff(), put_contact);
    router.remove("/api/v1/deals/{deal}/contacts/{contact}", Access::staff(), remove_contact);
    router.get("/api/v1/deals/{deal}/timeline", Access::staff(), list_timeline);
    add_offer_routes(router);
}

}  // namespace loggia::deals
