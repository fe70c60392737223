// SPDX-License-Identifier: Apache-2.0
#include "features/feedback/feedback_view.hpp"

#include <algorithm>

namespace loggia::feedback {

namespace {

std::string address_of(AppointmentId appointment, std::string const& media, Reader reader)
{
    auto const* const space = reader == Reader::staff ? "/api/v1/appointments/" : "/api/v1/portal/appointments/";
    return space + appointment.text() + "/feedback/media/" + media;
}

Media to_media(store::MediaRow row, AppointmentId appointment, Reader reader)
{
    Media media;
    media.url = address_of(appointment, row.id, reader);
    media.id = std::move(row.id);
    media.kind = row.kind;
    media.media_type = std::move(row.media_type);
    media.size = row.size;
    media.duration_ms = row.duration_ms;
    media.width = row.width;
    media.height = row.height;
    media.colour = std::move(row.colour);
    for (auto const& variant : row.variants) media.widths.push_back(variant.width);
    std::ranges::sort(media.widths);
    media.widths.erase(std::ranges::unique(media.widths).begin(), media.widths.end());
    media.created_at = row.created_at;
    return media;
}

} // namespace

std::vector<Feedback> to_feedback(db::Tx& tx, OrganizationId organization, std::vector<store::FeedbackRow> rows, Reader reader,
                                  Timestamp now)
{
    std::vector<FeedbackId> ids;
    for (auto const& row : rows) ids.push_back(row.id);
    std::map<FeedbackId, std::vector<store::MediaRow>> media;
    for (auto& row : store::media_of(tx, organization, ids)) media[row.feedback_id].push_back(std::move(row));

    std::vector<Feedback> result;
    for (auto& row : rows) {
        Feedback given{row.id,
                       row.appointment_id,
                       row.contact_id,
                       std::move(row.contact_name),
                       row.deal_id,
                       row.property_id,
                       std::move(row.property_title),
                       row.stars,
                       std::move(row.notes),
                       {},
                       is_changeable(row.created_at, now),
                       row.created_at,
                       row.changed_at};
        for (auto& each : media[row.id]) given.media.push_back(to_media(std::move(each), row.appointment_id, reader));
        result.push_back(std::move(given));
    }
    return result;
}

std::map<AppointmentId, Feedback> of_appointments(db::Tx& tx, OrganizationId organization, std::vector<AppointmentId> const& appointments,
                                                  Reader reader, Timestamp now)
{
    std::map<AppointmentId, Feedback> result;
    if (appointments.empty()) return result;
    for (auto& given : to_feedback(tx, organization, store::of_appointments(tx, organization, appointments), reader, now))
        result.emplace(given.appointment_id, std::move(given));
    return result;
}

} // namespace loggia::feedback
