// SPDX-License-Identifier: Apache-2.0
#include "features/deals/offer_routes.hpp"

#include <algorithm>

#include "features/deals/contact_offers.hpp"
#include "features/deals/deal_cards.hpp"
#include "features/deals/offer_store.hpp"
#include "features/deals/offers.hpp"

namespace loggia::deals {

static http::Page<OfferedProperty> list_offers(http::Request& request)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    return {store::offered_in(request.tx(), request.organization(), deal.id), {}};
}

static http::Page<OfferedProperty> create_offers(http::Request& request, NewOffers const& input)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    return {offer(request, deal, input), {}};
}

static http::Nothing remove_offer(http::Request& request)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    withdraw_offer(request, deal.id, request.id<PropertyId>("property"));
    return {};
}

static OfferedProperty put_offer_status(http::Request& request, OfferStatusChange const& change)
{
    auto const deal = deal_or_404(request, request.id<DealId>("deal"));
    auto const property = request.id<PropertyId>("property");
    set_offer_status(request, deal, property, change);
    auto offered = store::offered_in(request.tx(), request.organization(), deal.id);
    return *std::ranges::find(offered, property, &OfferedProperty::property_id);
}

static http::Page<ContactProperty> list_properties_of_contact(http::Request& request)
{
    auto const contact = request.id<ContactId>("contact");
    if (!store::contact_exists(request.tx(), request.organization(), contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    auto offers = all_offers_of_contact(request.tx(), request.organization(), contact);
    http::Page<ContactProperty> page;
    for (auto& each : offers) {
        page.items.push_back({each.property_id, std::move(each.title), std::move(each.town), std::move(each.price), std::move(each.photo),
                              each.deal_id, std::move(each.deal_title), each.status, std::move(each.reasons), std::move(each.comment),
                              each.stars, each.favourite, each.offered_at, each.status_at});
    }
    return page;
}

static http::Page<DealCard> list_deals_of_contact(http::Request& request)
{
    auto const contact = request.id<ContactId>("contact");
    if (!store::contact_exists(request.tx(), request.organization(), contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return {to_cards(request.tx(), request.organization(), store::deals_of_contact(request.tx(), request.organization(), contact)), {}};
}

static http::Page<DealCard> list_deals_of_property(http::Request& request)
{
    auto const property = request.id<PropertyId>("property");
    if (!store::property_exists(request.tx(), request.organization(), property))
        throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    return {to_cards(request.tx(), request.organization(), store::deals_of_property(request.tx(), request.organization(), property)), {}};
}

void add_offer_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/deals/{deal}/properties", Access::staff(), list_offers)
        .summarize("The properties offered in a deal, newest first.");
    router.post("/api/v1/deals/{deal}/properties", Access::staff(), create_offers)
        .summarize("Offers properties to the contacts of a deal: all of them or none.");
    router.remove("/api/v1/deals/{deal}/properties/{property}", Access::staff(), remove_offer)
        .summarize("Takes an offer back, with what was said of it.");
    router.put("/api/v1/deals/{deal}/properties/{property}/status", Access::staff(), put_offer_status)
        .summarize("Sets where an offer stands, for all contacts of the deal.");
    router.get("/api/v1/contacts/{contact}/properties", Access::staff(), list_properties_of_contact)
        .summarize("What was offered to a contact, and the contact's verdicts.");
    router.get("/api/v1/contacts/{contact}/deals", Access::staff(), list_deals_of_contact)
        .summarize("The newest 200 deals of a contact.");
    router.get("/api/v1/properties/{property}/deals", Access::staff(), list_deals_of_property)
        .summarize("The newest 200 deals in which a property is offered.");
}

}  // namespace loggia::deals
