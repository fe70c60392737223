// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/offer_rules.hpp"
#include "platform/http/message.hpp"

// Offers as one contact sees them, and what the contact may do. For the portal's pages; the CRM shows the same on the
// contact's page.
namespace loggia::deals {

struct ContactOffer {
    DealId deal_id;
    std::string deal_title;
    PropertyId property_id;
    std::string title;
    std::string town;
    std::optional<Money> price;
    std::optional<PhotoId> photo_id;
    properties::PropertyStatus property_status = properties::PropertyStatus::available;
    UserId offered_by;
    std::optional<std::string> note;
    Timestamp offered_at;

    OfferState state;
    Standing standing = Standing::open;
    OfferStatus status = OfferStatus::to_review;  // for this contact
    Timestamp status_at;                          // when it last changed
    std::optional<OwnVerdict> own;                // the contact's last word, also of an earlier round
    std::vector<Reason> reasons;                  // of that word
    std::optional<std::string> comment;
    bool favourite = false;

    std::vector<Verdict> may_say() const { return verdicts_open_to(state, own, standing); }
};

// Every offer in every deal of the contact, newest first.
std::vector<ContactOffer> all_offers_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

// What the contact's portal shows: each property once, newest first, without drafts. A property that is offered in several
// deals stands as in the deal that is open and offered it last.
std::vector<ContactOffer> offers_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

// The same for one property; nothing when the contact may not see it.
std::optional<ContactOffer> find_offer_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property);

// The contact's verdict. Records deal.property_interested, _rejected or _approved; saying the same again changes nothing.
// Throws Problem: not_found property_not_found; conflict verdict_closed; invalid reasons_required, comment_required.
void judge(http::Request const& request, ContactId contact, PropertyId property, Judgement judgement);

enum class Favourite { yes, no };
// Records property.favourited or property.unfavourited when it changes. Throws Problem(not_found, property_not_found).
void set_favourite(http::Request const& request, ContactId contact, PropertyId property, Favourite favourite);

}  // namespace loggia::deals
