// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification_rules.hpp"
#include "features/notifications/notification_services.hpp"
#include "platform/jobs/jobs.hpp"

// Bundles of what somebody has not seen yet, as one mail.
namespace loggia::notifications {

inline constexpr std::string_view news_mail_job = "mail.news";

// When the next one goes by these choices; one is planned already as long as it has not begun.
void plan_news_mail(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Choices const& choices, Timestamp now);

// Sends what is still unseen and wanted by mail; nothing when there is none. Comes back later when it is too early.
void send_news(jobs::Context& job, NotificationServices const& services);

} // namespace loggia::notifications
