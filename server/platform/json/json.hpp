// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/problem.hpp"
#include "platform/text_form.hpp"

// JSON through Boost.Describe: one declaration of a struct drives reading (here), writing (writer.hpp), and the OpenAPI
// schema (schema.hpp). Reading names every field at fault by its RFC 6901 pointer and refuses unknown fields.
namespace loggia::json {

// JSON text that is put into an answer as it is; it must be valid. In a request: whatever stands there, for a reader of its own
// (what browsers make, whose members are not ours to name).
struct Raw {
    std::string text = "null";
};

// A member of a PATCH body: left out (no change), or given. `Change<std::optional<T>>` takes null to clear the field.
template <class T>
struct Change {
    std::optional<T> value;
    explicit operator bool() const { return value.has_value(); }
    T const& operator*() const { return *value; }
    T const* operator->() const { return &*value; }
    void apply(T& target) const { if (value) target = *value; }
};

// The limits of one member: length in characters for text, number of elements for lists, range for numbers.
struct Limit {
    std::string_view member;
    std::int64_t minimum;
    std::int64_t maximum;
};

// The table beside a struct: LOGGIA_LIMITS(NewContact, {"first_name", 1, 80}, {"notes", 0, 4000})
template <class T>
std::span<Limit const> limits(T const*) { return {}; }
#define LOGGIA_LIMITS(Type, ...)                                               \
    inline std::span<::loggia::json::Limit const> limits(Type const*)          \
    {                                                                          \
        static constexpr ::loggia::json::Limit table[] = {__VA_ARGS__};        \
        return table;                                                          \
    }

inline constexpr std::int64_t default_text_limit = 4000;  // characters, where the table says nothing
inline constexpr std::int64_t default_list_limit = 500;

template <class T> inline constexpr bool is_vector = false;
template <class T> inline constexpr bool is_vector<std::vector<T>> = true;
template <class T> inline constexpr bool is_text_map = false;
template <class T> inline constexpr bool is_text_map<std::map<std::string, T>> = true;
template <class T> inline constexpr bool is_change = false;
template <class T> inline constexpr bool is_change<Change<T>> = true;
template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

std::size_t count_characters(std::string_view utf8);

// Collects the errors of one body, so that the caller sees all of them at once.
class Reader {
public:
    template <class T> void read(boost::json::value const& value, T& into, Limit const* limit = nullptr);
    std::vector<FieldError> errors;

private:
    void fail(std::string code, std::string message) { errors.push_back({pointer_, std::move(code), std::move(message)}); }
    bool check_text(std::string_view text, Limit const* limit);
    bool check_number(std::int64_t number, Limit const* limit);
    bool check_count(std::size_t count, Limit const* limit);
    void push(std::string_view name);
    void pop(std::size_t length) { pointer_.resize(length); }

    template <class T> void read_object(boost::json::object const& object, T& into);
    template <class T> void read_member(boost::json::object const& object, std::string_view name, T& into, Limit const*);
    template <class T> void read_number(boost::json::value const& value, T& into, Limit const* limit);
    template <class E> void read_enum(std::string_view text, E& into);

    std::string pointer_;
};

// Throws Problem(invalid, "invalid_body") with all errors; Problem(malformed, "not_json") when `text` is no JSON.
boost::json::value parse(std::string_view text);
[[noreturn]] void refuse(std::vector<FieldError> errors);

template <class T>
T read(boost::json::value const& value)
{
    T result{};
    Reader reader;
    reader.read(value, result);
    if (!reader.errors.empty()) refuse(std::move(reader.errors));
    return result;
}

template <class T>
T read_text(std::string_view text) { return read<T>(parse(text)); }

// "[480,960]" as this server writes it, without a tree: nothing for any other text, which may be good JSON all the same.
std::optional<std::vector<std::int64_t>> plain_numbers(std::string_view text);

template <class E>
std::string_view enum_name(E value) { return boost::describe::enum_to_string(value, ""); }

template <class E>
std::optional<E> enum_value(std::string_view name)
{
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (name == enumerator.name) found = enumerator.value;
    });
    return found;
}

template <class E>
std::string enum_names()
{
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        names += (names.empty() ? "" : ", ") + std::string(enumerator.name);
    });
    return names;
}

template <class T>
void Reader::read(boost::json::value const& value, T& into, Limit const* limit)
{
    if constexpr (is_optional<T>) {
        if (value.is_null()) into.reset();
        else read(value, into.emplace(), limit);
    } else if constexpr (is_change<T>) {
        read(value, into.value.emplace(), limit);
    } else if constexpr (std::is_same_v<T, Raw>) {
        into.text = boost::json::serialize(value);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (value.is_bool()) into = value.get_bool();
        else fail("not_boolean", "must be true or false");
    } else if constexpr (std::is_arithmetic_v<T>) {
        read_number(value, into, limit);
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!value.is_string()) return fail("not_text", "must be text");
        if (check_text(value.get_string(), limit)) into = std::string_view(value.get_string());
    } else if constexpr (std::is_enum_v<T>) {
        if (value.is_string()) read_enum(value.get_string(), into);
        else fail("not_text", "must be text");
    } else if constexpr (HasTextForm<T>) {
        if (!value.is_string()) return fail("not_text", "must be text");
        if (auto parsed = TextForm<T>::read(value.get_string())) into = *std::move(parsed);
        else fail("invalid_format", "must be " + std::string(TextForm<T>::wanted));
    } else if constexpr (is_vector<T>) {
        if (!value.is_array()) return fail("not_list", "must be a list");
        auto const& array = value.get_array();
        if (!check_count(array.size(), limit)) return;
        auto const length = pointer_.size();
        for (auto const& item : array) {
            push(std::to_string(into.size()));
            read(item, into.emplace_back());
            pop(length);
        }
    } else if constexpr (is_text_map<T>) {
        if (!value.is_object()) return fail("not_object", "must be an object");
        if (!check_count(value.get_object().size(), limit)) return;
        auto const length = pointer_.size();
        for (auto const& [key, item] : value.get_object()) {
            push(key);
            if (check_text(key, nullptr)) read(item, into[std::string(key)]);
            pop(length);
        }
    } else {
        static_assert(Described<T>, "describe this struct with BOOST_DESCRIBE_STRUCT");
        if (value.is_object()) read_object(value.get_object(), into);
        else fail("not_object", "must be an object");
    }
}

template <class T>
void Reader::read_number(boost::json::value const& value, T& into, Limit const* limit)
{
    if constexpr (std::is_floating_point_v<T>) {
        auto const number = value.is_number() ? value.to_number<T>() : T{};
        if (!value.is_number() || !std::isfinite(number)) return fail("not_number", "must be a number");
        into = number;
    } else {
        boost::system::error_code error;
        auto const number = value.is_number() && !value.is_double() ? value.to_number<T>(error) : T{};
        if (!value.is_number() || value.is_double() || error) return fail("not_whole_number", "must be a whole number");
        if (check_number(static_cast<std::int64_t>(number), limit)) into = number;
    }
}

template <class E>
void Reader::read_enum(std::string_view text, E& into)
{
    if (auto const value = enum_value<E>(text)) into = *value;
    else fail("not_allowed", "must be one of " + enum_names<E>());
}

template <class T>
void Reader::read_object(boost::json::object const& object, T& into)
{
    auto const table = limits(static_cast<T const*>(nullptr));
    std::size_t known = 0;
    boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
        std::string_view const name = member.name;
        auto const limit = std::ranges::find(table, name, &Limit::member);
        if (object.contains(name)) ++known;
        read_member(object, name, into.*member.pointer, limit == table.end() ? nullptr : &*limit);
    });
    if (known == object.size()) return;
    for (auto const& [key, value] : object) {
        bool found = false;
        boost::mp11::mp_for_each<members_of<T>>([&](auto member) { found = found || key == member.name; });
        if (found) continue;
        auto const length = pointer_.size();
        push(key);
        fail("unknown_field", "is not a field of this request");
        pop(length);
    }
}

// Members that a request may leave out: they have a natural "nothing".
template <class T>
inline constexpr bool may_be_left_out = is_optional<T> || is_change<T> || is_vector<T> || is_text_map<T> || std::is_same_v<T, bool>;

template <class T>
void Reader::read_member(boost::json::object const& object, std::string_view name, T& into, Limit const* limit)
{
    auto const length = pointer_.size();
    push(name);
    if (auto const* found = object.if_contains(name)) read(*found, into, limit);
    else if constexpr (!may_be_left_out<T>)
        fail("required", "is required");
    pop(length);
}

}  // namespace loggia::json
