// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

// Search as one types. Text is folded by the caller (platform/i18n: Latin letters, no accents, lower case), on indexing
// and on asking alike. A query matches an entry that holds each of its words: from four characters on anywhere inside a
// word of the entry, below that at a word's start. Words are runs of letters and digits; any other ASCII character
// separates them, so "sanne.d@ex" asks for "sanne", "d" and "ex".
namespace loggia::db {

enum class SearchIndex { contacts, properties, deals, companies, conversations };

// Puts the entry's text in place of what it was. The first 4000 bytes of words are kept.
void index_text(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id, std::string_view folded_text);
void remove_text(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id);

// At most `limit` ids, newest first, all smaller than `before_id` (0: from the newest). Nothing for a query without a
// letter or digit. At most eight words of the query count. A query for contacts or companies that can only be a telephone
// number ("06 1234 56", "+31 (0)6") is read as one.
std::vector<std::int64_t> search(Tx& tx, SearchIndex index, OrganizationId organization, std::string_view folded_query,
                                 std::int64_t before_id, int limit);

}  // namespace loggia::db
