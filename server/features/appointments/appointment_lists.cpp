// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "features/appointments/appointment_select.hpp"
#include "features/appointments/appointment_store.hpp"
#include "platform/db/batch.hpp"

// The statements behind the lists. Their text differs with the filters, so that each finds its index.
namespace loggia::appointments::store {

namespace {

constexpr std::int64_t most_listed = 200;
constexpr std::int64_t most_upcoming = 100;
constexpr std::int64_t most_in_a_feed = 1000;
constexpr Timestamp always{std::numeric_limits<std::int64_t>::min()};
constexpr Timestamp never{std::numeric_limits<std::int64_t>::max()};

std::string selected(std::string_view conditions)
{
    return std::string(select_rows) + std::string(conditions);
}

// $1 organization, $2 contact, $3 since, $4 company. What was over before then is not shown any more.
std::string where_seen(http::Viewer const& viewer)
{
    std::string text = "WHERE a.organization_id = $1 AND a.visible_to_contact = 1 ";
    text += "AND COALESCE(a.ends_at, a.starts_at, a.last_moment, $3) >= $3 ";
    if (!viewer.company) return text + "AND a.contact_id = $2 AND CAST($4 AS BIGINT) IS NOT NULL ";
    return text + R"(AND a.contact_id IN (
            SELECT CAST($2 AS BIGINT)
            UNION
            SELECT contact_id FROM company_people WHERE organization_id = $1 AND company_id = $4
        ) )";
}

Timestamp since_of(http::Viewer const& viewer)
{
    return viewer.since.value_or(Timestamp{});
}

// "AND a.status IN ('pending', 'confirmed')": words of ours, never a caller's text.
std::string status_among(std::vector<AppointmentStatus> const& statuses)
{
    if (statuses.empty()) return "";
    std::string text;
    for (auto const status : statuses) text += (text.empty() ? "'" : ", '") + std::string(json::enum_name(status)) + "'";
    return " AND a.status IN (" + text + ")";
}

} // namespace

std::optional<Row> find_seen(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, AppointmentId appointment)
{
    return tx.find<Row>(selected(where_seen(viewer)) + "AND a.id = $5", organization, viewer.contact, since_of(viewer), viewer.company,
                        appointment);
}

std::vector<Row> of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    static std::string const sql =
        selected("WHERE a.organization_id = $1 AND a.contact_id = $2 ORDER BY a.sort_at DESC, a.id DESC LIMIT $3");
    return tx.rows<Row>(sql, organization, contact, most_listed);
}

std::vector<Row> of_deal(db::Tx& tx, OrganizationId organization, DealId deal)
{
    static std::string const sql = selected("WHERE a.organization_id = $1 AND a.deal_id = $2 ORDER BY a.sort_at DESC, a.id DESC LIMIT $3");
    return tx.rows<Row>(sql, organization, deal, most_listed);
}

std::vector<Row> seen(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer)
{
    return tx.rows<Row>(selected(where_seen(viewer)) + "ORDER BY a.sort_at DESC, a.id DESC LIMIT $5", organization, viewer.contact,
                        since_of(viewer), viewer.company, most_listed);
}

std::vector<Row> upcoming_seen(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp now)
{
    return tx.rows<Row>(selected(where_seen(viewer)) + "AND a.status = 'confirmed' AND COALESCE(a.ends_at, a.starts_at) > $5 "
                                                       "ORDER BY a.starts_at, a.id LIMIT $6",
                        organization, viewer.contact, since_of(viewer), viewer.company, now, most_upcoming);
}

// What lasts longest began at most `longest_length` before: the index by time is read from there on.
std::vector<Row> calendar(db::Tx& tx, OrganizationId organization, CalendarQuery const& query, std::optional<Place> const& after,
                          std::int64_t limit)
{
    auto const from = query.from.value_or(always);
    auto const first = query.from ? *query.from - longest_length : always;
    // Moments asked for may lie a year apart.
    auto const first_held = query.from ? *query.from - std::chrono::hours(24 * 366) : always;
    auto const start = after.value_or(Place{always, {}});
    std::string conditions = R"(
        WHERE a.organization_id = $1 AND (a.sort_at, a.id) > ($2, $3) AND a.sort_at < $4
          AND ((a.starts_at IS NOT NULL AND a.sort_at >= $5 AND COALESCE(a.ends_at, a.starts_at + 1) > $7)
               OR (a.starts_at IS NULL AND a.sort_at >= $6 AND COALESCE(a.last_moment, a.sort_at) + 3600000 > $7)))";
    conditions += query.owner ? " AND a.owner_id = $8" : " AND CAST($8 AS BIGINT) IS NULL";
    conditions += query.contact ? " AND a.contact_id = $9" : " AND CAST($9 AS BIGINT) IS NULL";
    conditions += query.deal ? " AND a.deal_id = $10" : " AND CAST($10 AS BIGINT) IS NULL";
    conditions += query.type ? " AND a.type = $11" : " AND CAST($11 AS TEXT) IS NULL";
    conditions += status_among(query.status);
    return tx.rows<Row>(selected(conditions) + " ORDER BY a.sort_at, a.id LIMIT $12", organization, start.sort_at, start.id,
                        query.to.value_or(never), first, first_held, from, query.owner, query.contact, query.deal, query.type, limit);
}

std::vector<Row> requests(db::Tx& tx, OrganizationId organization, std::int64_t limit)
{
    static std::string const sql = selected("WHERE a.organization_id = $1 AND a.status = 'pending' ORDER BY a.id LIMIT $2");
    return tx.rows<Row>(sql, organization, limit);
}

std::int64_t count_requests(db::Tx& tx, OrganizationId organization)
{
    return tx.number("SELECT COUNT(*) FROM appointments WHERE organization_id = $1 AND status = 'pending'", organization).value_or(0);
}

std::vector<Row> confirmed_between(db::Tx& tx, OrganizationId organization, UserId owner, AppointmentId except, Timestamp from,
                                   Timestamp to)
{
    static std::string const sql = selected(R"(
        WHERE a.organization_id = $1 AND a.owner_id = $2 AND a.sort_at > $3 AND a.sort_at < $4 AND a.status = 'confirmed'
          AND a.type <> 'deadline' AND COALESCE(a.ends_at, a.starts_at + 1) > $5 AND a.id <> $6
        ORDER BY a.sort_at, a.id
        LIMIT 100
    )");
    return tx.rows<Row>(sql, organization, owner, from - longest_length, to, from, except);
}

std::vector<Row> held_between(db::Tx& tx, OrganizationId organization, UserId owner, AppointmentId except, Timestamp from, Timestamp to)
{
    static std::string const sql = selected(R"(
        WHERE a.organization_id = $1 AND a.owner_id = $2 AND a.sort_at < $3 AND a.status = 'pending' AND a.last_moment > $4 AND a.id <> $5
        ORDER BY a.sort_at, a.id
        LIMIT 100
    )");
    auto rows = tx.rows<Row>(sql, organization, owner, to, from - usual_length, except);
    std::erase_if(rows, [&](Row const& row) {
        return std::ranges::none_of(row.preferred, [&](Timestamp moment) { return moment < to && moment + usual_length > from; });
    });
    return rows;
}

std::vector<Row> for_calendar_of_user(db::Tx& tx, OrganizationId organization, UserId user, Timestamp since)
{
    static std::string const sql = selected(R"(
        WHERE a.organization_id = $1 AND a.owner_id = $2 AND a.sort_at >= $3 AND a.status IN ('pending', 'confirmed', 'completed')
        ORDER BY a.sort_at, a.id
        LIMIT $4
    )");
    return tx.rows<Row>(sql, organization, user, since, most_in_a_feed);
}

std::vector<Row> for_calendar_of_contact(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, Timestamp since)
{
    return tx.rows<Row>(selected(where_seen(viewer)) + "AND a.sort_at >= $5 AND a.status IN ('confirmed', 'completed') "
                                                       "ORDER BY a.sort_at, a.id LIMIT $6",
                        organization, viewer.contact, since_of(viewer), viewer.company, since, most_in_a_feed);
}

} // namespace loggia::appointments::store
