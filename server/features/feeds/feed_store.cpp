// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_store.hpp"

#include "platform/json/writer.hpp"

namespace loggia::feeds::store {

static constexpr std::int64_t most_entries_shown = 500;

static constexpr std::string_view feed_with_last_run = R"(
    SELECT f.id, f.version, f.name, f.url, f.schedule, f.last_run_at,
           r.id AS last_run_id, r.feed_id AS last_run_feed_id, COALESCE(r.state, 'queued') AS last_run_state,
           r.started_at AS last_run_started_at,
           r.finished_at AS last_run_finished_at, r.created AS last_run_created, r.updated AS last_run_updated,
           r.unchanged AS last_run_unchanged, r.withdrawn AS last_run_withdrawn, r.refused AS last_run_refused,
           r.error_code AS last_run_error_code, r.error_message AS last_run_error_message,
           r.error_line AS last_run_error_line, r.error_column AS last_run_error_column, f.created_at
    FROM   feeds AS f
    LEFT   JOIN feed_runs AS r
           ON  r.organization_id = f.organization_id
           AND r.id = (SELECT MAX(id) FROM feed_runs WHERE organization_id = f.organization_id AND feed_id = f.id)
)";

std::vector<Feed> list_feeds(db::Tx& tx, OrganizationId organization)
{
    return tx.rows<Feed>(std::string(feed_with_last_run) + "WHERE f.organization_id = $1 ORDER BY f.id", organization);
}

std::optional<Feed> find_feed(db::Tx& tx, OrganizationId organization, FeedId feed)
{
    return tx.find<Feed>(std::string(feed_with_last_run) + "WHERE f.organization_id = $1 AND f.id = $2", organization, feed);
}

std::optional<FeedId> find_feed_by_name(db::Tx& tx, OrganizationId organization, std::string_view name)
{
    auto const id = tx.number("SELECT id FROM feeds WHERE organization_id = $1 AND name = $2 ORDER BY id LIMIT 1", organization, name);
    return id ? std::optional(FeedId{*id}) : std::nullopt;
}

FeedId insert_feed(db::Tx& tx, OrganizationId organization, NewFeed const& feed, Timestamp now)
{
    auto const id = new_id<FeedId>();
    tx.run(R"(
        INSERT INTO feeds (organization_id, id, name, url, schedule, created_at) VALUES ($1, $2, $3, $4, $5, $6)
    )", organization, id, feed.name, feed.url, feed.schedule.value_or(Schedule::manual), now);
    return id;
}

bool update_feed(db::Tx& tx, OrganizationId organization, Feed const& feed)
{
    // Another address has another validator.
    return tx.run(R"(
        UPDATE feeds
        SET    name = $4, url = $5, schedule = $6, version = version + 1,
               etag = CASE WHEN url = CAST($5 AS TEXT) THEN etag ELSE NULL END
        WHERE  organization_id = $1 AND id = $2 AND version = $3
    )", organization, feed.id, feed.version, feed.name, feed.url, feed.schedule) == 1;
}

struct EtagRow {
    std::optional<std::string> etag;
};
BOOST_DESCRIBE_STRUCT(EtagRow, (), (etag))

std::optional<std::string> find_etag(db::Tx& tx, OrganizationId organization, FeedId feed)
{
    auto const row = tx.find<EtagRow>("SELECT etag FROM feeds WHERE organization_id = $1 AND id = $2", organization, feed);
    return row ? row->etag : std::nullopt;
}

void set_etag(db::Tx& tx, OrganizationId organization, FeedId feed, std::optional<std::string> const& etag)
{
    tx.run("UPDATE feeds SET etag = $3 WHERE organization_id = $1 AND id = $2", organization, feed, etag);
}

std::vector<DueFeed> due_feeds(db::Tx& tx, Timestamp now)
{
    return tx.rows<DueFeed>(R"(
        SELECT organization_id, id
        FROM   feeds
        WHERE  url IS NOT NULL
        AND    ((schedule = 'hourly' AND COALESCE(last_run_at, 0) <= $1) OR (schedule = 'daily' AND COALESCE(last_run_at, 0) <= $2))
        ORDER  BY organization_id, id
    )", now - std::chrono::hours(1), now - std::chrono::hours(24));
}

void fail_abandoned_runs(db::Tx& tx, OrganizationId organization, FeedId feed, Timestamp now)
{
    tx.run(R"(
        UPDATE feed_runs
        SET    state = 'failed', finished_at = $3, error_code = 'feed_interrupted',
               error_message = 'The server stopped while it imported the feed. Import it again.'
        WHERE  organization_id = $1 AND feed_id = $2
        AND    ((state = 'running' AND leased_until <= $3) OR (state = 'queued' AND started_at <= $4))
    )", organization, feed, now, now - std::chrono::hours(24));
}

bool has_open_run(db::Tx& tx, OrganizationId organization, FeedId feed)
{
    return tx.number(R"(
        SELECT id FROM feed_runs WHERE organization_id = $1 AND feed_id = $2 AND state IN ('queued', 'running') ORDER BY id LIMIT 1
    )", organization, feed).has_value();
}

FeedRunId insert_run(db::Tx& tx, OrganizationId organization, FeedId feed, Timestamp now)
{
    auto const id = new_id<FeedRunId>();
    tx.run(R"(
        INSERT INTO feed_runs (organization_id, id, feed_id, state, started_at, notes) VALUES ($1, $2, $3, 'queued', $4, '[]')
    )", organization, id, feed, now);
    tx.run("UPDATE feeds SET last_run_at = $3 WHERE organization_id = $1 AND id = $2", organization, feed, now);
    return id;
}

std::optional<FeedRun> find_run(db::Tx& tx, OrganizationId organization, FeedRunId run)
{
    return tx.find<FeedRun>(R"(
        SELECT id, feed_id, state, started_at, finished_at, created, updated, unchanged, withdrawn, refused,
               error_code, error_message, error_line, error_column
        FROM   feed_runs
        WHERE  organization_id = $1 AND id = $2
    )", organization, run);
}

std::vector<FeedRun> list_runs(db::Tx& tx, OrganizationId organization, FeedId feed, RunQuery const& query, std::int64_t limit)
{
    return tx.rows<FeedRun>(R"(
        SELECT id, feed_id, state, started_at, finished_at, created, updated, unchanged, withdrawn, refused,
               error_code, error_message, error_line, error_column
        FROM   feed_runs
        WHERE  organization_id = $1 AND feed_id = $2 AND (CAST($3 AS BIGINT) IS NULL OR id < $3)
        ORDER  BY id DESC
        LIMIT  $4
    )", organization, feed, query.after, limit);
}

struct NotesRow {
    std::vector<FeedNote> notes;
};
BOOST_DESCRIBE_STRUCT(NotesRow, (), (notes))

std::optional<FeedRunReport> report(db::Tx& tx, OrganizationId organization, FeedRunId run)
{
    auto const found = find_run(tx, organization, run);
    if (!found) return std::nullopt;
    FeedRunReport report;
    static_cast<FeedRun&>(report) = *found;
    if (auto row = tx.find<NotesRow>("SELECT notes FROM feed_runs WHERE organization_id = $1 AND id = $2", organization, run))
        report.notes = std::move(row->notes);
    report.entries = tx.rows<FeedRunEntry>(R"(
        SELECT feed_property, reference, outcome, code, message
        FROM   feed_run_entries
        WHERE  organization_id = $1 AND run_id = $2
        ORDER  BY CASE WHEN outcome = 'refused' THEN 0 ELSE 1 END, number
        LIMIT  $3
    )", organization, run, most_entries_shown);
    auto const all = found->created + found->updated + found->withdrawn + found->refused;
    report.more = std::max<std::int64_t>(0, all - static_cast<std::int64_t>(report.entries.size()));
    return report;
}

bool take_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Timestamp now, Timestamp leased_until)
{
    return tx.run(R"(
        UPDATE feed_runs
        SET    state = 'running', leased_until = $4
        WHERE  organization_id = $1 AND id = $2 AND (state = 'queued' OR (state = 'running' AND leased_until <= $3))
    )", organization, run, now, leased_until) == 1;
}

bool advance_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Progress const& progress, Timestamp lease,
                 Timestamp next_lease)
{
    return tx.run(R"(
        UPDATE feed_runs
        SET    created = created + $4, updated = updated + $5, withdrawn = withdrawn + $6, leased_until = $7
        WHERE  organization_id = $1 AND id = $2 AND state = 'running' AND leased_until = $3
    )", organization, run, lease, progress.created, progress.updated, progress.withdrawn, next_lease) == 1;
}

void end_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Ending const& ending)
{
    tx.run(R"(
        UPDATE feed_runs
        SET    state = $3, finished_at = $4, unchanged = $5, refused = $6, error_code = $7, error_message = $8,
               error_line = $9, error_column = $10, notes = $11
        WHERE  organization_id = $1 AND id = $2
    )", organization, run, ending.state, ending.finished_at, ending.unchanged, ending.refused, ending.error_code,
           ending.error_message, ending.error_line, ending.error_column, json::to_text(ending.notes));
}

std::int64_t count_entries(db::Tx& tx, OrganizationId organization, FeedRunId run)
{
    return tx.number("SELECT COUNT(*) FROM feed_run_entries WHERE organization_id = $1 AND run_id = $2", organization, run).value_or(0);
}

void insert_entry(db::Tx& tx, OrganizationId organization, FeedRunId run, std::int64_t number, FeedRunEntry const& entry)
{
    tx.run(R"(
        INSERT INTO feed_run_entries (organization_id, run_id, number, feed_property, reference, outcome, code, message)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )", organization, run, number, entry.feed_property, entry.reference, entry.outcome, entry.code, entry.message);
}

}  // namespace loggia::feeds::store
