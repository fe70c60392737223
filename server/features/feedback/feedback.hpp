// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "features/photos/photo.hpp"
#include "platform/http/message.hpp"

// What a client says of a home after seeing it: stars, notes, pictures and voice notes (PRODUCT 8.7).
namespace loggia::feedback {

using FeedbackId = Id<struct FeedbackTag>;

BOOST_DEFINE_ENUM_CLASS(MediaKind, photo, voice)

// A photo lies at `<url>/<width>.webp` or `.jpg`, a voice note at `<url>/voice`. The addresses are those of whoever asks.
struct Media {
    std::string id; // the sender's UUID, lower case
    MediaKind kind = MediaKind::photo;
    std::string url;
    std::string media_type;                  // of what was sent; of a voice note also what is served
    std::int64_t size = 0;                   // bytes
    std::optional<std::int64_t> duration_ms; // of a voice note, where its file tells
    std::optional<std::int64_t> width;       // of a photo, likewise below
    std::optional<std::int64_t> height;
    std::optional<std::string> colour;
    std::vector<std::int64_t> widths;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(Media, (), (id, kind, url, media_type, size, duration_ms, width, height, colour, widths, created_at))

struct Feedback {
    FeedbackId id;
    AppointmentId appointment_id;
    ContactId contact_id;
    std::string contact_name;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::int64_t> stars; // 1 to 5; absent while only pictures or recordings have come
    std::optional<std::string> notes;
    std::vector<Media> media; // in the order they came
    bool may_change = false;  // by the contact, still
    Timestamp created_at;
    Timestamp changed_at;
};
BOOST_DESCRIBE_STRUCT(Feedback, (),
                      (id, appointment_id, contact_id, contact_name, deal_id, property_id, property_title, stars, notes, media, may_change,
                       created_at, changed_at))

struct FeedbackList {
    std::vector<Feedback> items;
};
BOOST_DESCRIBE_STRUCT(FeedbackList, (), (items))

struct FeedbackInput {
    std::int64_t stars = 0;
    std::optional<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(FeedbackInput, (), (stars, notes))
LOGGIA_LIMITS(FeedbackInput, {"stars", 1, 5}, {"notes", 0, 4000})

// One of them, or none: then the newest of the organization.
struct FeedbackQuery {
    std::optional<DealId> deal;
    std::optional<ContactId> contact;
    std::optional<PropertyId> property;
};
BOOST_DESCRIBE_STRUCT(FeedbackQuery, (), (deal, contact, property))

// Who reads it, and so under which addresses its media lie.
enum class Reader { staff, client };

// For pages of appointments. An appointment has one contact, and so at most one of these.
std::map<AppointmentId, Feedback> of_appointments(db::Tx& tx, OrganizationId organization, std::vector<AppointmentId> const& appointments,
                                                  Reader reader, Timestamp now);

} // namespace loggia::feedback
