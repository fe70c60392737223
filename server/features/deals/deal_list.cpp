// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "features/deals/deal_select.hpp"
#include "features/deals/deal_store.hpp"
#include "platform/db/batch.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"

// The list of deals: newest first, filtered, with search.
namespace loggia::deals::store {

namespace {

// Contacts whose name matches lead to their deals; so many of them count, newest first.
constexpr int most_matching_contacts = 50;

// Search results are read in such portions until the filters have let enough through.
constexpr int search_portion = 200;

// Above every id.
constexpr DealId newest{std::numeric_limits<std::int64_t>::max()};

struct DealIdRow {
    DealId deal_id;
};
BOOST_DESCRIBE_STRUCT(DealIdRow, (), (deal_id))

bool fits(DealRow const& deal, DealQuery const& query)
{
    return (!query.pipeline || deal.pipeline_id == *query.pipeline) && (!query.stage || deal.stage_id == *query.stage) &&
           (!query.owner || deal.owner_id == query.owner);
}

std::vector<DealId> deals_of_matching_contacts(db::Tx& tx, OrganizationId organization, std::string const& words)
{
    std::vector<ContactId> contacts;
    for (auto const id : db::search(tx, db::SearchIndex::contacts, organization, words, 0, most_matching_contacts))
        contacts.push_back(ContactId{id});
    std::vector<DealId> deals;
    for (auto const& row : db::rows_of<DealIdRow>(tx, R"(
        SELECT deal_id FROM deal_contacts WHERE organization_id = $1 AND contact_id IN ($ids)
    )", organization, contacts))
        deals.push_back(row.deal_id);
    return deals;
}

std::vector<DealRow> search_deals(db::Tx& tx, OrganizationId organization, DealQuery const& query, std::int64_t count)
{
    auto const words = i18n::fold(*query.q);
    auto const of_contacts = deals_of_matching_contacts(tx, organization, words);
    std::vector<DealRow> result;
    auto before = query.after.value_or(newest);
    for (bool is_last = false; !is_last && std::ssize(result) < count;) {
        std::vector<DealId> ids;
        for (auto const id : db::search(tx, db::SearchIndex::deals, organization, words, before.value, search_portion))
            ids.push_back(DealId{id});
        is_last = std::ssize(ids) < search_portion;
        auto const floor = is_last ? DealId{} : ids.back();
        std::ranges::copy_if(of_contacts, std::back_inserter(ids), [&](DealId id) { return id < before && id > floor; });
        std::ranges::sort(ids, std::greater{});
        ids.erase(std::ranges::unique(ids).begin(), ids.end());

        auto const rows = db::rows_of<DealRow>(tx, select_deals + R"(
            WHERE deals.organization_id = $1 AND deals.id IN ($ids) ORDER BY deals.id DESC
        )", organization, ids);
        std::ranges::copy_if(rows, std::back_inserter(result), [&](DealRow const& row) { return fits(row, query); });
        before = floor;
    }
    if (std::ssize(result) > count) result.resize(static_cast<std::size_t>(count));
    return result;
}

}  // namespace

std::vector<DealRow> list_deals(db::Tx& tx, OrganizationId organization, DealQuery const& query, std::int64_t count)
{
    if (query.q && query.q->find_first_not_of(' ') != std::string::npos) return search_deals(tx, organization, query, count);

    // A filter left out leaves no trace in the text, so that the engines find its index: deals_by_pipeline,
    // deals_by_stage_and_age, deals_by_owner, or the primary key.
    auto sql = select_deals + "WHERE deals.organization_id = $1 AND deals.id < $2";
    std::vector<db::Value> values{db::to_value(organization), db::to_value(query.after.value_or(newest))};
    auto const add = [&](std::string_view column, auto const& id) {
        if (!id) return;
        values.push_back(db::to_value(*id));
        sql += " AND deals." + std::string(column) + " = $" + std::to_string(values.size());
    };
    add("pipeline_id", query.pipeline);
    add("stage_id", query.stage);
    add("owner_id", query.owner);
    values.push_back(db::to_value(count));
    sql += " ORDER BY deals.id DESC LIMIT $" + std::to_string(values.size());
    return db::rows_bound<DealRow>(tx, sql, values);
}

}  // namespace loggia::deals::store
