// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/offer_rules.hpp"
#include "platform/db/database.hpp"

// Every statement on offers, verdicts, ratings and favourites. Each takes the organization first and filters by it.
namespace loggia::deals::store {

// The properties offered in a deal, newest offer first, with verdicts, ratings and favourites of the deal's present contacts.
std::vector<OfferedProperty> offered_in(db::Tx& tx, OrganizationId organization, DealId deal);

struct OfferRow {
    OfferStatus status = OfferStatus::to_review;
    OfferStatus staff_status = OfferStatus::to_review;
    bool after_viewing = false;
    std::int64_t round = 1;

    OfferState state() const { return {status, staff_status, after_viewing, round}; }
};
BOOST_DESCRIBE_STRUCT(OfferRow, (), (status, staff_status, after_viewing, round))

// Every offer of a deal.
struct DealOffer : OfferRow {
    PropertyId property_id;
};
BOOST_DESCRIBE_STRUCT(DealOffer, (OfferRow), (property_id))
std::vector<DealOffer> offers_of_deal(db::Tx& tx, OrganizationId organization, DealId deal);

std::optional<OfferRow> find_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property);

// False: offered already.
bool insert_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, std::optional<std::string> const& note,
                  UserId offered_by, Timestamp now);
void update_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, OfferState const& state, Timestamp now);
bool delete_offer(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property);  // and its verdicts

std::optional<properties::PropertyStatus> property_status(db::Tx& tx, OrganizationId organization, PropertyId property);

void put_verdict(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, ContactId contact,
                 Judgement const& judgement, std::int64_t round, Timestamp now);

// Those said in this round by the deal's present contacts.
std::vector<Verdict> words_of_round(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, std::int64_t round);

void put_rating(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, std::int64_t stars, Timestamp now);
void remove_rating(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property);

// Whether something changed.
bool add_favourite(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, Timestamp now);
bool remove_favourite(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property);

// Those of the deal's contacts who have, or are invited to, a portal.
std::vector<ContactId> contacts_with_portal(db::Tx& tx, OrganizationId organization, DealId deal);

}  // namespace loggia::deals::store
