// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_home/portal_home.hpp"

// What the home shows of a client's offers. Pure functions.
namespace loggia::portal_home {

inline constexpr std::size_t most_to_review = 12;
inline constexpr std::size_t most_on_home = 60;
inline constexpr std::size_t default_page = 30;

using Offers = std::vector<deals::ContactOffer>;

bool is_new(deals::ContactOffer const& offer, Timestamp now);

StatusTotals count(Offers const& offers);

// Of the client's own offers; appointments are counted elsewhere.
HomeCounts own_counts(Offers const& offers);

// Whose offers are news, how many, and since when; nothing without new ones. Offers are newest first.
struct News {
    UserId by;
    std::int64_t count = 0;
    Timestamp since;
};
std::optional<News> news_of(Offers const& offers, Timestamp now);

// Those on the home: the newest that the client is to review, and the newest of all.
std::vector<deals::ContactOffer const*> to_review_on_home(Offers const& offers);
std::vector<deals::ContactOffer const*> all_on_home(Offers const& offers);

// One page of the list; `more` says whether another follows. Throws Problem(invalid, "invalid_cursor") when `after` is not
// among the offers any more.
struct Slice {
    std::vector<deals::ContactOffer const*> offers;
    bool more = false;
};
Slice slice(Offers const& offers, PortalPropertyQuery const& query);

// The description in the first of these languages that there is ("nl" also finds "nl-BE"), else any.
std::map<std::string, std::string>::const_iterator pick_description(std::map<std::string, std::string> const& descriptions,
                                                                    std::vector<std::string> const& languages);

} // namespace loggia::portal_home
