// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification_services.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/jobs.hpp"

namespace loggia::notifications {

void add_routes(http::Router& router, NotificationServices const& services);
void add_push_routes(http::Router& router, NotificationServices const& services);

// notifications.spread, mail.news, mail.property_offered and push.notification.
void register_jobs(jobs::Runner& jobs, NotificationServices const& services);

} // namespace loggia::notifications
