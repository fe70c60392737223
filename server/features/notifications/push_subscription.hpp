// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification.hpp"
#include "platform/push/push_service.hpp"

// Browsers that take pushes, each for the person signed in there.
namespace loggia::notifications {

struct PushKeyAnswer {
    std::string key; // base64url of the point, for PushManager.subscribe()
};
BOOST_DESCRIBE_STRUCT(PushKeyAnswer, (), (key))

// As PushSubscription.toJSON() gives them, in one level.
struct NewPushSubscription {
    WebAddress endpoint;
    std::string p256dh; // base64url
    std::string auth;
};
BOOST_DESCRIBE_STRUCT(NewPushSubscription, (), (endpoint, p256dh, auth))
LOGGIA_LIMITS(NewPushSubscription, {"p256dh", 1, 200}, {"auth", 1, 100})

struct PushSubscriptionShown {
    PushSubscriptionId id;
    std::string device;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(PushSubscriptionShown, (), (id, device, created_at))

struct PushSubscriptionList {
    std::vector<PushSubscriptionShown> items;
};
BOOST_DESCRIBE_STRUCT(PushSubscriptionList, (), (items))

// "Chrome · Android", from what the browser says of itself.
std::string device_of(std::string_view user_agent);

// Problem(invalid): endpoint_refused for an address without https, unless the operator allows its host; "invalid_format" for keys
// that are none.
push::Subscription check(NewPushSubscription const& input, std::vector<std::string> const& allowed_hosts);

namespace store {

struct PushRow {
    PushSubscriptionId id;
    Audience audience = Audience::staff;
    std::int64_t recipient_id = 0;
    std::optional<PortalId> portal_id;
    std::string sealed;
};
BOOST_DESCRIBE_STRUCT(PushRow, (), (id, audience, recipient_id, portal_id, sealed))

struct NewPushRow {
    PushSubscriptionId id;
    Recipient recipient;
    std::optional<PortalId> portal;
    SessionId session;
    std::string endpoint_hash;
    std::string sealed;
    std::string device;
};
// Takes the place of what the same browser had before.
void put_subscription(db::Tx& tx, OrganizationId organization, NewPushRow const& row, Timestamp now);
std::vector<PushSubscriptionShown> subscriptions_of(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Timestamp now);
// Only while the session it belongs to is open.
std::optional<PushRow> find_subscription(db::Tx& tx, OrganizationId organization, PushSubscriptionId subscription, Timestamp now);
bool delete_subscription(db::Tx& tx, OrganizationId organization, Recipient const& recipient, PushSubscriptionId subscription);
void delete_subscription(db::Tx& tx, OrganizationId organization, PushSubscriptionId subscription);

} // namespace store

// Those whose session is over. In system scope; safe to repeat.
void remove_silent_subscriptions(db::Tx& tx, Timestamp now);

} // namespace loggia::notifications
