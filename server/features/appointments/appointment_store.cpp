// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_store.hpp"

namespace loggia::appointments::store {

static constexpr std::int64_t most_listed = 200;
static constexpr std::int64_t most_upcoming = 100;

// A row as it is read; its photo is looked up afterwards, all of a list at once.
struct ReadRow {
    AppointmentId id;
    AppointmentType type = AppointmentType::viewing;
    AppointmentStatus status = AppointmentStatus::pending;
    std::string title;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::string> property_street;
    std::optional<std::string> property_town;
    std::optional<PhotoId> photo_id;
    std::optional<ContactId> contact_id;
    std::optional<std::string> contact_name;
    std::optional<std::string> owner_name;
    std::vector<Timestamp> preferred;
    std::optional<Timestamp> starts_at;
    std::optional<Timestamp> ends_at;
};
BOOST_DESCRIBE_STRUCT(ReadRow, (), (id, type, status, title, property_id, property_title, property_street, property_town,
                                    photo_id, contact_id, contact_name, owner_name, preferred, starts_at, ends_at))

static constexpr std::string_view select_rows = R"(
    SELECT a.id, a.type, a.status, a.title, a.property_id, p.title AS property_title, p.street AS property_street,
           p.town AS property_town, p.photo_id, a.contact_id, c.first_name || ' ' || c.last_name AS contact_name,
           u.name AS owner_name, a.preferred, a.starts_at, a.ends_at
    FROM appointments AS a
    LEFT JOIN properties AS p ON p.organization_id = a.organization_id AND p.id = a.property_id
    LEFT JOIN contacts AS c ON c.organization_id = a.organization_id AND c.id = a.contact_id
    LEFT JOIN users AS u ON u.organization_id = a.organization_id AND u.id = a.owner_id
)";

static std::vector<Appointment> with_photos(db::Tx& tx, OrganizationId organization, std::vector<ReadRow> rows)
{
    std::vector<PhotoId> ids;
    for (auto const& row : rows)
        if (row.photo_id) ids.push_back(*row.photo_id);
    auto const photos = photos::load_refs(tx, organization, ids);

    std::vector<Appointment> appointments;
    appointments.reserve(rows.size());
    for (auto& row : rows) {
        auto const photo = photos.find(row.photo_id.value_or(PhotoId{}));
        appointments.push_back({row.id, row.type, row.status, std::move(row.title), row.property_id, std::move(row.property_title),
                                std::move(row.property_street), std::move(row.property_town),
                                photo == photos.end() ? std::nullopt : std::optional(photo->second), row.contact_id,
                                std::move(row.contact_name), std::move(row.owner_name), std::move(row.preferred),
                                row.starts_at, row.ends_at});
    }
    return appointments;
}

void insert_appointment(db::Tx& tx, OrganizationId organization, AppointmentId appointment, Timestamp now, NewAppointment const& input)
{
    tx.run(R"(
        INSERT INTO appointments (organization_id, id, type, status, title, deal_id, property_id, contact_id, owner_id,
                                  preferred, starts_at, ends_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    )", organization, appointment, input.type, input.status, input.title, input.deal_id, input.property_id, input.contact_id,
        input.owner_id, json::to_text(input.preferred), input.starts_at, input.ends_at, now);
}

std::vector<Appointment> of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return with_photos(tx, organization, tx.rows<ReadRow>(std::string(select_rows) + R"(
        WHERE a.organization_id = $1 AND a.contact_id = $2
        ORDER BY COALESCE(a.starts_at, a.created_at) DESC, a.id DESC
        LIMIT $3
    )", organization, contact, most_listed));
}

// Those of $2 and of everybody in company $3.
static constexpr std::string_view of_company = R"(
        WHERE a.organization_id = $1
          AND (a.contact_id = $2 OR a.contact_id IN (SELECT contact_id FROM company_people WHERE organization_id = $1 AND company_id = $3))
)";

std::vector<Appointment> seen_by(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer)
{
    if (!viewer.company) return of_contact(tx, organization, viewer.contact);
    return with_photos(tx, organization, tx.rows<ReadRow>(std::string(select_rows) + std::string(of_company) + R"(
        ORDER BY COALESCE(a.starts_at, a.created_at) DESC, a.id DESC
        LIMIT $4
    )", organization, viewer.contact, viewer.company, most_listed));
}

std::vector<Appointment> upcoming_of(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now)
{
    if (!viewer.company)
        return with_photos(tx, organization, tx.rows<ReadRow>(std::string(select_rows) + R"(
        WHERE a.organization_id = $1 AND a.contact_id = $2 AND a.status = $3 AND COALESCE(a.ends_at, a.starts_at) > $4
        ORDER BY a.starts_at, a.id
        LIMIT $5
    )", organization, viewer.contact, AppointmentStatus::confirmed, now, most_upcoming));
    return with_photos(tx, organization, tx.rows<ReadRow>(std::string(select_rows) + std::string(of_company) + R"(
          AND a.status = $4 AND COALESCE(a.ends_at, a.starts_at) > $5
        ORDER BY a.starts_at, a.id
        LIMIT $6
    )", organization, viewer.contact, viewer.company, AppointmentStatus::confirmed, now, most_upcoming));
}

}  // namespace loggia::appointments::store
