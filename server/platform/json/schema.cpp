// SPDX-License-Identifier: Apache-2.0
#include "platform/json/schema.hpp"

#include <boost/core/demangle.hpp>

namespace loggia::json {

std::string short_type_name(char const* mangled)
{
    auto name = boost::core::demangle(mangled);
    // Page<loggia::deals::Deal> becomes DealPage.
    if (auto const open = name.find('<'); open != std::string::npos) {
        auto inner = name.substr(open + 1, name.rfind('>') - open - 1);
        return short_type_name(inner.c_str()) + short_type_name(name.substr(0, open).c_str());
    }
    auto const colon = name.rfind(':');
    return colon == std::string::npos ? name : name.substr(colon + 1);
}

static void refuse_twins(std::string const& name, std::type_info const& type)
{
    throw std::logic_error("two types are both " + name + " in the API; one is " + boost::core::demangle(type.name()));
}

std::string Schemas::name_of(std::type_info const& type)
{
    auto name = short_type_name(type.name());
    auto const [known, is_new] = structs.try_emplace(name, type.name());
    if (!is_new && known->second != type.name()) refuse_twins(name, type);
    return name;
}

boost::json::value Schemas::enum_of(std::type_info const& type, boost::json::array values)
{
    auto const name = short_type_name(type.name());
    boost::json::object const schema{{"type", "string"}, {"enum", std::move(values)}};
    auto const [known, is_new] = components.emplace(name, schema);
    if (!is_new && known->value() != schema) refuse_twins(name, type);
    return boost::json::object{{"$ref", "#/components/schemas/" + name}};
}

boost::json::value Schemas::nullable(boost::json::value schema)
{
    auto& object = schema.as_object();
    if (auto* type = object.if_contains("type"); type && type->is_string()) {
        *type = boost::json::array{*type, "null"};
        return schema;
    }
    return boost::json::object{{"anyOf", boost::json::array{schema, boost::json::object{{"type", "null"}}}}};
}

}  // namespace loggia::json
