// SPDX-License-Identifier: Apache-2.0
#include "features/calendars/calendar_feed_routes.hpp"

#include "features/activities/record.hpp"
#include "features/appointments/appointment_calendar.hpp"
#include "features/calendars/calendar_feed_store.hpp"
#include "platform/auth/token.hpp"
#include "platform/http/negotiation.hpp"

namespace loggia::calendars {

namespace {

constexpr std::string_view ending = ".ics";

struct Settings {
    i18n::Catalogue const& catalogue;
    std::string public_url;
};

store::Subscriber subscriber_of(http::Actor const& actor)
{
    if (actor.kind == http::ActorKind::staff) return {.user = actor.user};
    return {.access = actor.access, .contact = actor.contact};
}

void record(http::Request const& request, char const* action)
{
    activities::Act act{.action = action};
    if (request.actor.kind == http::ActorKind::client) act.contact = request.actor.contact;
    activities::record(request, act);
}

CalendarFeed show_feed(http::Request& request)
{
    auto const made = store::made_at(request.tx(), request.organization(), subscriber_of(request.actor));
    return {made.has_value(), made, std::nullopt};
}

CalendarFeed make_feed(http::Request& request, std::string const& public_url)
{
    auto const subscriber = subscriber_of(request.actor);
    auto const token = auth::new_token();
    store::remove(request.tx(), request.organization(), subscriber);
    store::insert(request.tx(), request.organization(), subscriber, auth::hash_token(token), request.now);
    record(request, "calendar.address_made");
    return {true, request.now, public_url + "/api/v1/public/calendars/" + token + std::string(ending)};
}

http::Nothing remove_feed(http::Request& request)
{
    if (store::remove(request.tx(), request.organization(), subscriber_of(request.actor))) record(request, "calendar.address_removed");
    return {};
}

Problem calendar_not_found()
{
    return {Fault::not_found, "calendar_not_found", "There is no calendar at this address."};
}

calendar::Calendar calendar_of_user(http::Request& request, store::FeedRow const& feed, Settings const& settings)
{
    auto const user = store::find_user(request.tx(), feed.organization_id, *feed.user_id);
    if (!user) throw calendar_not_found();
    appointments::CalendarWords const words{settings.catalogue, user->locale, settings.public_url + "/crm/"};
    return {calendar::Method::none, user->organization_name,
            appointments::events_of_user(request.tx(), feed.organization_id, *feed.user_id, request.now, words)};
}

calendar::Calendar calendar_of_client(http::Request& request, store::FeedRow const& feed, Settings const& settings)
{
    if (!feed.access_id || !feed.contact_id) throw calendar_not_found();
    auto const access = store::find_access(request.tx(), feed.organization_id, *feed.access_id, *feed.contact_id);
    if (!access) throw calendar_not_found();
    auto const rights = auth::effective_rights(access->level, auth::Rights::from_bits(access->rights_granted),
                                               auth::Rights::from_bits(access->rights_denied));
    if (!rights.has(auth::Right::appointments)) throw calendar_not_found();
    http::Viewer viewer(*feed.contact_id);
    viewer.rights = rights;
    if (auth::RecordKinds::from_bits(access->company_scope).has(auth::RecordKind::appointments))
        viewer.company = access->company_id.value_or(CompanyId{});
    if (access->retention_days) viewer.since = request.now - std::chrono::hours(24) * *access->retention_days;
    appointments::CalendarWords const words{settings.catalogue, access->locale,
                                            settings.public_url + "/" + access->portal_slug + "/appointments"};
    return {calendar::Method::none, access->portal_name,
            appointments::events_of_contact(request.tx(), feed.organization_id, viewer, request.now, words)};
}

// For whoever knows the address. The same appointments give the same bytes, so that a program fetches them only once.
http::Response serve_calendar(http::Request& request, Settings const& settings)
{
    std::string_view token = request.path("token");
    if (!token.ends_with(ending)) throw calendar_not_found();
    token.remove_suffix(ending.size());
    auto const feed = store::find(request.tx(), auth::hash_token(token));
    if (!feed) throw calendar_not_found();
    request.tx().narrow_to(feed->organization_id);
    auto text = calendar::write(feed->user_id ? calendar_of_user(request, *feed, settings) : calendar_of_client(request, *feed, settings));

    auto const etag = "\"" + auth::hash_token(text) + "\"";
    http::Response response{200, {{"Content-Type", "text/calendar; charset=utf-8"}}, {}, {}, {}, {}};
    response.with("ETag", etag).with("Cache-Control", "private, no-cache").with("Content-Disposition", "inline; filename=\"calendar.ics\"");
    if (http::names_etag(request.head.header("if-none-match"), etag))
        response.status = 304;
    else
        response.body = std::move(text);
    return response;
}

} // namespace

void add_routes(http::Router& router, i18n::Catalogue const& catalogue, std::string const& public_url)
{
    using http::Access, http::Request;
    auto const make = [public_url](Request& request) { return make_feed(request, public_url); };
    router.get("/api/v1/calendar-feed", Access::staff(), show_feed);
    router.put("/api/v1/calendar-feed", Access::staff(), make)
        .summarize("Makes a private address for calendar programs; an earlier one is void.");
    router.remove("/api/v1/calendar-feed", Access::staff(), remove_feed);
    auto const in_person = Access::client_self(auth::Right::appointments);
    router.get("/api/v1/portal/calendar-feed", in_person, show_feed);
    router.put("/api/v1/portal/calendar-feed", in_person, make)
        .summarize("Makes a private address for calendar programs; an earlier one is void.");
    router.remove("/api/v1/portal/calendar-feed", in_person, remove_feed);
    Settings const settings{catalogue, public_url};
    router
        .get("/api/v1/public/calendars/{token}", Access::anyone(),
             [settings](Request& request) { return serve_calendar(request, settings); })
        .summarize("The calendar behind a private address.");
}

} // namespace loggia::calendars
