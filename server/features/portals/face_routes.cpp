// SPDX-License-Identifier: Apache-2.0
#include "features/portals/face_routes.hpp"

#include "features/portals/portal_rules.hpp"
#include "features/portals/portal_store.hpp"
#include "features/portals/theme.hpp"
#include "platform/auth/token.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/auth/webauthn.hpp"

namespace loggia::portals {

namespace {

store::FaceRow face_or_404(http::Request& request)
{
    auto face = store::find_face(request.tx(), request.path("slug"));
    if (!face) throw Problem(Fault::not_found, "portal_not_found", "There is no portal at this address.");
    return *std::move(face);
}

PortalFace show_face(http::Request& request, FaceQuery const& query, bool passkeys)
{
    auto const face = face_or_404(request);
    auto const wanted = query.lang ? Locale::parse(*query.lang) : std::nullopt;
    auto const language = wanted ? wanted->text() : i18n::negotiate(request.head.header("accept-language"));
    std::vector<std::string> locales;
    for (auto const locale : i18n::supported_locales()) locales.emplace_back(locale);
    return {face.slug,
            face.name,
            face.organization_name,
            face.tagline,
            text_in(face.welcome, {language, "en", face.organization_locale}),
            face.primary_colour,
            face.accent_colour,
            face.header_colour,
            face.support,
            std::move(locales),
            face.registration,
            face.sign_in_codes,
            passkeys};
}

http::Response show_theme(http::Request& request)
{
    auto const face = face_or_404(request);
    http::Response response{200, {}, theme_css({face.primary_colour, face.accent_colour, face.header_colour}), {}, {}, {}};
    auto const etag = "\"" + auth::hash_token(response.body).substr(0, 24) + "\"";
    response.with("Content-Type", "text/css; charset=utf-8").with("Cache-Control", "no-cache").with("ETag", etag);
    if (request.head.header("if-none-match") == etag) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

} // namespace

void add_face_routes(http::Router& router, std::string const& public_url)
{
    using http::Access, http::Request;
    router.get("/api/v1/public/portals/{slug}", Access::anyone(),
               [passkeys = auth::webauthn::relying_party(public_url).has_value()](Request& request, FaceQuery const& query) {
                   return show_face(request, query, passkeys);
               });
    router.get("/api/v1/public/portals/{slug}/theme.css", Access::anyone(), show_theme);
}

} // namespace loggia::portals
