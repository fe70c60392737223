// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/deal_store.hpp"
#include "features/deals/offer.hpp"
#include "platform/http/message.hpp"

// Offering, as staff do it.
namespace loggia::deals {

// Throws Problem(not_found, deal_not_found).
store::DealRow deal_or_404(http::Request const& request, DealId deal);

// Offers all or none, records each and tells the contacts by mail. Throws Problem: conflict deal_closed, already_offered,
// not_offerable; invalid property_not_found.
std::vector<OfferedProperty> offer(http::Request const& request, store::DealRow const& deal, NewOffers const& input);

// Throws Problem: not_found offer_not_found; conflict status_not_possible, deal_closed. The status it has already is no change.
void set_offer_status(http::Request const& request, store::DealRow const& deal, PropertyId property, OfferStatusChange const& change);

// After a completed viewing: whatever has not been viewed yet becomes viewed. Does nothing without such an open offer, so
// that appointments need not look.
void mark_viewed(http::Request const& request, DealId deal, PropertyId property);

// After a contact joined or left the deal: what it said counts again, or no longer.
void restate_offers(http::Request const& request, DealId deal);

void withdraw_offer(http::Request const& request, DealId deal, PropertyId property);

// One mail for each of these contacts, however many offers come until it is sent.
void enqueue_offer_mails(http::Request const& request, DealId deal, std::vector<ContactId> const& contacts);

}  // namespace loggia::deals
