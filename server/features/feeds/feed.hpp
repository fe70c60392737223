// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feeds/imported_property.hpp"
#include "platform/id.hpp"
#include "platform/json/json.hpp"

// Property feeds of an agency, their runs, and what each run did.
namespace loggia::feeds {

using FeedRunId = Id<struct FeedRunTag>;

enum class Schedule { manual, hourly, daily };
BOOST_DESCRIBE_ENUM(Schedule, manual, hourly, daily)

enum class RunState { queued, running, done, failed };
BOOST_DESCRIBE_ENUM(RunState, queued, running, done, failed)

enum class Outcome { created, updated, withdrawn, refused };
BOOST_DESCRIBE_ENUM(Outcome, created, updated, withdrawn, refused)

// One import of a feed. When it failed, nothing was changed by what was wrong with the feed.
struct FeedRun {
    FeedRunId id;
    FeedId feed_id;
    RunState state = RunState::queued;
    Timestamp started_at;
    std::optional<Timestamp> finished_at;
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;
    std::int64_t withdrawn = 0;
    std::int64_t refused = 0;
    std::optional<std::string> error_code;
    std::optional<std::string> error_message;
    std::optional<std::int64_t> error_line;  // in the feed, from 1; likewise the column
    std::optional<std::int64_t> error_column;
};
BOOST_DESCRIBE_STRUCT(FeedRun, (), (id, feed_id, state, started_at, finished_at, created, updated, unchanged, withdrawn, refused,
                                    error_code, error_message, error_line, error_column))

// Something the reader repaired or passed over; worded in locales under feed_note.<code>.
struct FeedNote {
    std::string code;
    std::string element;   // "property/surface_area/built"
    std::string property;  // the feed's id; empty for unknown elements and the feed as a whole
    std::string value;     // what stood there
    std::int64_t count = 1;
};
BOOST_DESCRIBE_STRUCT(FeedNote, (), (code, element, property, value, count))

struct FeedRunEntry {
    std::string feed_property;  // the feed's id
    std::string reference;
    Outcome outcome = Outcome::created;
    std::string code;     // why it was refused (id_missing, type_missing, …); empty for the others
    std::string message;  // the same as an English sentence
};
BOOST_DESCRIBE_STRUCT(FeedRunEntry, (), (feed_property, reference, outcome, code, message))

// The sync log of one run.
struct FeedRunReport : FeedRun {
    std::vector<FeedNote> notes;
    std::vector<FeedRunEntry> entries;  // the first 500, the refused in front
    std::int64_t more = 0;              // entries beyond them
};
BOOST_DESCRIBE_STRUCT(FeedRunReport, (FeedRun), (notes, entries, more))

struct Feed {
    FeedId id;
    std::int64_t version = 1;
    std::string name;
    std::optional<WebAddress> url;  // absent: files are uploaded
    Schedule schedule = Schedule::manual;
    std::optional<Timestamp> last_run_at;
    std::optional<FeedRun> last_run;
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(Feed, (), (id, version, name, url, schedule, last_run_at, last_run, created_at))

struct Feeds {
    std::vector<Feed> items;
};
BOOST_DESCRIBE_STRUCT(Feeds, (), (items))

struct NewFeed {
    std::string name;
    std::optional<WebAddress> url;
    std::optional<Schedule> schedule;  // manual
};
BOOST_DESCRIBE_STRUCT(NewFeed, (), (name, url, schedule))
LOGGIA_LIMITS(NewFeed, {"name", 1, 120})

struct FeedChange {
    json::Change<std::string> name;
    json::Change<std::optional<WebAddress>> url;
    json::Change<Schedule> schedule;
};
BOOST_DESCRIBE_STRUCT(FeedChange, (), (name, url, schedule))
LOGGIA_LIMITS(FeedChange, {"name", 1, 120})

struct RunQuery {
    std::optional<FeedRunId> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(RunQuery, (), (after, limit))
LOGGIA_LIMITS(RunQuery, {"limit", 1, 100})

// What a feed says of a property beyond the property's own fields. For staff only: it holds the agency's private notes.
struct FeedListing {
    FeedId feed_id;
    std::string feed_name;
    std::string feed_property;
    std::optional<Timestamp> feed_date;
    std::optional<Timestamp> absent_since;  // withdrawn because the feed no longer lists it
    FeedDetails details;
};
BOOST_DESCRIBE_STRUCT(FeedListing, (), (feed_id, feed_name, feed_property, feed_date, absent_since, details))

}  // namespace loggia::feeds
