// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "features/deals/offer.hpp"

// What may become of an offered property, and by whom. Pure functions: no database, clock or HTTP.
//
//   to_review ──> interested <──> rejected     a contact's word, may change until the viewing
//        any ──> viewed                        staff: its viewing was completed
//      viewed ──> approved | rejected          a contact's last word
//
// Several contacts of a deal each have a word of their own. It counts for its contact until staff set the status anew,
// which begins another round. The offer itself stands where the strongest word of the round puts it: a home that one of
// them approved is approved, one that somebody is interested in is of interest, and it is rejected once nobody who spoke
// wants it. Who said nothing does not count; while nobody has, what staff set stands.
namespace loggia::deals {

struct OfferState {
    OfferStatus status = OfferStatus::to_review;        // by the strongest word of the round
    OfferStatus staff_status = OfferStatus::to_review;  // for contacts who said nothing in this round
    bool after_viewing = false;
    std::int64_t round = 1;
    auto operator<=>(OfferState const&) const = default;
};

struct OwnVerdict {
    Verdict verdict = Verdict::interested;
    std::int64_t round = 1;
};

struct Judgement {
    Verdict verdict = Verdict::interested;
    std::vector<Reason> reasons;
    std::optional<std::string> comment;
};

// Whether anything may still be said: the deal is open and the property is neither sold, rented, withdrawn nor back in draft.
enum class Standing { open, closed };
Standing standing_of(bool deal_is_open, properties::PropertyStatus property_status);

bool may_be_offered(properties::PropertyStatus property_status);

OfferStatus to_status(Verdict verdict);

// Where the offer stands for one contact.
OfferStatus status_for(OfferState const& offer, std::optional<OwnVerdict> const& own);

// What this contact may say now; empty when nothing.
std::vector<Verdict> verdicts_open_to(OfferState const& offer, std::optional<OwnVerdict> const& own, Standing standing);

// Reasons belong to a rejection, each once; an empty comment is none.
Judgement tidy(Judgement judgement);

// Throws Problem: conflict verdict_closed; invalid reasons_required (/reasons) and comment_required (/comment).
void check_verdict(OfferState const& offer, std::optional<OwnVerdict> const& own, Standing standing, Judgement const& judgement);
// After a word was said, or the circle of contacts changed. `words` are all that count in this round, in any order.
OfferState after_verdicts(OfferState offer, std::span<Verdict const> words);

// Throws Problem: conflict status_not_possible (interested after a viewing, approved before one), deal_closed.
void check_staff_status(OfferState const& offer, OfferStatus status, bool deal_is_open);
OfferState after_staff_status(OfferState offer, OfferStatus status);

// "price,location", for an activity's detail.
std::string join(std::span<Reason const> reasons);

}  // namespace loggia::deals
