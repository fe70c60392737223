// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_routes.hpp"

#include <limits>

#include "features/activities/record.hpp"
#include "features/notifications/mail_preferences.hpp"
#include "features/notifications/news_mail.hpp"
#include "features/notifications/notification_spread.hpp"
#include "features/notifications/notification_view.hpp"
#include "features/notifications/offer_mail.hpp"
#include "features/notifications/push_jobs.hpp"
#include "features/deals/offer.hpp"

namespace loggia::notifications {

namespace {

constexpr std::int64_t usual_page = 30;

// Whose notifications a request is about: those of the contact that is acted for.
Recipient recipient_of(http::Actor const& actor)
{
    if (actor.kind == http::ActorKind::staff) return {Audience::staff, actor.user.value};
    return {Audience::contact, actor.contact.value};
}

store::Window window_of(http::Actor const& actor)
{
    auto const audience = recipient_of(actor).audience;
    return {kinds_shown(audience, actor.rights), actor.visible_since.value_or(Timestamp{})};
}

// What a person chooses for himself, also while acting for somebody else.
Recipient self_of(http::Actor const& actor)
{
    if (actor.kind == http::ActorKind::staff) return {Audience::staff, actor.user.value};
    return {Audience::contact, actor.self.value};
}

NotificationKinds choosable(http::Actor const& actor)
{
    return actor.kind == http::ActorKind::staff ? activities::kinds_of_staff : activities::kinds_of_clients;
}

NotificationPage list(http::Request& request, NotificationQuery const& query)
{
    auto const recipient = recipient_of(request.actor);
    auto const window = window_of(request.actor);
    auto const limit = query.limit.value_or(usual_page);
    auto const before = query.after.value_or(NotificationId{std::numeric_limits<std::int64_t>::max()});
    auto rows = store::list(request.tx(), request.organization(), recipient, window, before, limit + 1);
    NotificationPage page;
    if (std::ssize(rows) > limit) {
        rows.pop_back();
        page.next = rows.back().id.text();
    }
    for (auto& row : rows) page.items.push_back(shown(std::move(row), recipient, request.actor.rights));
    page.unseen = store::count_unseen(request.tx(), request.organization(), recipient, window);
    return page;
}

// Staff who look through a client's eyes have seen nothing.
template <class Act>
http::Nothing see(http::Request& request, Act const& act)
{
    if (request.actor.impersonation) return {};
    auto const recipient = recipient_of(request.actor);
    if (act(recipient) > 0) tell_pages(request.tx(), request.organization(), recipient, "notification.seen", std::nullopt);
    return {};
}

http::Nothing see_up_to(http::Request& request, SightUpTo const& sight)
{
    return see(request, [&](Recipient const& recipient) {
        return store::see_up_to(request.tx(), request.organization(), recipient, sight.up_to, request.now);
    });
}

http::Nothing see_one(http::Request& request, Sight const&)
{
    auto const id = request.id<NotificationId>("notification");
    if (!store::find(request.tx(), request.organization(), recipient_of(request.actor), id))
        throw Problem(Fault::not_found, "notification_not_found", "This notification does not exist.");
    return see(request, [&](Recipient const& recipient) {
        return store::see_one(request.tx(), request.organization(), recipient, id, request.now);
    });
}

News show_news(http::Request& request)
{
    auto const window = window_of(request.actor);
    auto const since = request.actor.may(auth::Right::messages) ? window.since : Timestamp{std::numeric_limits<std::int64_t>::max()};
    return store::news(request.tx(), request.organization(), request.actor.contact, window, since);
}

Settings show_settings(http::Request& request)
{
    return settings_of(store::choices_of(request.tx(), request.organization(), self_of(request.actor)), choosable(request.actor));
}

// What waits unseen is planned anew by the new pace.
Settings put_settings(http::Request& request, Settings const& settings)
{
    auto const recipient = self_of(request.actor);
    auto const kinds = choosable(request.actor);
    auto const choices = with_settings(store::choices_of(request.tx(), request.organization(), recipient), settings, kinds);
    store::set_choices(request.tx(), request.organization(), recipient, choices);
    if (!store::list_unmailed(request.tx(), request.organization(), recipient, {kinds.without(choices.mail_off), {}}).empty())
        plan_news_mail(request.tx(), request.organization(), recipient, choices, request.now);
    return settings_of(choices, kinds);
}

// The press of a button in a mail program, which sends nothing but this address.
http::Response stop_mails(http::Request& request, auth::Sealer const& sealer)
{
    auto const key = parse_preferences_token(sealer, request.path("token"));
    if (!key) throw Problem(Fault::not_found, "not_found", "There is nothing at this address.");
    request.tx().narrow_to(key->organization);
    auto choices = store::choices_of(request.tx(), key->organization, key->recipient);
    choices.mail_pace = MailPace::never;
    store::set_choices(request.tx(), key->organization, key->recipient, choices);
    return {};
}

// A person or a scanner that opens the address sees nothing and changes nothing.
http::Nothing show_nothing(http::Request&)
{
    return {};
}

} // namespace

void add_routes(http::Router& router, NotificationServices const& services)
{
    using http::Access, http::Request;
    router.get("/api/v1/notifications", Access::staff(), list).summarize("What one is told of, the newest first");
    router.put("/api/v1/notifications/sight", Access::staff(), see_up_to).summarize("All up to this one are seen");
    router.put("/api/v1/notifications/{notification}/sight", Access::staff(), see_one);
    router.get("/api/v1/notification-settings", Access::staff(), show_settings);
    router.put("/api/v1/notification-settings", Access::staff(), put_settings).summarize("By mail and push, for each kind");

    auto const client = Access::client_of_any_level();
    router.get("/api/v1/portal/notifications", client, list).summarize("What one is told of, the newest first");
    router.put("/api/v1/portal/notifications/sight", client, see_up_to).summarize("All up to this one are seen");
    router.put("/api/v1/portal/notifications/{notification}/sight", client, see_one);
    router.get("/api/v1/portal/news", client, show_news).summarize("How much is unread and unseen");
    router.get("/api/v1/portal/notification-settings", Access::client_self(), show_settings);
    router.put("/api/v1/portal/notification-settings", Access::client_self(), put_settings).summarize("By mail and push, for each kind");

    auto const address = "/api/v1/public/mail-preferences/{token}";
    router.get(address, Access::anyone(), show_nothing);
    router.post(address, Access::anyone(), [&sealer = services.sealer](Request& request) { return stop_mails(request, sealer); })
        .limit(http::Route::strangers_body_limit)
        .summarize("One-click unsubscription of a mail program (RFC 8058): no more bundles of news");
    add_push_routes(router, services);
}

void register_jobs(jobs::Runner& jobs, NotificationServices const& services)
{
    jobs.on(std::string(activities::spread_job), spread);
    jobs.on(std::string(news_mail_job), [services](jobs::Context& job) { send_news(job, services); });
    jobs.on(std::string(push_job), [services](jobs::Context& job) { send_push(job, services); });
    jobs.on(std::string(deals::property_offered_mail), [mails = services.mails](jobs::Context& job) { send_offers(job, mails); });
}

} // namespace loggia::notifications
