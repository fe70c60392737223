// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_routes.hpp"
#include "features/notifications/push_jobs.hpp"
#include "platform/auth/base64url.hpp"
#include "platform/auth/token.hpp"

namespace loggia::notifications {

namespace {

constexpr std::size_t most_subscriptions = 20; // of one person

// A device is its owner's, whomever he acts for on it.
Recipient owner_of(http::Actor const& actor)
{
    if (actor.kind == http::ActorKind::staff) return {Audience::staff, actor.user.value};
    return {Audience::contact, actor.self.value};
}

PushSubscriptionShown subscribe(http::Request& request, NewPushSubscription const& input, auth::Sealer const& sealer,
                                std::vector<std::string> const& allowed_hosts)
{
    auto const subscription = check(input, allowed_hosts);
    auto const& actor = request.actor;
    store::NewPushRow row;
    row.id = new_id<PushSubscriptionId>();
    row.recipient = owner_of(actor);
    if (actor.kind == http::ActorKind::client) row.portal = actor.portal;
    row.session = actor.session;
    row.endpoint_hash = auth::hash_token(subscription.endpoint);
    row.sealed = sealed(sealer, request.organization(), row.id, subscription);
    row.device = device_of(request.head.header("user-agent"));
    auto const before = store::subscriptions_of(request.tx(), request.organization(), row.recipient, request.now);
    // The oldest makes room.
    if (before.size() >= most_subscriptions)
        store::delete_subscription(request.tx(), request.organization(), row.recipient, before.front().id);
    store::put_subscription(request.tx(), request.organization(), row, request.now);
    return {row.id, row.device, request.now};
}

PushSubscriptionList list(http::Request& request)
{
    return {store::subscriptions_of(request.tx(), request.organization(), owner_of(request.actor), request.now)};
}

http::Nothing unsubscribe(http::Request& request)
{
    if (!store::delete_subscription(request.tx(), request.organization(), owner_of(request.actor),
                                    request.id<PushSubscriptionId>("subscription")))
        throw Problem(Fault::not_found, "subscription_not_found", "This device does not take notifications any more.");
    return {};
}

void add(http::Router& router, std::string const& root, http::Access access, NotificationServices const& services)
{
    using http::Request;
    router
        .get(root + "/push-key", access,
             [&key = services.push_key](Request&) { return PushKeyAnswer{auth::encode_base64url(key.get().public_key())}; })
        .summarize("The key browsers subscribe with (VAPID)");
    router.get(root + "/push-subscriptions", access, list).summarize("Devices that take notifications");
    router
        .put(root + "/push-subscriptions", access,
             [&sealer = services.sealer, hosts = services.allowed_hosts](Request& request, NewPushSubscription const& input) {
                 return subscribe(request, input, sealer, hosts);
             })
        .summarize("This browser takes notifications as long as its session lasts");
    router.remove(root + "/push-subscriptions/{subscription}", access, unsubscribe);
}

} // namespace

void add_push_routes(http::Router& router, NotificationServices const& services)
{
    add(router, "/api/v1", http::Access::staff(), services);
    add(router, "/api/v1/portal", http::Access::client_self(), services);
}

} // namespace loggia::notifications
