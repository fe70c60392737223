// SPDX-License-Identifier: Apache-2.0
#include "platform/http/router.hpp"

namespace loggia::http {

template <class Visit>
static void each_segment(std::string_view path, Visit visit)
{
    std::size_t start = path.starts_with('/') ? 1 : 0;
    for (;;) {
        auto const end = std::min(path.find('/', start), path.size());
        if (!visit(path.substr(start, end - start))) return;
        if (end == path.size()) return;
        start = end + 1;
    }
}

Route& Router::insert(Route route)
{
    route.index = routes_.size();
    if (route.access.audience() == Access::Audience::anyone) route.limit(std::min(route.body_limit, Route::strangers_body_limit));
    auto& stored = routes_.emplace_back(std::move(route));
    auto* node = &root_;
    std::vector<std::string> names;
    each_segment(stored.pattern, [&](std::string_view segment) {
        auto& child = segment.starts_with('{') ? node->parameter : node->children[std::string(segment)];
        if (segment.starts_with('{')) names.emplace_back(segment.substr(1, segment.size() - 2));
        if (!child) child = std::make_unique<Node>();
        node = child.get();
        return true;
    });
    auto const fresh = node->routes.emplace(stored.verb, std::pair{&stored, std::move(names)}).second;
    if (!fresh) throw std::logic_error("declared twice: " + std::string(to_text(stored.verb)) + " " + stored.pattern);
    return stored;
}

Router::Node const* Router::find(std::string_view path, std::vector<std::string_view>& values) const
{
    auto const* node = &root_;
    each_segment(path, [&](std::string_view segment) {
        if (auto const child = node->children.find(segment); child != node->children.end()) node = child->second.get();
        else if ((node = node->parameter.get())) values.push_back(segment);
        return node != nullptr;
    });
    return node;
}

Router::Match Router::match(Verb verb, std::string_view path) const
{
    std::vector<std::string_view> values;
    Match match;
    auto const* node = find(path, values);
    if (!node) return match;
    auto const found = node->routes.find(verb);
    if (found == node->routes.end()) return match;
    auto const& [route, names] = found->second;
    match.route = route;
    for (std::size_t i = 0; i < names.size(); ++i) match.path.emplace_back(names[i], values[i]);
    return match;
}

std::string Router::allowed(std::string_view path) const
{
    std::vector<std::string_view> values;
    auto const* node = find(path, values);
    if (!node || node->routes.empty()) return {};
    std::string methods;
    for (auto const& [verb, route] : node->routes) {
        methods += std::string(to_text(verb)) + ", ";
        if (verb == Verb::get) methods += "HEAD, ";
    }
    return methods + "OPTIONS";
}

}  // namespace loggia::http
