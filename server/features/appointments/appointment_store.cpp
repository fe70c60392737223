// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_store.hpp"

#include <algorithm>

#include "features/appointments/appointment_select.hpp"

namespace loggia::appointments::store {

namespace {

std::optional<Timestamp> last_of(std::vector<Timestamp> const& moments)
{
    return moments.empty() ? std::nullopt : std::optional(std::ranges::max(moments));
}

std::optional<Timestamp> first_of(std::vector<Timestamp> const& moments)
{
    return moments.empty() ? std::nullopt : std::optional(std::ranges::min(moments));
}

Timestamp place_of(std::optional<Timestamp> starts_at, std::vector<Timestamp> const& moments, Timestamp otherwise)
{
    return starts_at ? *starts_at : first_of(moments).value_or(otherwise);
}

struct NameRow {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (name))

struct StatusRow {
    properties::PropertyStatus status = properties::PropertyStatus::available;
};
BOOST_DESCRIBE_STRUCT(StatusRow, (), (status))

} // namespace

OrganizationRow organization_of(db::Tx& tx, OrganizationId organization)
{
    return tx.find<OrganizationRow>("SELECT name, time_zone FROM organizations WHERE id = $1", organization).value();
}

bool is_active_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.number("SELECT id FROM users WHERE organization_id = $1 AND id = $2 AND active = 1", organization, user).has_value();
}

std::optional<std::string> deal_title(db::Tx& tx, OrganizationId organization, DealId deal)
{
    auto const row = tx.find<NameRow>("SELECT title AS name FROM deals WHERE organization_id = $1 AND id = $2", organization, deal);
    return row ? std::optional(row->name) : std::nullopt;
}

std::optional<properties::PropertyStatus> property_status(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    auto const row = tx.find<StatusRow>("SELECT status FROM properties WHERE organization_id = $1 AND id = $2", organization, property);
    return row ? std::optional(row->status) : std::nullopt;
}

void insert(db::Tx& tx, OrganizationId organization, AppointmentId appointment, Timestamp now, NewAppointment const& input)
{
    auto const remind_at =
        input.status == AppointmentStatus::confirmed && input.starts_at ? next_reminder(*input.starts_at, now) : std::nullopt;
    tx.run(R"(
        INSERT INTO appointments (organization_id, id, type, status, title, description, note, location, deal_id, property_id, contact_id,
                                  owner_id, preferred, proposed_by, first_moment, last_moment, sort_at, starts_at, ends_at, cancel_reason,
                                  cancelled_by, completed_at, visible_to_contact, remind_at, created_at, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $25)
    )",
           organization, appointment, input.type, input.status, input.title, input.description, input.note, input.location, input.deal_id,
           input.property_id, input.contact_id, input.owner_id, json::to_text(input.preferred), input.proposed_by,
           first_of(input.preferred), last_of(input.preferred), place_of(input.starts_at, input.preferred, now), input.starts_at,
           input.ends_at, input.cancel_reason, input.cancelled_by, input.completed_at, input.visible_to_contact, remind_at, now);
}

bool update(db::Tx& tx, OrganizationId organization, Row const& row, Timestamp now)
{
    return tx.run(R"(
        UPDATE appointments
        SET    status = $4, title = $5, description = $6, note = $7, location = $8, owner_id = $9, preferred = $10, proposed_by = $11,
               first_moment = $12, last_moment = $13, sort_at = $14, starts_at = $15, ends_at = $16, cancel_reason = $17,
               cancelled_by = $18, completed_at = $19, visible_to_contact = $20, sequence = $21, remind_at = $22, changed_at = $23,
               version = version + 1
        WHERE  organization_id = $1 AND id = $2 AND version = $3
    )",
                  organization, row.id, row.version, row.status, row.title, row.description, row.note, row.location, row.owner_id,
                  json::to_text(row.preferred), row.proposed_by, first_of(row.preferred), last_of(row.preferred),
                  place_of(row.starts_at, row.preferred, row.created_at), row.starts_at, row.ends_at, row.cancel_reason, row.cancelled_by,
                  row.completed_at, row.visible_to_contact, row.sequence, row.remind_at, now) == 1;
}

std::optional<Row> find(db::Tx& tx, OrganizationId organization, AppointmentId appointment)
{
    static std::string const sql = std::string(select_rows) + "WHERE a.organization_id = $1 AND a.id = $2";
    return tx.find<Row>(sql, organization, appointment);
}

bool has_viewing(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, Timestamp now)
{
    return tx.number(R"(
        SELECT COUNT(*)
        FROM   appointments
        WHERE  organization_id = $1 AND contact_id = $2 AND property_id = $3 AND type = 'viewing'
          AND  (status = 'pending' OR (status = 'confirmed' AND COALESCE(ends_at, starts_at) > $4))
    )",
                     organization, contact, property, now)
               .value_or(0) > 0;
}

// Across all organizations: the wall of PostgreSQL is open in a job's own transaction until it narrows it.
std::vector<Due> to_expire(db::Tx& tx, Timestamp now)
{
    return tx.rows<Due>(R"(
        SELECT   organization_id, id
        FROM     appointments
        WHERE    status = 'pending' AND last_moment <= $1
        ORDER BY last_moment, id
        LIMIT    200
    )",
                        now);
}

std::vector<Due> to_remind(db::Tx& tx, Timestamp now)
{
    return tx.rows<Due>(R"(
        SELECT   organization_id, id
        FROM     appointments
        WHERE    remind_at IS NOT NULL AND remind_at <= $1
        ORDER BY remind_at, id
        LIMIT    200
    )",
                        now);
}

bool set_reminder(db::Tx& tx, OrganizationId organization, AppointmentId appointment, Timestamp due, std::optional<Timestamp> next)
{
    return tx.run("UPDATE appointments SET remind_at = $4 WHERE organization_id = $1 AND id = $2 AND remind_at = $3", organization,
                  appointment, due, next) == 1;
}

} // namespace loggia::appointments::store
