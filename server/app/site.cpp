// SPDX-License-Identifier: Apache-2.0
#include "app/site.hpp"

#include <boost/url/parse.hpp>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/pchars.hpp>

#include "features/portals/portal_pages.hpp"
#include "platform/auth/token.hpp"
#include "platform/embedded.hpp"
#include "platform/http/negotiation.hpp"

namespace loggia::app {

namespace {

struct Asset {
    std::string_view plain;
    std::string_view gzip;    // empty: not made, for files that do not shrink
    std::string_view brotli;
    std::string media_type;
    std::string etag;
    bool immutable = false;
};

std::string media_type_of(std::string_view name)
{
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"}, {".png", "image/png"}, {".ico", "image/x-icon"}, {".woff2", "font/woff2"},
        {".json", "application/json"}, {".webmanifest", "application/manifest+json"}, {".txt", "text/plain; charset=utf-8"}};
    for (auto const& [ending, type] : known)
        if (name.ends_with(ending)) return std::string(type);
    return "application/octet-stream";
}

// Every page of ours: own scripts and styles only, never in a frame. Pictures may come from the operator's map server too;
// pictures and recordings also from the page itself, which shows them before they are sent.
std::string page_policy(std::string const& map_tiles)
{
    std::string tiles;
    if (auto const url = boost::urls::parse_uri(map_tiles.substr(0, map_tiles.find('{'))); url)
        tiles = " " + std::string(url->scheme()) + "://" + std::string(url->encoded_authority());
    return "default-src 'self'; img-src 'self' data: blob:" + tiles +
           "; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

class Assets {
public:
    Assets()
    {
        for (auto const& app : {embedded::portal(), embedded::crm()})
            for (auto const& file : app) add(file);
    }

    Asset const* find(std::string_view path) const
    {
        auto const found = assets_.find(path);
        return found == assets_.end() ? nullptr : &found->second;
    }

private:
    // The build writes a.js, a.js.gz and a.js.br; index.html of both apps is a page, not an asset.
    void add(embedded::File const& file)
    {
        auto name = file.name;
        auto const gzip = name.ends_with(".gz");
        auto const brotli = name.ends_with(".br");
        if (gzip || brotli) name.remove_suffix(3);
        if (name == "index.html") return;
        auto& asset = assets_["/" + std::string(name)];
        (gzip ? asset.gzip : brotli ? asset.brotli : asset.plain) = file.bytes;
        asset.media_type = media_type_of(name);
        asset.immutable = name.starts_with("assets/");
        if (!gzip && !brotli) asset.etag = "\"" + auth::hash_token(file.bytes).substr(0, 24) + "\"";
    }

    std::map<std::string, Asset, std::less<>> assets_;
};

http::Response serve(Asset const& asset, http::Head const& head, std::string const& policy)
{
    http::Response response{200, {}, {}, asset.plain, {}, {}};
    response.with("Content-Type", asset.media_type).with("ETag", asset.etag).with("Vary", "Accept-Encoding");
    response.with("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.with("Content-Security-Policy", policy);
    if (http::names_etag(head.header("if-none-match"), asset.etag)) {
        response.status = 304;
        response.constant_body = {};
        return response;
    }
    auto const accepted = head.header("accept-encoding");
    if (!asset.brotli.empty() && http::accepts(accepted, "br")) {
        response.constant_body = asset.brotli;
        response.with("Content-Encoding", "br");
    } else if (!asset.gzip.empty() && http::accepts(accepted, "gzip")) {
        response.constant_body = asset.gzip;
        response.with("Content-Encoding", "gzip");
    }
    return response;
}

std::string_view index_of(std::vector<embedded::File> const& app)
{
    for (auto const& file : app)
        if (file.name == "index.html") return file.bytes;
    return "<!doctype html><title>Loggia</title><p>The web apps were not built into this program.";
}

http::Response html(unsigned status, std::string body, std::string const& policy)
{
    http::Response response{status, {}, std::move(body), {}, {}, {}};
    return response.with("Content-Type", "text/html; charset=utf-8")
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", policy);
}

http::Response moved_to(std::string address)
{
    return http::Response{308, {{"Location", std::move(address)}}, {}, {}, {}, {}};
}

http::Response plain_not_found()
{
    return http::Response{404, {{"Content-Type", "text/plain; charset=utf-8"}}, "Not found.\n", {}, {}, {}};
}

// The files every page starts from, and the policy it is sent with.
struct Shells {
    std::string portal_index;
    std::string crm_index;
    std::string policy;
};

http::Response page(http::Request& request, Shells const& shells)
{
    std::string_view const path = request.head.path;
    if (path == "/") return moved_to("/crm/");
    if (path == "/crm") return moved_to("/crm/");
    if (path.starts_with("/crm/")) return html(200, shells.crm_index, shells.policy);

    auto const end = path.find('/', 1);
    auto const slug = path.substr(1, end == std::string_view::npos ? path.npos : end - 1);
    auto const portal = portals::find_page(request.tx(), slug);
    if (!portal) return Slug::parse(slug) && end != std::string_view::npos ? html(404, portals::unknown_page(shells.portal_index), shells.policy) : plain_not_found();
    auto const rest = end == std::string_view::npos ? "/" : std::string(path.substr(end));
    if (portal->slug != slug || end == std::string_view::npos)
        return moved_to("/" + portal->slug + boost::urls::encode(rest, boost::urls::pchars + '/') + (request.head.query.empty() ? "" : "?" + request.head.query));
    if (rest == "/manifest.webmanifest") return portals::manifest(*portal);
    // A missing file is missing; only addresses without an ending are pages of the app.
    if (rest.rfind('.') != std::string::npos && rest.rfind('.') > rest.rfind('/')) return plain_not_found();
    return html(200, portals::branded_page(shells.portal_index, *portal), shells.policy);
}

}  // namespace

http::Site make_site(Services const& services)
{
    auto const assets = std::make_shared<Assets const>();
    Shells const shells{std::string(index_of(embedded::portal())), std::string(index_of(embedded::crm())), page_policy(services.config.map_tiles)};
    http::Site site;
    site.asset = [assets, policy = shells.policy](http::Head const& head) -> std::optional<http::Response> {
        if (auto const* asset = assets->find(head.path)) return serve(*asset, head, policy);
        if (head.path == "/robots.txt")
            return http::Response{200, {{"Content-Type", "text/plain; charset=utf-8"}}, "User-agent: *\nDisallow: /\n", {}, {}, {}};
        if (head.path.starts_with("/assets/")) return plain_not_found();
        return std::nullopt;
    };
    site.page = [shells](http::Request& request) { return page(request, shells); };
    return site;
}

}  // namespace loggia::app
