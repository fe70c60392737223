// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/record.hpp"
#include "features/feeds/feed.hpp"
#include "platform/db/database.hpp"

namespace loggia::feeds {

// One run of one feed, and in whose name its activities stand.
struct ImportTask {
    OrganizationId organization;
    FeedId feed;
    FeedRunId run;
    activities::Author author;
};

// Reserves the feed for one run. Throws Problem(conflict, "feed_busy") while another waits or is under way.
FeedRunId open_run(db::Tx& tx, OrganizationId organization, FeedId feed, Timestamp now);

// Brings the organization's properties in line with the feed and ends the run, whose sync log tells what happened. A feed
// that is empty or broken ends it as failed and changes nothing else. Properties are written in small transactions, so
// that others can work meanwhile; when the process dies, the same task begun again goes on where it stopped. Gives
// nothing when another process has the run.
std::optional<FeedRun> import_feed(db::Database& database, Clock const& clock, ImportTask const& task, std::string_view bytes);

// Ends a run that never came to read a feed: its address did not answer.
FeedRun fail_run(db::Database& database, Clock const& clock, ImportTask const& task, std::string const& code, std::string const& message);

// Ends a run whose feed the server says has not changed.
FeedRun end_unchanged_run(db::Database& database, Clock const& clock, ImportTask const& task);

// The command line's way: imports into the organization's feed of that name, which is made when it is missing.
FeedRun import_file(db::Database& database, Clock const& clock, OrganizationId organization, std::string const& feed_name,
                    std::string_view bytes);

}  // namespace loggia::feeds
