// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "platform/db/search_engines.hpp"

// Grams lie in an FTS5 table of its own: without content (the text lies in the plain table), without positions, its rowid
// is the entry's id. FTS5 gives the entries with all of a query's grams in the order of their rowids without sorting.
namespace loggia::db {

namespace {

struct Statements {
    std::string_view find_text, put_text, remove_text, add_grams, remove_grams, search;
};

}  // namespace

#define LOGGIA_SEARCH_STATEMENTS(table)                                                                      \
    {                                                                                                        \
        "SELECT text FROM " table " WHERE organization_id = $1 AND id = $2",                                 \
        "INSERT INTO " table " (organization_id, id, text) VALUES ($1, $2, $3) "                             \
        "ON CONFLICT (organization_id, id) DO UPDATE SET text = excluded.text",                              \
        "DELETE FROM " table " WHERE organization_id = $1 AND id = $2",                                      \
        "INSERT INTO " table "_grams (rowid, grams) VALUES ($1, $2)",                                        \
        "INSERT INTO " table "_grams (" table "_grams, rowid, grams) VALUES ('delete', $1, $2)",             \
        "SELECT found.id, found.text FROM " table "_grams AS candidate "                                     \
        "CROSS JOIN " table " AS found ON found.organization_id = $2 AND found.id = candidate.rowid "        \
        "WHERE candidate." table "_grams MATCH $1 AND candidate.rowid < $3 ORDER BY candidate.rowid DESC"    \
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

struct IndexedText {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(IndexedText, (), (text))

// Each gram as a word of FTS5: plain enough that it is its own query, and AND stands between words unsaid.
static std::string as_words(std::vector<std::int32_t> const& grams)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string words;
    for (auto const gram : grams) {
        words += words.empty() ? "g" : " g";
        for (int shift = 28; shift >= 0; shift -= 4) words += digits[(static_cast<std::uint32_t>(gram) >> shift) & 15U];
    }
    return words;
}

// The index forgets an entry only when it is told the very grams it was given. It is told at the end: FTS5 writes all it holds each
// time a savepoint ends, so what it is told within one costs as much as all the rest.
static void change_grams(Tx& tx, std::string_view statement, OrganizationId organization, std::int64_t id, std::string const& text)
{
    auto const grams = index_grams(organization, text);
    if (grams.empty()) return;
    tx.at_end([statement, id, words = as_words(grams)](Tx& end) { end.run(statement, id, words); });
}

void index_text_sqlite(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id, std::string const& text)
{
    auto const& statements = statements_of(index);
    auto const before = tx.find<IndexedText>(statements.find_text, organization, id);
    if (before && before->text == text) return;

    if (before) change_grams(tx, statements.remove_grams, organization, id, before->text);
    tx.run(statements.put_text, organization, id, text);
    change_grams(tx, statements.add_grams, organization, id, text);
}

void remove_text_sqlite(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id)
{
    auto const& statements = statements_of(index);
    auto const before = tx.find<IndexedText>(statements.find_text, organization, id);
    if (!before) return;
    change_grams(tx, statements.remove_grams, organization, id, before->text);
    tx.run(statements.remove_text, organization, id);
}

std::vector<std::int64_t> search_sqlite(Tx& tx, SearchRequest const& request)
{
    auto const wanted = as_words(query_grams(request.organization, request.words));
    std::array<Value, 3> const values{to_value(wanted), to_value(request.organization), to_value(request.before_id)};
    auto& cursor = tx.connection().execute(statements_of(request.index).search, values);
    std::vector<std::int64_t> ids;
    // Rows are made while they are read, so stopping here is what keeps a common word fast.
    while (std::ssize(ids) < request.limit && cursor.next())
        if (has_all_words(cursor.text(1), request.words)) ids.push_back(cursor.integer(0));
    return ids;
}

}  // namespace loggia::db
