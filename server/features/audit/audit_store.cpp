// SPDX-License-Identifier: Apache-2.0
#include "features/audit/audit_store.hpp"

#include <limits>

namespace loggia::audit::store {

using activities::Category;

namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

// Each narrow filter has its index; a unary plus keeps the planner from another than the narrowest. $2 … $6 always stand in
// the text: a filter that is not asked for is a constant that is true. Nearly everything is `data`: there the index of time
// is as good.
std::string page_of(AuditFilter const& filter)
{
    bool const by_category = filter.category && *filter.category != Category::data;
    std::string text = filter.contact
                           ? "SELECT a.id, a.at FROM activity_links AS l JOIN activities AS a "
                             "ON a.organization_id = l.organization_id AND a.id = l.activity_id "
                             "WHERE l.organization_id = $1 AND l.subject_id = $2"
                           : "SELECT a.id, a.at FROM activities AS a WHERE a.organization_id = $1 AND CAST($2 AS BIGINT) IS NULL";
    if (by_category)
        text += " AND a.category = $3 AND a.category <> 'data'";
    else
        text += filter.category ? " AND a.category = $3" : " AND CAST($3 AS TEXT) IS NULL";
    if (filter.actor)
        text += by_category || filter.contact ? " AND +a.actor_id = $4" : " AND a.actor_id = $4";
    else
        text += " AND CAST($4 AS BIGINT) IS NULL";
    return text + " AND a.at >= $5 AND (a.at, a.id) < ($6, $7) ORDER BY a.at DESC, a.id DESC LIMIT $8";
}

} // namespace

std::vector<AuditEntry> entries_after(db::Tx& tx, OrganizationId organization, AuditFilter const& filter, std::optional<Place> const& after,
                                      std::int64_t limit)
{
    // `to` is the place before everything of that moment.
    Place start{Timestamp{filter.to ? filter.to->milliseconds : greatest}, ActivityId{0}};
    if (after && (!filter.to || after->at < *filter.to)) start = *after;
    return tx.rows<AuditEntry>(R"(
        SELECT   a.id, a.at, a.action, a.actor_kind, a.actor_id, a.actor_name,
                 a.contact_id, c.first_name || ' ' || c.last_name AS contact_name,
                 a.deal_id, d.title AS deal_title, a.property_id, p.title AS property_title, a.detail, a.on_behalf_of_name,
                 a.client_address, a.on_behalf_of_id, a.category
        FROM     ()" + page_of(filter) +
                                   R"() AS page
        JOIN     activities AS a ON a.organization_id = $1 AND a.id = page.id
        LEFT JOIN contacts AS c ON c.organization_id = a.organization_id AND c.id = a.contact_id
        LEFT JOIN deals AS d ON d.organization_id = a.organization_id AND d.id = a.deal_id
        LEFT JOIN properties AS p ON p.organization_id = a.organization_id AND p.id = a.property_id
        ORDER BY a.at DESC, a.id DESC
    )",
                               organization, filter.contact, filter.category, filter.actor, filter.from.value_or(Timestamp{0}), start.at,
                               start.id, limit);
}

} // namespace loggia::audit::store
