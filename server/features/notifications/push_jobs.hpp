// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification_services.hpp"
#include "features/notifications/push_subscription.hpp"
#include "platform/jobs/jobs.hpp"

namespace loggia::notifications {

inline constexpr std::string_view push_job = "push.notification";

struct PushJob {
    NotificationId notification;
    PushSubscriptionId subscription;
};
BOOST_DESCRIBE_STRUCT(PushJob, (), (notification, subscription))

// One job for each browser the recipient takes pushes with.
void plan_pushes(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId notification, Timestamp now);

// Sends one, unless it was seen meanwhile or may not be read any more. A browser that is gone is forgotten.
void send_push(jobs::Context& job, NotificationServices const& services);

// How a push subscription is sealed: the owner's name under which it opens.
std::string seal_owner(OrganizationId organization, PushSubscriptionId subscription);
std::string sealed(auth::Sealer const& sealer, OrganizationId organization, PushSubscriptionId id, push::Subscription const& subscription);

} // namespace loggia::notifications
