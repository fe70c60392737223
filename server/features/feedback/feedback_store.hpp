// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feedback/feedback_rules.hpp"

// Every statement on feedback and its media. Each takes the organization first and filters by it.
namespace loggia::feedback::store {

// The appointment it is about.
struct OccasionRow {
    AppointmentId id;
    std::string type;
    std::string status;
    ContactId contact_id;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::string title;

    Occasion occasion() const { return {type == "viewing", status == "completed"}; }
};
BOOST_DESCRIBE_STRUCT(OccasionRow, (), (id, type, status, contact_id, deal_id, property_id, title))

// The contact's own, as its portal shows it: nothing that is older than `since`.
std::optional<OccasionRow> find_occasion(db::Tx& tx, OrganizationId organization, AppointmentId appointment, ContactId contact,
                                         std::optional<Timestamp> since);

struct GivenRow {
    FeedbackId id;
    std::optional<std::int64_t> stars;
    std::optional<std::string> notes;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(GivenRow, (), (id, stars, notes, created_at))
std::optional<GivenRow> find_given(db::Tx& tx, OrganizationId organization, AppointmentId appointment, ContactId contact);

// Without stars yet; gives the one that is there when another was first.
FeedbackId add_feedback(db::Tx& tx, OrganizationId organization, OccasionRow const& occasion, Timestamp now);
void set_words(db::Tx& tx, OrganizationId organization, FeedbackId feedback, FeedbackInput const& input, Timestamp now);
void touch(db::Tx& tx, OrganizationId organization, FeedbackId feedback, Timestamp now);

struct MediaRow {
    FeedbackId feedback_id;
    std::string id;
    MediaKind kind = MediaKind::photo;
    std::string sha256;
    std::string media_type;
    std::int64_t size = 0;
    std::optional<std::int64_t> duration_ms;
    std::optional<std::int64_t> width;
    std::optional<std::int64_t> height;
    std::optional<std::string> colour;
    std::vector<photos::Variant> variants;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(MediaRow, (),
                      (feedback_id, id, kind, sha256, media_type, size, duration_ms, width, height, colour, variants, created_at))

bool insert_media(db::Tx& tx, OrganizationId organization, MediaRow const& media); // false: the id is taken
bool delete_media(db::Tx& tx, OrganizationId organization, FeedbackId feedback, std::string const& media);
std::optional<MediaRow> find_media(db::Tx& tx, OrganizationId organization, FeedbackId feedback, std::string const& media);
std::optional<MediaRow> find_media(db::Tx& tx, OrganizationId organization, AppointmentId appointment, std::string const& media);
std::int64_t count_media(db::Tx& tx, OrganizationId organization, FeedbackId feedback, MediaKind kind);
std::vector<MediaRow> media_of(db::Tx& tx, OrganizationId organization, std::vector<FeedbackId> const& feedback);

struct FeedbackRow {
    FeedbackId id;
    AppointmentId appointment_id;
    ContactId contact_id;
    std::string contact_name;
    std::optional<DealId> deal_id;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::int64_t> stars;
    std::optional<std::string> notes;
    Timestamp created_at;
    Timestamp changed_at;
};
BOOST_DESCRIBE_STRUCT(FeedbackRow, (),
                      (id, appointment_id, contact_id, contact_name, deal_id, property_id, property_title, stars, notes, created_at,
                       changed_at))

std::vector<FeedbackRow> of_appointments(db::Tx& tx, OrganizationId organization, std::vector<AppointmentId> const& appointments);
std::vector<FeedbackRow> list(db::Tx& tx, OrganizationId organization, FeedbackQuery const& query); // newest first, at most 100

} // namespace loggia::feedback::store
