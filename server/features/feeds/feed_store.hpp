// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feeds/feed.hpp"
#include "platform/db/database.hpp"

// Every statement on feeds, their runs and the sync log. Each takes the organization first and filters by it.
namespace loggia::feeds::store {

std::vector<Feed> list_feeds(db::Tx& tx, OrganizationId organization);
std::optional<Feed> find_feed(db::Tx& tx, OrganizationId organization, FeedId feed);
std::optional<FeedId> find_feed_by_name(db::Tx& tx, OrganizationId organization, std::string_view name);
FeedId insert_feed(db::Tx& tx, OrganizationId organization, NewFeed const& feed, Timestamp now);
bool update_feed(db::Tx& tx, OrganizationId organization, Feed const& feed);  // false when its version has moved on

// The validator of the last complete import from the address; a conditional fetch sends it.
std::optional<std::string> find_etag(db::Tx& tx, OrganizationId organization, FeedId feed);
void set_etag(db::Tx& tx, OrganizationId organization, FeedId feed, std::optional<std::string> const& etag);

struct DueFeed {
    OrganizationId organization_id;
    FeedId id;
};
BOOST_DESCRIBE_STRUCT(DueFeed, (), (organization_id, id))
// Of every organization: for the runner, in system scope.
std::vector<DueFeed> due_feeds(db::Tx& tx, Timestamp now);

// Marks runs failed whose process died: running, and their lease is over; or never begun within a day.
void fail_abandoned_runs(db::Tx& tx, OrganizationId organization, FeedId feed, Timestamp now);
bool has_open_run(db::Tx& tx, OrganizationId organization, FeedId feed);
FeedRunId insert_run(db::Tx& tx, OrganizationId organization, FeedId feed, Timestamp now);  // queued; notes the feed's last run
std::optional<FeedRun> find_run(db::Tx& tx, OrganizationId organization, FeedRunId run);
std::vector<FeedRun> list_runs(db::Tx& tx, OrganizationId organization, FeedId feed, RunQuery const& query, std::int64_t limit);
std::optional<FeedRunReport> report(db::Tx& tx, OrganizationId organization, FeedRunId run);

// Queued becomes running. False when it runs under somebody's lease or has ended.
bool take_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Timestamp now, Timestamp leased_until);

struct Progress {
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t withdrawn = 0;
    std::int64_t photos = 0;  // to be fetched; not kept
};
// Adds to the counts and prolongs the lease. False when the run was taken over or ended meanwhile.
bool advance_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Progress const& progress, Timestamp lease,
                 Timestamp next_lease);

struct Ending {
    RunState state = RunState::done;
    Timestamp finished_at = {};
    std::int64_t unchanged = 0;
    std::int64_t refused = 0;
    std::optional<std::string> error_code = {};
    std::optional<std::string> error_message = {};
    std::optional<std::int64_t> error_line = {};
    std::optional<std::int64_t> error_column = {};
    std::vector<FeedNote> notes = {};
};
void end_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Ending const& ending);

std::int64_t count_entries(db::Tx& tx, OrganizationId organization, FeedRunId run);
void insert_entry(db::Tx& tx, OrganizationId organization, FeedRunId run, std::int64_t number, FeedRunEntry const& entry);

}  // namespace loggia::feeds::store
