// SPDX-License-Identifier: Apache-2.0
#include "platform/http/router.hpp"

namespace loggia::http {

using boost::json::array;
using boost::json::object;

static std::string lower_verb(Verb verb)
{
    std::string text(to_text(verb));
    std::ranges::transform(text, text.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    return text;
}

// "/api/v1/deals/{deal}/offers" with POST is "post_deals_deal_offers".
static std::string operation_id(Route const& route)
{
    auto id = lower_verb(route.verb);
    bool gap = true;
    for (char const c : route.pattern.substr(std::min<std::size_t>(route.pattern.size(), 7))) {
        if (c == '/' || c == '{' || c == '}' || c == '-' || c == '.') gap = true;
        else id += (std::exchange(gap, false) ? "_" : "") + std::string(1, c);
    }
    return id;
}

static void add_path_parameters(Route const& route, array& parameters)
{
    for (auto open = route.pattern.find('{'); open != std::string::npos; open = route.pattern.find('{', open + 1)) {
        auto const close = route.pattern.find('}', open);
        parameters.push_back(object{{"name", route.pattern.substr(open + 1, close - open - 1)}, {"in", "path"},
                                    {"required", true}, {"schema", object{{"type", "string"}}}});
    }
}

static void add_query_parameters(Route const& route, json::Schemas& schemas, array& parameters)
{
    json::Schemas aside;
    aside.structs = schemas.structs;
    auto const reference = std::string(route.input(aside).as_object().at("$ref").as_string());
    auto const name = reference.substr(reference.rfind('/') + 1);
    for (auto const& [field, schema] : aside.components.at(name).as_object().at("properties").as_object()) {
        object parameter{{"name", field}, {"in", "query"}, {"schema", schema}};
        auto const* type = schema.is_object() ? schema.as_object().if_contains("type") : nullptr;
        // Several values stand in one parameter, with commas between them.
        if (type && *type == "array") parameter["explode"] = false;
        parameters.push_back(std::move(parameter));
    }
    schemas.structs = std::move(aside.structs);
    aside.components.erase(name);
    for (auto const& [other, schema] : aside.components) schemas.components.emplace(other, schema);
}

static object describe(Route const& route, json::Schemas& schemas)
{
    object operation{{"operationId", operation_id(route)}, {"x-access", route.access.describe()}};
    if (!route.summary.empty()) operation["summary"] = route.summary;

    array parameters;
    add_path_parameters(route, parameters);
    if (route.input && route.verb == Verb::get) add_query_parameters(route, schemas, parameters);
    if (route.verb == Verb::patch)
        parameters.push_back(object{{"name", "If-Match"}, {"in", "header"}, {"required", true}, {"schema", object{{"type", "string"}}}});
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);

    auto const json_content = [](boost::json::value schema) {
        return object{{"application/json", object{{"schema", std::move(schema)}}}};
    };
    if (route.input && route.verb != Verb::get)
        operation["requestBody"] = object{{"required", true}, {"content", json_content(route.input(schemas))}};
    object success{{"description", "Done"}};
    schemas.direction = json::Schemas::Direction::answer;
    if (route.output) success["content"] = json_content(route.output(schemas));
    schemas.direction = json::Schemas::Direction::request;
    operation["responses"] = object{
        {std::to_string(route.success), std::move(success)},
        {"default", object{{"description", "Refused, as RFC 9457 problem details"},
                           {"content", object{{"application/problem+json", object{{"schema", object{{"$ref", "#/components/schemas/Problem"}}}}}}}}}};
    if (route.access.audience() == Access::Audience::staff) operation["security"] = array{object{{"staff", array{}}}};
    if (route.access.audience() == Access::Audience::client) operation["security"] = array{object{{"portal", array{}}}};
    return operation;
}

object openapi(Router const& router)
{
    json::Schemas schemas;
    auto const text = [] { return object{{"type", "string"}}; };
    object const error{{"type", "object"}, {"required", array{"pointer", "code", "message"}},
                       {"properties", object{{"pointer", text()}, {"code", text()}, {"message", text()}}}};
    schemas.components["Problem"] = object{
        {"type", "object"},
        {"required", array{"type", "title", "status", "code", "detail", "errors", "request_id"}},
        {"properties", object{{"type", text()}, {"title", text()}, {"status", object{{"type", "integer"}}}, {"code", text()},
                              {"detail", text()}, {"errors", object{{"type", "array"}, {"items", error}}}, {"request_id", text()}}}};
    object paths;
    for (auto const& route : router.routes()) {
        if (!route.pattern.starts_with("/api/")) continue;
        auto& path = paths[route.pattern];
        if (path.is_null()) path = object{};
        path.as_object()[lower_verb(route.verb)] = describe(route, schemas);
    }
    auto const cookie = [](char const* name) { return object{{"type", "apiKey"}, {"in", "cookie"}, {"name", name}}; };
    return object{{"openapi", "3.1.0"},
                  {"info", object{{"title", "Loggia"}, {"version", LOGGIA_VERSION}, {"license", object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
                  {"paths", std::move(paths)},
                  {"components", object{{"schemas", std::move(schemas.components)},
                                        {"securitySchemes", object{{"staff", cookie("loggia_staff")}, {"portal", cookie("loggia_portal")}}}}}};
}

}  // namespace loggia::http
