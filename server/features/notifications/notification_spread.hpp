// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification_store.hpp"
#include "platform/jobs/jobs.hpp"

// From an activity to those it concerns. Each is told once, however often this runs.
namespace loggia::notifications {

struct SpreadJob {
    ActivityId activity;
};
BOOST_DESCRIBE_STRUCT(SpreadJob, (), (activity))

// Makes the rows, tells the recipients' open pages, and plans mail and push, all in one transaction.
void spread(jobs::Context& job);

// Tells the recipient's open pages that there is something new, or that something was seen, elsewhere perhaps.
void tell_pages(db::Tx& tx, OrganizationId organization, Recipient const& recipient, std::string_view action,
                std::optional<NotificationId> notification);

} // namespace loggia::notifications
