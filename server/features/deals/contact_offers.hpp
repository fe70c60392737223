// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/offer_rules.hpp"
#include "features/photos/photo.hpp"
#include "platform/http/message.hpp"

// Offers as one contact sees them, and what the contact may do. For the portal's pages; the CRM shows the same on the
// contact's page.
namespace loggia::deals {

using http::Viewer;

// What is shown of an offered property wherever it stands in a list.
struct OfferedHome {
    PropertyId property_id;
    std::string reference;
    std::string title;
    properties::PropertyType type = properties::PropertyType::other;
    properties::Purpose purpose = properties::Purpose::sale;
    std::optional<Money> price;  // absent: on request
    std::string street;
    std::string postcode;
    std::string town;
    std::optional<std::int64_t> bedrooms;
    std::optional<std::int64_t> bathrooms;
    std::optional<std::int64_t> built_m2;
    std::optional<std::string> energy_label;
    properties::PropertyStatus property_status = properties::PropertyStatus::available;
    std::optional<photos::PhotoRef> photo;  // the first that is ready
};
BOOST_DESCRIBE_STRUCT(OfferedHome, (), (property_id, reference, title, type, purpose, price, street, postcode, town, bedrooms, bathrooms,
                                        built_m2, energy_label, property_status, photo))

struct ContactOffer : OfferedHome {
    DealId deal_id;
    std::string deal_title;
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
    std::optional<std::int64_t> stars;            // the contact's, 1 to 5
    bool favourite = false;
    bool of_colleague = false;                    // in a deal of the company's other people: to be seen, not judged
    Timestamp changed_at;                         // when anybody last changed it

    std::vector<Verdict> may_say() const { return of_colleague ? std::vector<Verdict>{} : verdicts_open_to(state, own, standing); }
};

// Every offer in every deal of the contact, newest first.
std::vector<ContactOffer> all_offers_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

// Of these offers, those the viewer's portal shows: each property once, newest first, without drafts and without what is older than his
// retention. A property that is offered in several deals stands as in the deal that is open and offered it last; one of his own
// deals goes before a colleague's. A pure function; own offers come newest first.
std::vector<ContactOffer> shown_to(Viewer const& viewer, std::vector<ContactOffer> offers);

// Those of his deals and, where the whole company's are shown, of the deals of the company's other people.
std::vector<ContactOffer> offers_of_contact(db::Tx& tx, OrganizationId organization, Viewer const& viewer);

// The same for one property; nothing when the viewer may not see it.
std::optional<ContactOffer> find_offer_of_contact(db::Tx& tx, OrganizationId organization, Viewer const& viewer, PropertyId property);

// The contact's verdict. Records deal.property_interested, _rejected or _approved; saying the same again changes nothing.
// Throws Problem: not_found property_not_found; conflict verdict_closed; invalid reasons_required, comment_required.
void judge(http::Request const& request, Viewer const& viewer, PropertyId property, Judgement judgement);

enum class Favourite { yes, no };
// Records property.favourited or property.unfavourited when it changes. Throws Problem(not_found, property_not_found).
void set_favourite(http::Request const& request, Viewer const& viewer, PropertyId property, Favourite favourite);

// 1 to 5 stars, or none any more. Records property.rated or property.rating_removed when it changes. Throws Problem:
// not_found property_not_found; conflict verdict_closed for a colleague's home and once nothing may be said of it.
void set_rating(http::Request const& request, Viewer const& viewer, PropertyId property, std::optional<std::int64_t> stars);

// What the other people of the offer's deal say of it now, by name: for those who may see other contacts.
struct OtherVerdict {
    std::string name;
    std::optional<Verdict> verdict; // absent: nothing yet
    std::optional<Timestamp> at;
    std::optional<std::int64_t> stars;
};
BOOST_DESCRIBE_STRUCT(OtherVerdict, (), (name, verdict, at, stars))
std::vector<OtherVerdict> verdicts_of_others(db::Tx& tx, OrganizationId organization, ContactOffer const& offer, ContactId viewer);

}  // namespace loggia::deals
