// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "features/properties/property.hpp"
#include "platform/json/json.hpp"

// A property offered in a deal, and what the deal's contacts think of it.
namespace loggia::deals {

enum class OfferStatus { to_review, interested, rejected, viewed, approved };
BOOST_DESCRIBE_ENUM(OfferStatus, to_review, interested, rejected, viewed, approved)

enum class Verdict { interested, rejected, approved };
BOOST_DESCRIBE_ENUM(Verdict, interested, rejected, approved)

enum class Reason { price, location, size, condition, layout, other };
BOOST_DESCRIBE_ENUM(Reason, price, location, size, condition, layout, other)

// What one contact said, latest word only.
struct ContactVerdict {
    ContactId contact_id;
    std::string contact_name;
    Verdict verdict = Verdict::interested;
    std::vector<Reason> reasons;
    std::optional<std::string> comment;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(ContactVerdict, (), (contact_id, contact_name, verdict, reasons, comment, at))

// What one contact thinks of the home, in stars from 1 to 5.
struct ContactRating {
    ContactId contact_id;
    std::string contact_name;
    std::int64_t stars = 0;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(ContactRating, (), (contact_id, contact_name, stars, at))

// On the deal page. `status` is where the offer stands by the strongest word of its contacts (see offer_rules.hpp).
struct OfferedProperty {
    PropertyId property_id;
    std::string reference;
    std::string title;
    std::string street;
    std::string town;
    std::optional<Money> price;
    std::optional<photos::PhotoRef> photo;
    properties::PropertyStatus property_status = properties::PropertyStatus::available;
    OfferStatus status = OfferStatus::to_review;
    std::optional<std::string> note;  // from the agent, shown to the client
    std::string offered_by_name;
    Timestamp offered_at;
    Timestamp status_at;
    std::vector<ContactVerdict> verdicts;
    std::vector<ContactRating> ratings;
    std::vector<ContactId> favourite_of;
};
BOOST_DESCRIBE_STRUCT(OfferedProperty, (), (property_id, reference, title, street, town, price, photo, property_status, status, note,
                                            offered_by_name, offered_at, status_at, verdicts, ratings, favourite_of))

// On the contact page. `status` is where the offer stands for this contact.
struct ContactProperty {
    PropertyId property_id;
    std::string title;
    std::string town;
    std::optional<Money> price;
    std::optional<photos::PhotoRef> photo;
    DealId deal_id;
    std::string deal_title;
    OfferStatus status = OfferStatus::to_review;
    std::vector<Reason> reasons;
    std::optional<std::string> comment;
    std::optional<std::int64_t> stars;
    bool favourite = false;
    Timestamp offered_at;
    Timestamp status_at;
};
BOOST_DESCRIBE_STRUCT(ContactProperty, (), (property_id, title, town, price, photo, deal_id, deal_title, status, reasons, comment,
                                            stars, favourite, offered_at, status_at))

struct NewOffers {
    std::vector<PropertyId> property_ids;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(NewOffers, (), (property_ids, note))
LOGGIA_LIMITS(NewOffers, {"property_ids", 1, 50}, {"note", 0, 2000})

struct OfferStatusChange {
    OfferStatus status = OfferStatus::to_review;
    std::vector<Reason> reasons;
};
BOOST_DESCRIBE_STRUCT(OfferStatusChange, (), (status, reasons))
LOGGIA_LIMITS(OfferStatusChange, {"reasons", 0, 6})

// The job that tells a contact of offers. Its key is the contact's, so that offers made within the delay share one mail;
// whoever runs it finds the offers by what the contact has not reviewed yet.
inline constexpr std::string_view property_offered_mail = "mail.property_offered";
inline constexpr std::chrono::minutes property_offered_mail_delay{2};

struct PropertyOfferedMail {
    ContactId contact;
    DealId deal;  // of the first offer
};
BOOST_DESCRIBE_STRUCT(PropertyOfferedMail, (), (contact, deal))

}  // namespace loggia::deals
