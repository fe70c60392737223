// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/portal_home_routes.hpp"

#include "features/activities/record.hpp"
#include "features/portal_home/portal_deals.hpp"
#include "features/notifications/notification.hpp"
#include "features/portal_home/portal_home_store.hpp"
#include "features/portal_home/property_page.hpp"
#include "platform/http/file_response.hpp"

namespace loggia::portal_home {

namespace {

http::Viewer viewer_of(http::Request const& request)
{
    return request.actor.viewer(auth::RecordKind::properties);
}

http::Page<PropertyCard> list_properties(http::Request& request, PortalPropertyQuery const& query)
{
    auto const offers = deals::offers_of_contact(request.tx(), request.organization(), viewer_of(request));
    auto const chosen = slice(offers, query);
    http::Page<PropertyCard> page{cards_of(chosen.offers, request.now), std::nullopt};
    if (chosen.more) page.next = chosen.offers.back()->property_id.text();
    return page;
}

PropertyPage show_property(http::Request& request)
{
    return page_of(request, request.id<PropertyId>("property"));
}

PropertyPage put_verdict(http::Request& request, VerdictInput const& input)
{
    auto const property = request.id<PropertyId>("property");
    deals::judge(request, viewer_of(request), property, {input.verdict, input.reasons, input.comment});
    return page_of(request, property);
}

PropertyPage put_favourite(http::Request& request, FavouriteInput const& input)
{
    auto const property = request.id<PropertyId>("property");
    deals::set_favourite(request, viewer_of(request), property, input.favourite ? deals::Favourite::yes : deals::Favourite::no);
    return page_of(request, property);
}

PropertyPage put_rating(http::Request& request, RatingInput const& input)
{
    auto const property = request.id<PropertyId>("property");
    if (!input.stars) throw Problem(Fault::invalid, "required", "Say how many stars, or null for none.", "/stars");
    deals::set_rating(request, viewer_of(request), property, *input.stars);
    return page_of(request, property);
}

// The app says so when the page of a property is shown; agents read on the timeline what interested their client.
http::Nothing record_sight(http::Request& request)
{
    auto const property = request.id<PropertyId>("property");
    auto const offer = deals::find_offer_of_contact(request.tx(), request.organization(), viewer_of(request), property);
    if (!offer) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    if (!request.actor.impersonation)
        notifications::see_property(request.tx(), request.organization(), {notifications::Audience::contact, request.actor.contact.value},
                                    property, request.now);
    if (!store::add_sight(request.tx(), request.organization(), request.actor.contact, property, request.now)) return {};
    activities::record(request, {.action = "portal.property_seen",
                                 .contact = request.actor.contact,
                                 .deal = offer->deal_id,
                                 .property = property,
                                 .detail = {},
                                 .also_on = {},
                                 .told = {}});
    return {};
}

http::Response serve_photo(http::Request& request, files::FileStore const& files)
{
    auto const photo = request.id<PhotoId>("photo");
    auto const file = store::may_see_photo(request.tx(), request.organization(), viewer_of(request), photo)
                          ? photos::find_file(request.tx(), request.organization(), photo, request.path("file"))
                          : std::nullopt;
    if (!file) throw Problem(Fault::not_found, "photo_not_found", "This photo does not exist.");
    return http::file_response(request.head, files, {.sha256 = file->sha256, .media_type = file->media_type, .name = {}});
}

} // namespace

void add_routes(http::Router& router, files::FileStore& files)
{
    using http::Access, http::Request;
    router.get("/api/v1/portal/home", Access::client_of_any_level(), home_of);
    router.get("/api/v1/portal/deals", Access::client_of_any_level(), deals_of)
        .summarize("How the client's deals come along: steps and key dates.");
    router.get("/api/v1/portal/properties", Access::client(auth::Right::properties), list_properties);
    router.get("/api/v1/portal/properties/{property}", Access::client(auth::Right::properties), show_property);
    router.put("/api/v1/portal/properties/{property}/verdict", Access::client(auth::Right::properties), put_verdict);
    router.put("/api/v1/portal/properties/{property}/favourite", Access::client(auth::Right::properties), put_favourite);
    router.put("/api/v1/portal/properties/{property}/rating", Access::client(auth::Right::properties), put_rating)
        .summarize("The client's own stars; null takes them back.");
    router.post("/api/v1/portal/properties/{property}/sight", Access::client(auth::Right::properties), record_sight);
    router.get("/api/v1/portal/photos/{photo}/{file}", Access::client(auth::Right::properties),
               [&files](Request& request) { return serve_photo(request, files); });
}

} // namespace loggia::portal_home
