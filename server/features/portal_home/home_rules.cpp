// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/home_rules.hpp"

#include <algorithm>

namespace loggia::portal_home {

namespace {

constexpr std::chrono::hours new_for{24 * 7};

bool awaits_review(deals::ContactOffer const& offer)
{
    return offer.status == deals::OfferStatus::to_review && !offer.of_colleague;
}

std::vector<deals::ContactOffer const*> first_of(Offers const& offers, std::size_t most, auto const& wanted)
{
    std::vector<deals::ContactOffer const*> chosen;
    for (auto const& offer : offers) {
        if (chosen.size() == most) break;
        if (wanted(offer)) chosen.push_back(&offer);
    }
    return chosen;
}

} // namespace

bool is_new(deals::ContactOffer const& offer, Timestamp now)
{
    return awaits_review(offer) && now - offer.offered_at < new_for;
}

HomeCounts own_counts(Offers const& offers)
{
    HomeCounts counts;
    for (auto const& offer : offers) {
        if (offer.of_colleague) continue;
        ++(awaits_review(offer) ? counts.to_review : counts.reviewed);
    }
    return counts;
}

StatusTotals count(Offers const& offers)
{
    StatusTotals totals;
    for (auto const& offer : offers) {
        switch (offer.status) {
        case deals::OfferStatus::to_review:
            ++totals.to_review;
            break;
        case deals::OfferStatus::interested:
            ++totals.interested;
            break;
        case deals::OfferStatus::rejected:
            ++totals.rejected;
            break;
        case deals::OfferStatus::viewed:
            ++totals.viewed;
            break;
        case deals::OfferStatus::approved:
            ++totals.approved;
            break;
        }
    }
    return totals;
}

std::optional<News> news_of(Offers const& offers, Timestamp now)
{
    std::optional<News> news;
    for (auto const& offer : offers) {
        if (!is_new(offer, now)) continue;
        if (!news) news = News{offer.offered_by, 0, offer.offered_at};
        if (offer.offered_by != news->by) continue;
        ++news->count;
        news->since = std::min(news->since, offer.offered_at);
    }
    return news;
}

std::vector<deals::ContactOffer const*> to_review_on_home(Offers const& offers)
{
    return first_of(offers, most_to_review, awaits_review);
}

std::vector<deals::ContactOffer const*> all_on_home(Offers const& offers)
{
    return first_of(offers, most_on_home, [](auto const&) { return true; });
}

Slice slice(Offers const& offers, PortalPropertyQuery const& query)
{
    auto start = offers.begin();
    if (query.after) {
        start = std::ranges::find(offers, *query.after, &deals::ContactOffer::property_id);
        if (start == offers.end()) throw Problem(Fault::invalid, "invalid_cursor", "Start again from the first page.", "after");
        ++start;
    }
    auto const limit = static_cast<std::size_t>(query.limit.value_or(default_page));
    Slice result;
    for (; start != offers.end(); ++start) {
        if (query.status && start->status != *query.status) continue;
        if (query.favourite && start->favourite != *query.favourite) continue;
        if (result.offers.size() == limit) {
            result.more = true;
            break;
        }
        result.offers.push_back(&*start);
    }
    return result;
}

std::map<std::string, std::string>::const_iterator pick_description(std::map<std::string, std::string> const& descriptions,
                                                                    std::vector<std::string> const& languages)
{
    for (auto const& language : languages) {
        if (auto const found = descriptions.find(language); found != descriptions.end()) return found;
        auto const regional = descriptions.lower_bound(language + "-");
        if (regional != descriptions.end() && regional->first.starts_with(language + "-")) return regional;
    }
    return descriptions.begin();
}

} // namespace loggia::portal_home
