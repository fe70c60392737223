// SPDX-License-Identifier: Apache-2.0
#include "features/deals/offer_rules.hpp"

#include <algorithm>

namespace loggia::deals {

OfferStatus to_status(Verdict verdict)
{
    switch (verdict) {
    case Verdict::interested: return OfferStatus::interested;
    case Verdict::rejected: return OfferStatus::rejected;
    case Verdict::approved: return OfferStatus::approved;
    }
    return OfferStatus::to_review;
}

static bool counts(OfferState const& offer, std::optional<OwnVerdict> const& own) { return own && own->round == offer.round; }

bool may_be_offered(properties::PropertyStatus property_status)
{
    using enum properties::PropertyStatus;
    return property_status == available || property_status == under_offer || property_status == reserved;
}

Standing standing_of(bool deal_is_open, properties::PropertyStatus property_status)
{
    return deal_is_open && may_be_offered(property_status) ? Standing::open : Standing::closed;
}

OfferStatus status_for(OfferState const& offer, std::optional<OwnVerdict> const& own)
{
    return counts(offer, own) ? to_status(own->verdict) : offer.staff_status;
}

std::vector<Verdict> verdicts_open_to(OfferState const& offer, std::optional<OwnVerdict> const& own, Standing standing)
{
    if (standing == Standing::closed) return {};
    if (!offer.after_viewing) return {Verdict::interested, Verdict::rejected};
    if (status_for(offer, own) != OfferStatus::viewed) return {};
    return {Verdict::approved, Verdict::rejected};
}

Judgement tidy(Judgement judgement)
{
    if (judgement.verdict != Verdict::rejected) judgement.reasons.clear();
    std::ranges::sort(judgement.reasons);
    auto const repeated = std::ranges::unique(judgement.reasons);
    judgement.reasons.erase(repeated.begin(), repeated.end());
    if (judgement.comment && judgement.comment->find_first_not_of(" \t\r\n") == std::string::npos) judgement.comment.reset();
    return judgement;
}

void check_verdict(OfferState const& offer, std::optional<OwnVerdict> const& own, Standing standing, Judgement const& judgement)
{
    auto const allowed = verdicts_open_to(offer, own, standing);
    if (std::ranges::find(allowed, judgement.verdict) == allowed.end())
        throw Problem(Fault::conflict, "verdict_closed", "This can no longer be said of this property, or not yet.");
    if (judgement.verdict != Verdict::rejected) return;
    if (judgement.reasons.empty())
        throw Problem(Fault::invalid, "reasons_required", "Say at least one reason.", "/reasons");
    if (std::ranges::find(judgement.reasons, Reason::other) != judgement.reasons.end() && !judgement.comment)
        throw Problem(Fault::invalid, "comment_required", "Another reason needs a few words.", "/comment");
}

OfferState after_verdicts(OfferState offer, std::span<Verdict const> words)
{
    auto const is_said = [&](Verdict verdict) { return std::ranges::find(words, verdict) != words.end(); };
    offer.status = offer.staff_status;
    for (auto const verdict : {Verdict::rejected, Verdict::interested, Verdict::approved})
        if (is_said(verdict)) offer.status = to_status(verdict);
    return offer;
}

void check_staff_status(OfferState const& offer, OfferStatus status, bool deal_is_open)
{
    if (!deal_is_open) throw Problem(Fault::conflict, "deal_closed", "This deal is closed.");
    bool const too_late = offer.after_viewing && status == OfferStatus::interested;
    bool const too_early = !offer.after_viewing && status == OfferStatus::approved;
    if (too_late) throw Problem(Fault::conflict, "status_not_possible", "It was viewed already: approve or reject it.", "/status");
    if (too_early) throw Problem(Fault::conflict, "status_not_possible", "Only a viewed property can be approved.", "/status");
}

OfferState after_staff_status(OfferState offer, OfferStatus status)
{
    if (status == OfferStatus::viewed) offer.after_viewing = true;
    if (status == OfferStatus::to_review) offer.after_viewing = false;
    offer.status = offer.staff_status = status;
    ++offer.round;
    return offer;
}

std::string join(std::span<Reason const> reasons)
{
    std::string text;
    for (auto const reason : reasons) text += (text.empty() ? "" : ",") + std::string(json::enum_name(reason));
    return text;
}

}  // namespace loggia::deals
