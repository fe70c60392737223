// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "platform/clock.hpp"
#include "platform/json/json.hpp"

namespace loggia::db {

// One bound parameter. Text must outlive the call it is bound in.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;

inline Value to_value(std::string_view text) { return text; }
inline Value to_value(std::string const& text) { return std::string_view(text); }
inline Value to_value(char const* text) { return std::string_view(text); }
inline Value to_value(bool flag) { return std::int64_t{flag ? 1 : 0}; }
inline Value to_value(std::int64_t number) { return number; }
inline Value to_value(int number) { return std::int64_t{number}; }
inline Value to_value(double number) { return number; }
inline Value to_value(Timestamp moment) { return moment.milliseconds; }
inline Value to_value(Date date) { return std::int64_t{date.days}; }
inline Value to_value(std::nullopt_t) { return std::monostate{}; }
template <class Tag> Value to_value(Id<Tag> const& id) { return id.value; }
template <class Tag> Value to_value(CheckedText<Tag> const& text) { return std::string_view(text.text()); }
template <class E> requires std::is_enum_v<E>
Value to_value(E value) { return json::enum_name(value); }
template <class T> Value to_value(std::optional<T> const& value)
{
    if (value) return to_value(*value);
    return std::monostate{};
}

// Which columns the members of a struct are read from, in their order. Kept with the statement, which is mostly read into
// one struct: looking the names up again for each run costs more than a row.
struct Layout {
    void const* of = nullptr;  // stands for the struct; null: not looked up yet
    std::vector<int> columns;
};

// The rows of one running statement. Column numbers start at 0; text stays valid until the next call of next().
class Cursor {
public:
    virtual ~Cursor() = default;
    virtual Layout& layout() = 0;
    virtual bool next() = 0;
    virtual int columns() const = 0;
    virtual std::string_view name(int column) const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::int64_t affected() const = 0;  // rows changed, after the last next()
};

// A column by its name. Queries mostly select in the order of the struct's members, so the hint is tried first.
// Throws std::logic_error when the statement does not select it.
int column_named(Cursor const& cursor, std::string_view name, int hint);

// Reads described structs from rows, column by member name. A member that is itself a described struct (Money) reads
// the columns `<member>_<its member>`; an optional one is absent when the first of those is NULL.
template <class Row>
class RowReader {
public:
    explicit RowReader(Cursor& cursor) : columns_(cursor.layout().columns)
    {
        auto& layout = cursor.layout();
        if (layout.of == &mark_) return;
        layout.columns.clear();
        collect<Row>(cursor, "", layout.columns);
        layout.of = &mark_;
    }

    Row read(Cursor const& cursor) const
    {
        std::size_t position = 0;
        return read_struct<Row>(cursor, position);
    }

private:
    template <class T> static constexpr bool is_nested = json::Described<T> && !HasTextForm<T> && !std::is_same_v<T, json::Raw>;

    template <class T>
    static void collect(Cursor const& cursor, std::string const& prefix, std::vector<int>& columns)
    {
        if constexpr (is_optional<T>) {
            collect<typename T::value_type>(cursor, prefix, columns);
        } else {
            boost::mp11::mp_for_each<json::members_of<T>>([&](auto member) {
                using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
                if constexpr (is_nested<Member> || is_nested_optional<Member>())
                    collect<Member>(cursor, prefix + member.name + "_", columns);
                else
                    columns.push_back(column_named(cursor, prefix + member.name, static_cast<int>(columns.size())));
            });
        }
    }

    template <class T>
    static constexpr bool is_nested_optional()
    {
        if constexpr (is_optional<T>) return is_nested<typename T::value_type>;
        return false;
    }

    template <class T>
    static std::size_t count_columns()
    {
        std::size_t count = 0;
        boost::mp11::mp_for_each<json::members_of<T>>([&](auto member) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            if constexpr (is_nested_optional<Member>()) count += count_columns<typename Member::value_type>();
            else if constexpr (is_nested<Member>) count += count_columns<Member>();
            else ++count;
        });
        return count;
    }

    template <class T>
    T read_struct(Cursor const& cursor, std::size_t& position) const
    {
        T row{};
        boost::mp11::mp_for_each<json::members_of<T>>([&](auto member) {
            using Member = std::remove_cvref_t<decltype(row.*member.pointer)>;
            row.*member.pointer = read_member<Member>(cursor, position);
        });
        return row;
    }

    template <class T>
    T read_member(Cursor const& cursor, std::size_t& position) const
    {
        if constexpr (is_nested_optional<T>()) {
            using Inner = typename T::value_type;
            if (!cursor.is_null(columns_[position])) return T{read_struct<Inner>(cursor, position)};
            position += count_columns<Inner>();
            return T{};
        } else if constexpr (is_nested<T>) {
            return read_struct<T>(cursor, position);
        } else {
            return read_column<T>(cursor, columns_[position++]);
        }
    }

    template <class T>
    static T read_column(Cursor const& cursor, int column)
    {
        if constexpr (is_optional<T>) {
            if (cursor.is_null(column)) return std::nullopt;
            return read_column<typename T::value_type>(cursor, column);
        } else if constexpr (std::is_same_v<T, bool>) {
            return cursor.integer(column) != 0;
        } else if constexpr (std::is_integral_v<T>) {
            return static_cast<T>(cursor.integer(column));
        } else if constexpr (std::is_floating_point_v<T>) {
            return cursor.real(column);
        } else if constexpr (std::is_same_v<T, std::string>) {
            return std::string(cursor.text(column));
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            return Timestamp{cursor.integer(column)};
        } else if constexpr (std::is_same_v<T, Date>) {
            return Date{static_cast<std::int32_t>(cursor.integer(column))};
        } else if constexpr (std::is_same_v<T, json::Raw>) {
            return cursor.is_null(column) ? json::Raw{} : json::Raw{std::string(cursor.text(column))};
        } else if constexpr (json::is_vector<T> || json::is_text_map<T>) {
            // Short lists (tags, features) are stored as JSON text; most are empty.
            auto const text = cursor.text(column);
            if (text.empty() || text == "[]") return T{};
            if constexpr (std::is_same_v<T, std::vector<std::int64_t>>) {
                if (auto numbers = json::plain_numbers(text)) return *std::move(numbers);
            }
            return json::read_text<T>(text);
        } else if constexpr (std::is_enum_v<T>) {
            if (auto value = json::enum_value<T>(cursor.text(column))) return *value;
            throw std::logic_error("unknown value in column " + std::string(cursor.name(column)));
        } else if constexpr (requires { T{}.value; }) {
            return T{cursor.integer(column)};  // Id<Tag>
        } else {
            return T::from_storage(cursor.text(column));
        }
    }

    static constexpr char mark_ = 0;  // its address stands for Row
    std::vector<int> const& columns_;
};

}  // namespace loggia::db
