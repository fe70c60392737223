// SPDX-License-Identifier: Apache-2.0
#include "features/deals/offers.hpp"

#include <algorithm>

#include "features/deals/deal_activity.hpp"
#include "features/deals/offer_store.hpp"
#include "platform/jobs/jobs.hpp"

namespace loggia::deals {

store::DealRow deal_or_404(http::Request const& request, DealId deal)
{
    auto found = store::find_deal(request.tx(), request.organization(), deal);
    if (!found) throw Problem(Fault::not_found, "deal_not_found", "This deal does not exist.");
    return *std::move(found);
}

// Every property there is to blame, so that the caller sees all of them at once.
static void check_properties(http::Request const& request, DealId deal, std::vector<PropertyId> const& properties)
{
    std::vector<FieldError> missing, closed, offered;
    for (std::size_t i = 0; i < properties.size(); ++i) {
        auto const pointer = "/property_ids/" + std::to_string(i);
        auto const status = store::property_status(request.tx(), request.organization(), properties[i]);
        if (!status) missing.push_back({pointer, "property_not_found", "This property does not exist."});
        else if (store::find_offer(request.tx(), request.organization(), deal, properties[i]))
            offered.push_back({pointer, "already_offered", "Already offered in this deal."});
        else if (!may_be_offered(*status)) closed.push_back({pointer, "not_offerable", "It is " + std::string(json::enum_name(*status)) + "."});
    }
    if (!missing.empty()) throw Problem(Fault::invalid, "property_not_found", "There is no such property.", std::move(missing));
    if (!offered.empty()) throw Problem(Fault::conflict, "already_offered", "Already offered in this deal.", std::move(offered));
    if (!closed.empty())
        throw Problem(Fault::conflict, "not_offerable", "Only properties on the market can be offered.", std::move(closed));
}

static std::vector<PropertyId> without_repeats(std::vector<PropertyId> const& properties)
{
    std::vector<PropertyId> result;
    for (auto const property : properties)
        if (std::ranges::find(result, property) == result.end()) result.push_back(property);
    return result;
}

std::vector<OfferedProperty> offer(http::Request const& request, store::DealRow const& deal, NewOffers const& input)
{
    if (!deal.is_open()) throw Problem(Fault::conflict, "deal_closed", "This deal is closed.");
    auto const properties = without_repeats(input.property_ids);
    check_properties(request, deal.id, properties);

    auto& tx = request.tx();
    auto act = act_on(tx, request.organization(), deal.id, "deal.property_offered");
    for (auto const property : properties) {
        store::insert_offer(tx, request.organization(), deal.id, property, input.note, request.actor.user, request.now);
        act.property = property;
        activities::record(request, act);
    }
    enqueue_offer_mails(request, deal.id, store::contacts_with_portal(tx, request.organization(), deal.id));

    auto offered = store::offered_in(tx, request.organization(), deal.id);
    std::erase_if(offered, [&](OfferedProperty const& each) {
        return std::ranges::find(properties, each.property_id) == properties.end();
    });
    return offered;
}

static OfferState offer_or_404(http::Request const& request, DealId deal, PropertyId property)
{
    auto const found = store::find_offer(request.tx(), request.organization(), deal, property);
    if (!found) throw Problem(Fault::not_found, "offer_not_found", "This property is not offered in this deal.");
    return found->state();
}

void set_offer_status(http::Request const& request, store::DealRow const& deal, PropertyId property, OfferStatusChange const& change)
{
    auto const offer = offer_or_404(request, deal.id, property);
    if (offer.status == change.status) return;
    check_staff_status(offer, change.status, deal.is_open());

    auto const state = after_staff_status(offer, change.status);
    store::update_offer(request.tx(), request.organization(), deal.id, property, state, request.now);
    auto act = act_on(request.tx(), request.organization(), deal.id, action_of(change.status));
    act.property = property;
    auto const judgement = tidy({Verdict::rejected, change.reasons, {}});
    if (change.status == OfferStatus::rejected && !judgement.reasons.empty()) act.detail["reasons"] = join(judgement.reasons);
    activities::record(request, act);
}

void mark_viewed(http::Request const& request, DealId deal, PropertyId property)
{
    auto const found = store::find_deal(request.tx(), request.organization(), deal);
    auto const offer = store::find_offer(request.tx(), request.organization(), deal, property);
    if (!found || !found->is_open() || !offer || offer->after_viewing) return;
    set_offer_status(request, *found, property, {OfferStatus::viewed, {}});
}

void restate_offers(http::Request const& request, DealId deal)
{
    auto& tx = request.tx();
    for (auto const& offer : store::offers_of_deal(tx, request.organization(), deal)) {
        auto const words = store::words_of_round(tx, request.organization(), deal, offer.property_id, offer.round);
        auto const state = after_verdicts(offer.state(), words);
        if (state != offer.state()) store::update_offer(tx, request.organization(), deal, offer.property_id, state, request.now);
    }
}

void withdraw_offer(http::Request const& request, DealId deal, PropertyId property)
{
    if (!store::delete_offer(request.tx(), request.organization(), deal, property))
        throw Problem(Fault::not_found, "offer_not_found", "This property is not offered in this deal.");
    auto act = act_on(request.tx(), request.organization(), deal, "deal.property_withdrawn");
    act.property = property;
    activities::record(request, act);
}

void enqueue_offer_mails(http::Request const& request, DealId deal, std::vector<ContactId> const& contacts)
{
    for (auto const contact : contacts)
        jobs::enqueue(request.tx(), request.now,
                      {std::string(property_offered_mail), request.organization(), json::to_text(PropertyOfferedMail{contact, deal}),
                       contact.text(), property_offered_mail_delay});
}

}  // namespace loggia::deals
