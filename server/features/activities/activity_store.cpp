// SPDX-License-Identifier: Apache-2.0
#include "features/activities/activity_store.hpp"

#include "features/activities/category.hpp"

#include <limits>

namespace loggia::activities {

static constexpr std::int64_t usual_page = 30;

namespace store {

template <class IdType>
static std::optional<IdType> unless_zero(IdType id)
{
    return id ? std::optional(id) : std::nullopt;
}

static std::optional<std::string> unless_empty(std::string const& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

// Names are read along, so that a page of a timeline is one statement.
static std::string select_from(std::string_view source)
{
    return R"(
        SELECT a.id, a.at, a.action, a.actor_kind, a.actor_id, a.actor_name,
               a.contact_id, c.first_name || ' ' || c.last_name AS contact_name,
               a.deal_id, d.title AS deal_title, a.property_id, p.title AS property_title, a.detail, a.on_behalf_of_name
        FROM )" +
           std::string(source) + R"(
        LEFT JOIN contacts AS c ON c.organization_id = a.organization_id AND c.id = a.contact_id
        LEFT JOIN deals AS d ON d.organization_id = a.organization_id AND d.id = a.deal_id
        LEFT JOIN properties AS p ON p.organization_id = a.organization_id AND p.id = a.property_id
    )";
}

void insert_activity(db::Tx& tx, OrganizationId organization, ActivityId activity, Author const& author, Timestamp now, Act const& act)
{
    tx.run(R"(
        INSERT INTO activities (organization_id, id, at, action, actor_kind, actor_id, actor_name, contact_id, deal_id,
                                property_id, detail, client_address, on_behalf_of_id, on_behalf_of_name, category)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    )",
           organization, activity, now, act.action, author.kind, unless_zero(ActorId{author.id}), author.name, unless_zero(act.contact),
           unless_zero(act.deal), unless_zero(act.property), json::to_text(act.detail), unless_empty(author.client_address),
           unless_zero(author.on_behalf_of), unless_empty(author.on_behalf_of_name), category_of(act.action));
}

void insert_link(db::Tx& tx, OrganizationId organization, std::int64_t subject_id, ActivityId activity)
{
    tx.run("INSERT INTO activity_links (organization_id, subject_id, activity_id) VALUES ($1, $2, $3)", organization, subject_id, activity);
}

std::vector<Activity> timeline(db::Tx& tx, OrganizationId organization, std::int64_t subject_id, ActivityId before, std::int64_t limit)
{
    return tx.rows<Activity>(select_from("activity_links AS l JOIN activities AS a "
                                         "ON a.organization_id = l.organization_id AND a.id = l.activity_id") +
                                 R"(
        WHERE l.organization_id = $1 AND l.subject_id = $2 AND l.activity_id < $3
        ORDER BY l.activity_id DESC
        LIMIT $4
    )",
                             organization, subject_id, before, limit);
}

std::optional<Activity> find_activity(db::Tx& tx, OrganizationId organization, ActivityId activity)
{
    return tx.find<Activity>(select_from("activities AS a") + "WHERE a.organization_id = $1 AND a.id = $2", organization, activity);
}

} // namespace store

std::optional<Activity> find_activity(db::Tx& tx, OrganizationId organization, ActivityId activity)
{
    return store::find_activity(tx, organization, activity);
}

http::Page<Activity> timeline_of(db::Tx& tx, OrganizationId organization, std::int64_t subject_id, TimelineQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    auto const before = query.after.value_or(ActivityId{std::numeric_limits<std::int64_t>::max()});
    http::Page<Activity> page;
    page.items = store::timeline(tx, organization, subject_id, before, limit + 1);
    if (std::ssize(page.items) > limit) {
        page.items.pop_back();
        page.next = page.items.back().id.text();
    }
    return page;
}

} // namespace loggia::activities
