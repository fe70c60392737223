// SPDX-License-Identifier: Apache-2.0
#include "platform/db/search_engines.hpp"

// Grams lie in a table of their own with a GIN index, because row-level security and GIN do not go together: an operator
// that is not "leakproof" is never asked of the index before the policy was asked of the row, which would read every row of
// the organization. That table holds hashes only, and is always read together with the walled table that holds the text.
namespace loggia::db {

namespace {

struct Statements {
    std::string_view put_text, remove_text, put_grams, remove_grams, search_newest, search_all;
};

}  // namespace

// GIN gives all matches at once, unordered: right for rare words, slow for common ones. Those are found among the newest
// entries. "+ 0" keeps the planner from walking the primary key instead of asking GIN.
#define LOGGIA_SEARCH_STATEMENTS(table)                                                                          \
    {                                                                                                            \
        "INSERT INTO " table " AS entry (organization_id, id, text) VALUES ($1, $2, $3) "                        \
        "ON CONFLICT (organization_id, id) DO UPDATE SET text = excluded.text WHERE entry.text <> excluded.text", \
        "DELETE FROM " table " WHERE organization_id = $1 AND id = $2",                                          \
        "INSERT INTO " table "_grams (owner, id, grams) VALUES ($1, $2, $3) "                                    \
        "ON CONFLICT (owner, id) DO UPDATE SET grams = excluded.grams",                                          \
        "DELETE FROM " table "_grams WHERE owner = $1 AND id = $2",                                              \
        "WITH newest AS MATERIALIZED (SELECT id, text FROM " table " WHERE organization_id = $1 AND id < $2 "    \
        "ORDER BY id DESC LIMIT $5) "                                                                          \
        "SELECT id FROM newest WHERE text LIKE ALL ($3::text[]) ORDER BY id DESC LIMIT $4",                      \
        "SELECT id FROM (SELECT id + 0 AS id FROM " table "_grams WHERE grams @> $5::integer[] AND owner = $1 "  \
        "AND id < $2 ORDER BY id + 0 DESC OFFSET 0) AS candidate "                                               \
        "WHERE (SELECT text FROM " table " WHERE organization_id = $1 AND " table ".id = candidate.id) "         \
        "LIKE ALL ($3::text[]) ORDER BY id DESC LIMIT $4"                                                        \
    }

static Statements const& statements_of(SearchIndex index)
{
    static constexpr Statements contacts = LOGGIA_SEARCH_STATEMENTS("search_contacts");
    static constexpr Statements properties = LOGGIA_SEARCH_STATEMENTS("search_properties");
    static constexpr Statements deals = LOGGIA_SEARCH_STATEMENTS("search_deals");
    static constexpr Statements companies = LOGGIA_SEARCH_STATEMENTS("search_companies");
    static constexpr Statements conversations = LOGGIA_SEARCH_STATEMENTS("search_conversations");
    switch (index) {
    case SearchIndex::contacts: return contacts;
    case SearchIndex::properties: return properties;
    case SearchIndex::deals: return deals;
    case SearchIndex::conversations: return conversations;
    case SearchIndex::companies: break;
    }
    return companies;
}

#undef LOGGIA_SEARCH_STATEMENTS

static constexpr int few_entries = 2000;  // read in about half a millisecond

struct FoundId {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(FoundId, (), (id))

static std::string as_array(std::vector<std::int32_t> const& grams)
{
    std::string array = "{";
    for (auto const gram : grams) array += (array.size() > 1 ? "," : "") + std::to_string(gram);
    return array + "}";
}

// Words hold neither quotes nor wildcards, so nothing needs escaping.
static std::string as_patterns(std::vector<std::string> const& words)
{
    std::string array = "{";
    for (auto const& word : words) array += (array.size() > 1 ? ",\"%" : "\"%") + wanted_part(word) + "%\"";
    return array + "}";
}

void index_text_postgres(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id, std::string const& text)
{
    auto const& statements = statements_of(index);
    if (tx.run(statements.put_text, organization, id, text) == 0) return;  // unchanged
    tx.run(statements.put_grams, organization, id, as_array(index_grams(organization, text)));
}

void remove_text_postgres(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id)
{
    auto const& statements = statements_of(index);
    if (tx.run(statements.remove_text, organization, id) == 0) return;  // not there, or behind the wall
    tx.run(statements.remove_grams, organization, id);
}

std::vector<std::int64_t> search_postgres(Tx& tx, SearchRequest const& request)
{
    auto const& statements = statements_of(request.index);
    auto const patterns = as_patterns(request.words);
    auto const find_among_newest = [&](int entries) {
        return tx.rows<FoundId>(statements.search_newest, request.organization, request.before_id, patterns, request.limit, entries);
    };
    // Where the first look promises enough in ten times as many entries, a second one costs less than all matches.
    auto found = find_among_newest(few_entries);
    if (std::ssize(found) < request.limit && std::ssize(found) * 10 >= request.limit) found = find_among_newest(10 * few_entries);
    if (std::ssize(found) < request.limit)
        found = tx.rows<FoundId>(statements.search_all, request.organization, request.before_id, patterns, request.limit,
                                 as_array(query_grams(request.organization, request.words)));
    std::vector<std::int64_t> ids;
    for (auto const& entry : found) ids.push_back(entry.id);
    return ids;
}

}  // namespace loggia::db
