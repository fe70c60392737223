// SPDX-License-Identifier: Apache-2.0
#include "features/feedback/feedback_store.hpp"

#include "platform/db/batch.hpp"

namespace loggia::feedback::store {

namespace {

constexpr std::int64_t most_listed = 100;

constexpr std::string_view select_feedback = R"(
    SELECT f.id, f.appointment_id, f.contact_id, c.first_name || ' ' || c.last_name AS contact_name, f.deal_id, f.property_id,
           p.title AS property_title, f.stars, f.notes, f.created_at, f.changed_at
    FROM feedback AS f
    JOIN contacts AS c ON c.organization_id = f.organization_id AND c.id = f.contact_id
    LEFT JOIN properties AS p ON p.organization_id = f.organization_id AND p.id = f.property_id
)";

constexpr std::string_view select_media = R"(
    SELECT m.feedback_id, m.id, m.kind, m.sha256, m.media_type, m.size, m.duration_ms, m.width, m.height, m.colour, m.variants,
           m.created_at
    FROM feedback_media AS m
)";

} // namespace

std::optional<OccasionRow> find_occasion(db::Tx& tx, OrganizationId organization, AppointmentId appointment, ContactId contact,
                                         std::optional<Timestamp> since)
{
    return tx.find<OccasionRow>(R"(
        SELECT id, type, status, contact_id, deal_id, property_id, title
        FROM   appointments
        WHERE  organization_id = $1 AND id = $2 AND contact_id = $3 AND visible_to_contact = 1
          AND  COALESCE(ends_at, starts_at, last_moment, $4) >= $4
    )",
                                organization, appointment, contact, since.value_or(Timestamp{}));
}

std::optional<GivenRow> find_given(db::Tx& tx, OrganizationId organization, AppointmentId appointment, ContactId contact)
{
    return tx.find<GivenRow>(R"(
        SELECT id, stars, notes, created_at
        FROM   feedback
        WHERE  organization_id = $1 AND appointment_id = $2 AND contact_id = $3
    )",
                             organization, appointment, contact);
}

FeedbackId add_feedback(db::Tx& tx, OrganizationId organization, OccasionRow const& occasion, Timestamp now)
{
    tx.run(R"(
        INSERT INTO feedback (organization_id, id, appointment_id, contact_id, deal_id, property_id, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
        ON CONFLICT (organization_id, appointment_id, contact_id) DO NOTHING
    )",
           organization, new_id<FeedbackId>(), occasion.id, occasion.contact_id, occasion.deal_id, occasion.property_id, now);
    return find_given(tx, organization, occasion.id, occasion.contact_id).value().id;
}

void set_words(db::Tx& tx, OrganizationId organization, FeedbackId feedback, FeedbackInput const& input, Timestamp now)
{
    tx.run("UPDATE feedback SET stars = $3, notes = $4, changed_at = $5 WHERE organization_id = $1 AND id = $2", organization, feedback,
           input.stars, input.notes, now);
}

void touch(db::Tx& tx, OrganizationId organization, FeedbackId feedback, Timestamp now)
{
    tx.run("UPDATE feedback SET changed_at = $3 WHERE organization_id = $1 AND id = $2", organization, feedback, now);
}

bool insert_media(db::Tx& tx, OrganizationId organization, MediaRow const& media)
{
    return tx.run(R"(
        INSERT INTO feedback_media (organization_id, feedback_id, id, kind, sha256, media_type, size, duration_ms, width, height, colour,
                                    variants, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (organization_id, feedback_id, id) DO NOTHING
    )",
                  organization, media.feedback_id, media.id, media.kind, media.sha256, media.media_type, media.size, media.duration_ms,
                  media.width, media.height, media.colour, json::to_text(media.variants), media.created_at) == 1;
}

bool delete_media(db::Tx& tx, OrganizationId organization, FeedbackId feedback, std::string const& media)
{
    return tx.run("DELETE FROM feedback_media WHERE organization_id = $1 AND feedback_id = $2 AND id = $3", organization, feedback,
                  media) == 1;
}

std::optional<MediaRow> find_media(db::Tx& tx, OrganizationId organization, FeedbackId feedback, std::string const& media)
{
    static std::string const sql = std::string(select_media) + "WHERE m.organization_id = $1 AND m.feedback_id = $2 AND m.id = $3";
    return tx.find<MediaRow>(sql, organization, feedback, media);
}

std::optional<MediaRow> find_media(db::Tx& tx, OrganizationId organization, AppointmentId appointment, std::string const& media)
{
    static std::string const sql = std::string(select_media) + R"(
        JOIN  feedback AS f ON f.organization_id = m.organization_id AND f.id = m.feedback_id
        WHERE f.organization_id = $1 AND f.appointment_id = $2 AND m.id = $3
        ORDER BY m.feedback_id
    )";
    return tx.find<MediaRow>(sql, organization, appointment, media);
}

std::int64_t count_media(db::Tx& tx, OrganizationId organization, FeedbackId feedback, MediaKind kind)
{
    return tx
        .number("SELECT COUNT(*) FROM feedback_media WHERE organization_id = $1 AND feedback_id = $2 AND kind = $3", organization, feedback,
                kind)
        .value_or(0);
}

std::vector<MediaRow> media_of(db::Tx& tx, OrganizationId organization, std::vector<FeedbackId> const& feedback)
{
    static std::string const sql =
        std::string(select_media) + "WHERE m.organization_id = $1 AND m.feedback_id IN ($ids) ORDER BY m.created_at, m.id";
    return db::rows_of<MediaRow>(tx, sql, organization, feedback);
}

std::vector<FeedbackRow> of_appointments(db::Tx& tx, OrganizationId organization, std::vector<AppointmentId> const& appointments)
{
    static std::string const sql =
        std::string(select_feedback) + "WHERE f.organization_id = $1 AND f.appointment_id IN ($ids) ORDER BY f.id DESC";
    return db::rows_of<FeedbackRow>(tx, sql, organization, appointments);
}

// The text differs with the filters, so that each finds its index.
std::vector<FeedbackRow> list(db::Tx& tx, OrganizationId organization, FeedbackQuery const& query)
{
    std::string conditions = "WHERE f.organization_id = $1";
    conditions += query.deal ? " AND f.deal_id = $2" : " AND CAST($2 AS BIGINT) IS NULL";
    conditions += query.contact ? " AND f.contact_id = $3" : " AND CAST($3 AS BIGINT) IS NULL";
    conditions += query.property ? " AND f.property_id = $4" : " AND CAST($4 AS BIGINT) IS NULL";
    return tx.rows<FeedbackRow>(std::string(select_feedback) + conditions + " ORDER BY f.created_at DESC, f.id DESC LIMIT $5", organization,
                                query.deal, query.contact, query.property, most_listed);
}

} // namespace loggia::feedback::store
