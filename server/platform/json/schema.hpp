// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <typeinfo>

#include "platform/json/json.hpp"

// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described structs.
namespace loggia::json {

// Collects named schemas; a struct is described once and referred to by `$ref` afterwards. Answers carry every member
// (an absent one is null); requests may leave out what is optional. A struct used in both is described as a request.
// Throws std::logic_error when two structs, or two enums with other values, come to the same name: one of them would silently be
// described as the other.
class Schemas {
public:
    template <class T> boost::json::value of(Limit const* limit = nullptr);
    boost::json::object components;
    std::map<std::string, std::string> structs; // what each name in `components` stands for, in full
    enum class Direction { request, answer };
    Direction direction = Direction::request;

private:
    template <class T> boost::json::object object_of();
    std::string name_of(std::type_info const& type);
    boost::json::value enum_of(std::type_info const& type, boost::json::array values);
    std::set<std::string, std::less<>> answered_;  // described as answers only, so far
    static boost::json::value nullable(boost::json::value schema);
};

std::string short_type_name(char const* mangled);  // "deals::NewDeal" → "NewDeal"

template <class T>
boost::json::value Schemas::of(Limit const* limit)
{
    using boost::json::object;
    if constexpr (is_optional<T>) {
        return nullable(of<typename T::value_type>(limit));
    } else if constexpr (is_change<T>) {
        return of<typename decltype(T::value)::value_type>(limit);
    } else if constexpr (std::is_same_v<T, Raw>) {
        return object{};
    } else if constexpr (std::is_same_v<T, bool>) {
        return object{{"type", "boolean"}};
    } else if constexpr (std::is_floating_point_v<T>) {
        return object{{"type", "number"}};
    } else if constexpr (std::is_integral_v<T>) {
        object schema{{"type", "integer"}};
        if (limit) schema["minimum"] = limit->minimum, schema["maximum"] = limit->maximum;
        return schema;
    } else if constexpr (std::is_same_v<T, std::string>) {
        object schema{{"type", "string"}, {"maxLength", limit ? limit->maximum : default_text_limit}};
        if (limit && limit->minimum > 0) schema["minLength"] = limit->minimum;
        return schema;
    } else if constexpr (std::is_enum_v<T>) {
        boost::json::array values;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) { values.emplace_back(enumerator.name); });
        return enum_of(typeid(T), std::move(values));
    } else if constexpr (HasTextForm<T>) {
        return object{{"type", "string"}, {"format", TextForm<T>::format}};
    } else if constexpr (is_vector<T>) {
        object schema{{"type", "array"}, {"items", of<typename T::value_type>()}};
        if (limit) schema["maxItems"] = limit->maximum;
        return schema;
    } else if constexpr (is_text_map<T>) {
        return object{{"type", "object"}, {"additionalProperties", of<typename T::mapped_type>()}};
    } else {
        auto const name = name_of(typeid(T));
        bool const fresh = !components.contains(name);
        bool const only_answered = !fresh && answered_.contains(name) && direction == Direction::request;
        if (fresh || only_answered) {
            if (direction == Direction::answer) answered_.insert(name);
            else answered_.erase(name);
            components[name] = nullptr;  // a struct that holds itself finds its name taken
            auto described = object_of<T>();
            components[name] = std::move(described);
        }
        return object{{"$ref", "#/components/schemas/" + name}};
    }
}

template <class T>
boost::json::object Schemas::object_of()
{
    boost::json::object properties;
    boost::json::array required;
    auto const table = limits(static_cast<T const*>(nullptr));
    boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
        auto const limit = std::ranges::find(table, std::string_view(member.name), &Limit::member);
        properties[member.name] = of<Member>(limit == table.end() ? nullptr : &*limit);
        bool const may_miss = is_change<Member> || (direction == Direction::request && may_be_left_out<Member>);
        if (!may_miss) required.emplace_back(member.name);
    });
    boost::json::object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

}  // namespace loggia::json
