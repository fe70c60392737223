// SPDX-License-Identifier: Apache-2.0
#include "features/portals/portal_pages.hpp"

namespace loggia::portals {

namespace {

struct PageRow {
    std::string slug;
    std::string name;
    std::string primary_colour;
    std::string header_colour;
};
BOOST_DESCRIBE_STRUCT(PageRow, (), (slug, name, primary_colour, header_colour))

struct Icon {
    std::string src;
    std::string sizes;
    std::string type;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(Icon, (), (src, sizes, type, purpose))

// https://www.w3.org/TR/appmanifest/
struct Manifest {
    std::string id;
    std::string name;
    std::string short_name;
    std::string start_url;
    std::string scope;
    std::string display = "standalone";
    std::string background_color;
    std::string theme_color;
    std::vector<Icon> icons;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (id, name, short_name, start_url, scope, display, background_color, theme_color, icons))

std::string escaped(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

void replace(std::string& text, std::string_view mark, std::string const& by)
{
    if (auto const at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), by);
}

} // namespace

std::optional<PortalPage> find_page(db::Tx& tx, std::string_view slug)
{
    if (!Slug::parse(slug)) return std::nullopt;
    auto row = tx.find<PageRow>(R"(
        SELECT p.slug, p.name, p.primary_colour, p.header_colour
        FROM   portal_slugs AS s
        JOIN   portals AS p ON p.organization_id = s.organization_id AND p.id = s.portal_id
        WHERE  s.slug = $1 AND p.enabled = 1
    )",
                                slug);
    if (!row) return std::nullopt;
    return PortalPage{row->slug, row->name, row->primary_colour, row->header_colour};
}

std::string branded_page(std::string const& index, PortalPage const& portal)
{
    auto page = index;
    replace(page, "@title@", escaped(portal.name));
    replace(page, "<meta name=\"loggia-head\">",
            "<meta name=\"theme-color\" content=\"" + portal.header_colour +
                "\">"
                "<link rel=\"manifest\" href=\"/" +
                portal.slug +
                "/manifest.webmanifest\">"
                "<link rel=\"stylesheet\" href=\"/api/v1/public/portals/" +
                portal.slug + "/theme.css\">");
    return page;
}

std::string unknown_page(std::string const& index)
{
    auto page = index;
    replace(page, "@title@", "Loggia");
    replace(page, "<meta name=\"loggia-head\">", "");
    return page;
}

http::Response manifest(PortalPage const& portal)
{
    auto const home = "/" + portal.slug + "/";
    Manifest const content{home,
                           portal.name,
                           portal.name,
                           home,
                           home,
                           "standalone",
                           "#ffffff",
                           portal.header_colour,
                           {{"/assets/portal/icon.svg", "any", "image/svg+xml", "any maskable"}}};
    http::Response response{200, {}, json::to_text(content), {}, {}, {}};
    return response.with("Content-Type", "application/manifest+json").with("Cache-Control", "no-cache");
}

} // namespace loggia::portals
