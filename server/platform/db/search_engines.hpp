// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/search.hpp"

// What both engines share: words, and grams. A gram is a hash of an organization and either four characters inside a
// word or the first one, two or three of it. Each engine finds the entries with all grams of a query by an inverted index, newest
// first, and then looks at their text: hashes collide, and grams say nothing of the order. Since the organization is part
// of the hash, a small organization does not pay for a large one.
namespace loggia::db {

std::string search_words(std::string_view folded_text);  // " sanne de vries": one space before each word
std::vector<std::string> query_words(SearchIndex index, std::string_view folded_query);
bool has_all_words(std::string_view text, std::vector<std::string> const& words);
std::string wanted_part(std::string const& word);  // what the text of a match contains

std::vector<std::int32_t> index_grams(OrganizationId organization, std::string_view text);  // sorted, each once
std::vector<std::int32_t> query_grams(OrganizationId organization, std::vector<std::string> const& words);

struct SearchRequest {
    SearchIndex index;
    OrganizationId organization;
    std::vector<std::string> words;
    std::int64_t before_id;  // never 0
    int limit;
};

void index_text_sqlite(Tx&, SearchIndex, OrganizationId, std::int64_t id, std::string const& text);
void index_text_postgres(Tx&, SearchIndex, OrganizationId, std::int64_t id, std::string const& text);
void remove_text_sqlite(Tx&, SearchIndex, OrganizationId, std::int64_t id);
void remove_text_postgres(Tx&, SearchIndex, OrganizationId, std::int64_t id);
std::vector<std::int64_t> search_sqlite(Tx&, SearchRequest const&);
std::vector<std::int64_t> search_postgres(Tx&, SearchRequest const&);

}  // namespace loggia::db
