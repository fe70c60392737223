// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment.hpp"
#include "features/deals/contact_offers.hpp"
#include "features/deals/deal.hpp"
#include "features/properties/market_changes.hpp"
#include "features/properties/property.hpp"

// What a client sees after signing in: the home, the properties offered to it, and what it says of them.
namespace loggia::portal_home {

// A property in a list of the portal.
struct PropertyCard {
    PropertyId id;
    std::string reference;
    std::string title;
    properties::PropertyType type = properties::PropertyType::other;
    properties::Purpose purpose = properties::Purpose::sale;
    std::optional<Money> price; // absent: on request
    std::string street;
    std::string postcode;
    std::string town;
    std::optional<std::int64_t> bedrooms;
    std::optional<std::int64_t> bathrooms;
    std::optional<std::int64_t> built_m2;
    std::optional<std::string> energy_label;
    properties::PropertyStatus property_status = properties::PropertyStatus::available;
    std::optional<photos::PhotoRef> photo;
    deals::OfferStatus status = deals::OfferStatus::to_review; // for this client
    Timestamp status_at;
    Timestamp offered_at;
    bool is_new = false; // to review, and offered within seven days
    bool favourite = false;
    std::optional<std::int64_t> stars; // the client's own, 1 to 5
    bool of_company = false;           // offered to somebody else of the company: to be seen, not judged
    std::optional<std::string> note;   // from the agent
};
BOOST_DESCRIBE_STRUCT(PropertyCard, (),
                      (id, reference, title, type, purpose, price, street, postcode, town, bedrooms, bathrooms, built_m2, energy_label,
                       property_status, photo, status, status_at, offered_at, is_new, favourite, stars, of_company, note))

struct PortalAgent {
    std::string name;
    std::string email;
    std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(PortalAgent, (), (name, email, phone))

struct PagePhoto : photos::PhotoRef {
    photos::PhotoKind kind = photos::PhotoKind::photo;
    std::optional<std::string> title;
};
BOOST_DESCRIBE_STRUCT(PagePhoto, (photos::PhotoRef), (kind, title))

struct OfferChange {
    deals::OfferStatus status = deals::OfferStatus::to_review;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(OfferChange, (), (status, at))

struct PropertyPage : PropertyCard {
    std::string offered_by_name;
    Country country;
    std::string province;
    std::optional<double> latitude; // WGS 84, degrees
    std::optional<double> longitude;
    std::optional<std::int64_t> plot_m2;
    std::optional<std::int64_t> year_built;
    std::optional<double> energy_consumption; // kWh per m² and year
    std::optional<double> energy_emissions;   // kg CO2 per m² and year
    std::vector<std::string> features;
    std::optional<std::string> description; // in the client's language, else English, the organization's, or any
    std::optional<std::string> description_language;
    std::vector<PagePhoto> photos;
    std::optional<std::string> video_url;
    std::optional<std::string> tour_url;
    std::vector<deals::Reason> reasons;
    std::optional<std::string> comment;
    std::optional<PortalAgent> agent;
    std::vector<deals::OtherVerdict> others;              // the other people of the deal, for those who may see them
    std::vector<OfferChange> changes;                     // oldest first
    std::vector<properties::MarketChange> market_changes; // of price and status in the last 90 days, newest first
    std::vector<deals::Verdict> may_say;                  // what the client may say now
    bool may_judge = false;                               // whether that is anything
};
BOOST_DESCRIBE_STRUCT(PropertyPage, (PropertyCard),
                      (offered_by_name, country, province, latitude, longitude, plot_m2, year_built, energy_consumption, energy_emissions,
                       features, description, description_language, photos, video_url, tour_url, reasons, comment, agent, others, changes,
                       market_changes, may_say, may_judge))

// What is to do, and was done, by the client himself: colleagues' homes count in the totals only.
struct HomeCounts {
    std::int64_t to_review = 0;
    std::int64_t appointments = 0; // confirmed and to come
    std::int64_t reviewed = 0;
};
BOOST_DESCRIBE_STRUCT(HomeCounts, (), (to_review, appointments, reviewed))

struct StatusTotals {
    std::int64_t to_review = 0;
    std::int64_t interested = 0;
    std::int64_t rejected = 0;
    std::int64_t viewed = 0;
    std::int64_t approved = 0;
};
BOOST_DESCRIBE_STRUCT(StatusTotals, (), (to_review, interested, rejected, viewed, approved))

// "Marit added three homes since Friday."
struct HomeNews {
    std::string by;
    std::int64_t count = 0;
    Timestamp since;
};
BOOST_DESCRIBE_STRUCT(HomeNews, (), (by, count, since))

struct PortalHome {
    HomeCounts counts;
    std::optional<PortalAgent> agent;
    std::optional<HomeNews> news;
    std::vector<PropertyCard> to_review;  // newest first, at most 12
    std::vector<PropertyCard> properties; // all of them, newest first, at most 60
    StatusTotals totals;
    std::optional<appointments::Appointment> next_appointment;
    std::vector<deals::DealProgress> deals;
};
BOOST_DESCRIBE_STRUCT(PortalHome, (), (counts, agent, news, to_review, properties, totals, next_appointment, deals))

struct PortalPropertyQuery {
    std::optional<deals::OfferStatus> status;
    std::optional<bool> favourite;
    std::optional<PropertyId> after; // the `next` of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PortalPropertyQuery, (), (status, favourite, after, limit))
LOGGIA_LIMITS(PortalPropertyQuery, {"limit", 1, 100})

struct VerdictInput {
    deals::Verdict verdict = deals::Verdict::interested;
    std::vector<deals::Reason> reasons;
    std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(VerdictInput, (), (verdict, reasons, comment))
LOGGIA_LIMITS(VerdictInput, {"reasons", 0, 6}, {"comment", 0, 2000})

struct RatingInput {
    json::Change<std::optional<std::int64_t>> stars; // null takes the rating back
};
BOOST_DESCRIBE_STRUCT(RatingInput, (), (stars))
LOGGIA_LIMITS(RatingInput, {"stars", 1, 5})

struct FavouriteInput {
    bool favourite = false;
};
BOOST_DESCRIBE_STRUCT(FavouriteInput, (), (favourite))

} // namespace loggia::portal_home
