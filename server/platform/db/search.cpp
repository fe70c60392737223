// SPDX-License-Identifier: Apache-2.0
#include "platform/db/search.hpp"

#include <algorithm>
#include <limits>

#include "platform/db/search_engines.hpp"

namespace loggia::db {

static constexpr std::size_t longest_text = 4000;      // bytes
static constexpr std::size_t most_words = 8;           // of a query
static constexpr std::size_t longest_word = 32;        // characters of a query's word that count
static constexpr std::size_t short_word = 3;           // characters: up to here only at the start of a word
static constexpr std::size_t gram_length = 4;          // characters: measured, three make lists ten times as long

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// Bytes of characters beyond ASCII belong to words: folding left only letters of scripts without a Latin form, and emoji.
static bool is_word_byte(char byte) { return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80); }

static char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

static std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> words;
    bool inside = false;
    for (auto const byte : text) {
        if (!is_word_byte(byte)) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        inside = true;
        words.back() += lower(byte);
    }
    return words;
}

// The start of each character, and the end.
static std::vector<std::size_t> character_starts(std::string_view word)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < word.size(); ++i)
        if ((word[i] & 0xc0) != 0x80) starts.push_back(i);
    starts.push_back(word.size());
    return starts;
}

std::string search_words(std::string_view folded_text)
{
    std::string text;
    for (auto const& word : split(folded_text)) {
        if (text.size() + word.size() > longest_text) break;
        text += ' ' + word;
    }
    return text;
}

static bool is_telephone(std::string_view query)
{
    return query.find_first_not_of("+0123456789 ()-./") == std::string_view::npos;
}

// Numbers are stored as E.164. Neither "00" nor the "0" of the national form stands in it.
static std::vector<std::string> telephone_words(std::string_view query)
{
    if (auto const trunk = query.find("(0)"); trunk != std::string_view::npos && trunk > 0)
        return telephone_words(std::string(query.substr(0, trunk)) + std::string(query.substr(trunk + 3)));
    std::string digits;
    for (auto const character : query)
        if (is_digit(character) && (character != '0' || !digits.empty())) digits += character;
    if (digits.empty()) return {};
    return {digits};
}

std::vector<std::string> query_words(SearchIndex index, std::string_view folded_query)
{
    bool const has_telephones = index == SearchIndex::contacts || index == SearchIndex::companies;
    auto words = has_telephones && is_telephone(folded_query) ? telephone_words(folded_query) : split(folded_query);
    for (auto& word : words) {
        auto const starts = character_starts(word);
        if (starts.size() > longest_word + 1) word.resize(starts[longest_word]);
    }
    std::vector<std::string> distinct;
    for (auto& word : words)
        if (distinct.size() < most_words && std::ranges::find(distinct, word) == distinct.end()) distinct.push_back(std::move(word));
    return distinct;
}

std::string wanted_part(std::string const& word)
{
    return character_starts(word).size() - 1 <= short_word ? ' ' + word : word;
}

bool has_all_words(std::string_view text, std::vector<std::string> const& words)
{
    return std::ranges::all_of(words, [&](auto const& word) { return text.find(wanted_part(word)) != std::string_view::npos; });
}

// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) of 64 bits, folded to 32.
static std::int32_t gram(OrganizationId organization, char kind, std::string_view characters)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    auto const mix = [&hash](std::uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3U; };
    for (int shift = 0; shift < 64; shift += 8) mix(static_cast<std::uint8_t>(static_cast<std::uint64_t>(organization.value) >> shift));
    mix(static_cast<std::uint8_t>(kind));
    for (auto const byte : characters) mix(static_cast<std::uint8_t>(byte));
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(hash ^ (hash >> 32)));
}

static std::vector<std::int32_t> distinct(std::vector<std::int32_t> grams)
{
    std::ranges::sort(grams);
    grams.erase(std::ranges::unique(grams).begin(), grams.end());
    return grams;
}

std::vector<std::int32_t> index_grams(OrganizationId organization, std::string_view text)
{
    std::vector<std::int32_t> grams;
    for (auto const& word : split(text)) {
        std::string_view const view(word);
        auto const starts = character_starts(word);
        auto const length = starts.size() - 1;
        for (std::size_t count = 1; count <= std::min(short_word, length); ++count)
            grams.push_back(gram(organization, 's', view.substr(0, starts[count])));
        for (std::size_t i = 0; i + gram_length <= length; ++i)
            grams.push_back(gram(organization, 'i', view.substr(starts[i], starts[i + gram_length] - starts[i])));
    }
    return distinct(std::move(grams));
}

std::vector<std::int32_t> query_grams(OrganizationId organization, std::vector<std::string> const& words)
{
    std::vector<std::int32_t> grams;
    for (auto const& word : words) {
        std::string_view const view(word);
        auto const starts = character_starts(word);
        auto const length = starts.size() - 1;
        if (length <= short_word) {
            grams.push_back(gram(organization, 's', view));
            continue;
        }
        // Side by side, the last one at the end: they cover the word, and overlapping ones would hardly narrow it.
        for (std::size_t i = 0; i < length; i += gram_length) {
            auto const first = std::min(i, length - gram_length);
            grams.push_back(gram(organization, 'i', view.substr(starts[first], starts[first + gram_length] - starts[first])));
        }
    }
    return distinct(std::move(grams));
}

void index_text(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id, std::string_view folded_text)
{
    auto const text = search_words(folded_text);
    if (tx.engine() == Engine::sqlite) index_text_sqlite(tx, index, organization, id, text);
    else index_text_postgres(tx, index, organization, id, text);
}

void remove_text(Tx& tx, SearchIndex index, OrganizationId organization, std::int64_t id)
{
    if (tx.engine() == Engine::sqlite) remove_text_sqlite(tx, index, organization, id);
    else remove_text_postgres(tx, index, organization, id);
}

std::vector<std::int64_t> search(Tx& tx, SearchIndex index, OrganizationId organization, std::string_view folded_query,
                                 std::int64_t before_id, int limit)
{
    SearchRequest request{index, organization, query_words(index, folded_query),
                          before_id == 0 ? std::numeric_limits<std::int64_t>::max() : before_id, limit};
    if (request.words.empty() || limit <= 0) return {};
    return tx.engine() == Engine::sqlite ? search_sqlite(tx, request) : search_postgres(tx, request);
}

}  // namespace loggia::db
