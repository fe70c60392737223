// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>

#include "platform/db/database.hpp"

// What belongs to many rows, in few statements: the cards of a board, the photos of a list.
namespace loggia::db {

// As Tx::rows, for a statement whose parameters are not known when it is compiled.
template <class Row>
std::vector<Row> rows_bound(Tx& tx, std::string_view sql, std::span<Value const> values)
{
    auto& cursor = tx.connection().execute(sql, values);
    std::vector<Row> result;
    if (!cursor.next()) return result;
    RowReader<Row> const reader(cursor);
    do result.push_back(reader.read(cursor));
    while (cursor.next());
    return result;
}

inline constexpr std::size_t largest_batch_of_ids = 64;

namespace detail {

// Few lengths of the list only, so that the statement cache stays small. No id is 0, so 0 fills what is left.
inline std::size_t batch_length(std::size_t wanted)
{
    return wanted <= 1 ? 1 : std::max<std::size_t>(4, std::bit_ceil(wanted));
}

// "$2, $3, …", or as rows "($2), ($3), …" of which the first says what they are.
inline std::string id_list(std::size_t length, bool as_rows)
{
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        auto const name = "$" + std::to_string(i + 2);
        if (i > 0) text += ", ";
        if (!as_rows) text += name;
        else text += i == 0 ? "(CAST(" + name + " AS BIGINT))" : "(" + name + ")";
    }
    return text;
}

inline std::string with_ids(std::string_view sql, std::size_t length)
{
    static constexpr std::string_view place = "$ids", rows = "VALUES ";
    auto const start = sql.find(place);
    if (start == std::string_view::npos) throw std::logic_error("the statement does not say $ids");
    std::string text(sql.substr(0, start));
    text += id_list(length, text.ends_with(rows));
    return text.append(sql.substr(start + place.size()));
}

}  // namespace detail

// `sql` has the organization as $1, and the ids once: as "… IN ($ids)", or as a table with one column,
// "FROM (VALUES $ids) AS wanted CROSS JOIN t WHERE t.id = wanted.column1". SQLite takes a third of the time for the second,
// as it builds an index of the first for each run. Rows come in the statement's order within each 64 ids; an id given twice
// brings its rows twice in the second form.
template <class Row, class Tag>
std::vector<Row> rows_of(Tx& tx, std::string_view sql, OrganizationId organization, std::vector<Id<Tag>> const& ids)
{
    std::vector<Row> result;
    for (std::size_t start = 0; start < ids.size(); start += largest_batch_of_ids) {
        auto const count = std::min(largest_batch_of_ids, ids.size() - start);
        auto const length = detail::batch_length(count);
        std::array<Value, largest_batch_of_ids + 1> values;
        values.fill(std::int64_t{0});
        values[0] = to_value(organization);
        for (std::size_t i = 0; i < count; ++i) values[i + 1] = to_value(ids[start + i]);

        auto rows = rows_bound<Row>(tx, detail::with_ids(sql, length), std::span(values).first(length + 1));
        result.insert(result.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    return result;
}

}  // namespace loggia::db
