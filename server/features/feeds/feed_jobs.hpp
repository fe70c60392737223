// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feeds/feed.hpp"
#include "platform/fetch/http_client.hpp"
#include "platform/jobs/jobs.hpp"

namespace loggia::feeds {

// Queues the fetch of a run opened in the same transaction.
void enqueue_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Timestamp now);

// Takes over the fetching of feeds: on demand (enqueue_run) and by each feed's schedule, looked at every minute.
// `allowed_hosts` are the operator's, as in fetch::FetchPolicy.
void register_jobs(jobs::Runner& runner, db::Database& database, Clock const& clock, std::vector<std::string> const& allowed_hosts);

// What the runner does every minute: opens a run for each feed whose hour or day is over.
void schedule_due_feeds(db::Database& database, Timestamp now);

}  // namespace loggia::feeds
