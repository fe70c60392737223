// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "features/contacts/contact_store.hpp"
#include "features/portraits/portrait.hpp"
#include "platform/db/batch.hpp"

// The statements behind the list of contacts. Their text differs with the filters, so that each finds its index.
namespace loggia::contacts::store {

static constexpr std::int64_t most_people = 500;  // of a company's page

// A row as it is read; `name_folded` is where the next page starts in a list by name.
struct ReadRow : ContactRow {
    std::string name_folded;
};
BOOST_DESCRIBE_STRUCT(ReadRow, (ContactRow), (name_folded))

static constexpr std::string_view columns = R"(
    SELECT c.id, c.kind, c.status, c.first_name, c.last_name, c.email, c.phone,
           (SELECT k.name
            FROM company_people AS m
            JOIN companies AS k ON k.organization_id = m.organization_id AND k.id = m.company_id
            WHERE m.organization_id = c.organization_id AND m.contact_id = c.id
            ORDER BY m.company_id
            LIMIT 1) AS company_name,
           c.owner_id, u.name AS owner_name, c.tags, c.last_sign_in_at, c.created_at, c.photo AS photo_url,
           c.name_folded
)";
static constexpr std::string_view with_owner =
    " LEFT JOIN users AS u ON u.organization_id = c.organization_id AND u.id = c.owner_id ";

// $2, $3 and $4 always stand in the text: a filter that is not asked for is a constant that is true.
static std::string where_filters_pass(ContactQuery const& query)
{
    std::string text = "WHERE c.organization_id = $1";
    text += query.kind ? " AND c.kind = $2" : " AND CAST($2 AS TEXT) IS NULL";
    text += query.status ? " AND c.status = $3" : " AND CAST($3 AS TEXT) IS NULL";
    text += query.owner ? " AND c.owner_id = $4" : " AND CAST($4 AS BIGINT) IS NULL";
    return text;
}

// The page's ids come from an index alone; only their rows are fetched, in no order. Left to itself SQLite would walk the primary
// key.
static std::string select_page(ContactQuery const& query, std::string const& place, std::string const& order, std::string const& limit)
{
    return std::string(columns) + "FROM (SELECT c.id FROM contacts AS c " + where_filters_pass(query) + " AND " + place +
           " ORDER BY " + order + " LIMIT " + limit + ") AS page JOIN contacts AS c ON c.organization_id = $1 AND c.id = page.id" +
           std::string(with_owner);
}

// The column holds the picture; what is shown is its address.
static void give_addresses(std::vector<ContactRow>& rows)
{
    for (auto& row : rows) row.photo_url = portraits::address_for_staff(row.id, row.photo_url);
}

static std::vector<ListedContact> listed(std::vector<ReadRow>&& rows)
{
    std::vector<ListedContact> result;
    result.reserve(rows.size());
    for (auto& row : rows) {
        row.photo_url = portraits::address_for_staff(row.id, row.photo_url);
        result.push_back({std::move(static_cast<ContactRow&>(row)), std::move(row.name_folded)});
    }
    return result;
}

std::vector<ListedContact> list_after(db::Tx& tx, OrganizationId organization, ContactQuery const& query,
                                      std::optional<ListPlace> const& place, std::int64_t limit)
{
    if (query.sort == ContactSort::name) {
        auto const start = place.value_or(ListPlace{});  // before every name
        std::string const order = "c.name_folded, c.id";
        return listed(tx.rows<ReadRow>(select_page(query, "(c.name_folded, c.id) > ($5, $6)", order, "$7") + " ORDER BY " + order,
                                       organization, query.kind, query.status, query.owner, start.name, start.id, limit));
    }
    auto const start = place ? place->id : ContactId{std::numeric_limits<std::int64_t>::max()};
    auto rows = tx.rows<ReadRow>(select_page(query, "c.id < $5", "c.id DESC", "$6"), organization, query.kind, query.status,
                                 query.owner, start, limit);
    // Both engines mostly keep the order of the page, though they need not; to be asked for it, SQLite would carry every column
    // through its sorter.
    if (!std::ranges::is_sorted(rows, std::greater(), &ReadRow::id)) std::ranges::sort(rows, std::greater(), &ReadRow::id);
    return listed(std::move(rows));
}

// "IN ($5, $6, …)"
static std::string in_most_ids()
{
    std::string text = "IN (";
    for (std::size_t i = 0; i < most_ids; ++i) text += (i ? ", $" : "$") + std::to_string(i + 5);
    return text + ")";
}

std::vector<ContactRow> list_among(db::Tx& tx, OrganizationId organization, ContactQuery const& query,
                                   std::span<std::int64_t const> ids)
{
    if (ids.size() > most_ids) throw std::logic_error("too many ids for one statement");
    std::vector<db::Value> values{db::to_value(organization), db::to_value(query.kind), db::to_value(query.status), db::to_value(query.owner)};
    values.insert(values.end(), ids.begin(), ids.end());
    values.resize(4 + most_ids, std::int64_t{0});  // one text for every number of ids; 0 is nobody's
    auto rows = db::rows_bound<ContactRow>(tx, std::string(columns) + "FROM contacts AS c" + std::string(with_owner) +
                                              where_filters_pass(query) + " AND c.id " + in_most_ids() + " ORDER BY c.id DESC", values);
    give_addresses(rows);
    return rows;
}

std::vector<ContactRow> people_of(db::Tx& tx, OrganizationId organization, CompanyId company)
{
    auto rows = tx.rows<ContactRow>(std::string(columns) + R"(
        FROM company_people AS p
        JOIN contacts AS c ON c.organization_id = p.organization_id AND c.id = p.contact_id
        )" + std::string(with_owner) + R"(
        WHERE p.organization_id = $1 AND p.company_id = $2
        ORDER BY c.name_folded, c.id
        LIMIT $3
    )", organization, company, most_people);
    give_addresses(rows);
    return rows;
}

}  // namespace loggia::contacts::store
