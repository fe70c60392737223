// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_jobs.hpp"

#include "features/feeds/feed_import.hpp"
#include "features/feeds/feed_store.hpp"
#include "platform/json/writer.hpp"
#include "platform/log/log.hpp"

namespace loggia::feeds {

namespace {

constexpr char const* run_job = "feeds.run";
constexpr std::int64_t most_attempts = 3;  // somebody waits for the answer; a schedule tries again by itself

// The validator goes with the reader that made it: a reader that reads more must see the feed again.
std::string tagged(std::string const& etag) { return std::string(kyero_reader_version) + " " + etag; }

std::string untagged(std::optional<std::string> const& tagged_etag)
{
    auto const prefix = std::string(kyero_reader_version) + " ";
    return tagged_etag && tagged_etag->starts_with(prefix) ? tagged_etag->substr(prefix.size()) : std::string();
}

struct Fetched {
    enum class Result { feed, not_modified, refused, try_again } result = Result::feed;
    std::string body;
    std::string etag;
    std::string reason;
};

Fetched fetch_feed(fetch::HttpClient const& client, std::string const& url, std::string const& etag)
{
    try {
        auto response = client.get(url, {.headers = {{"Accept", "application/xml, text/xml, */*;q=0.5"}}, .etag = etag});
        if (response.not_modified()) return {Fetched::Result::not_modified, {}, {}, {}};
        if (response.succeeded()) return {Fetched::Result::feed, std::move(response.body), std::move(response.etag), {}};
        auto const passing = response.status >= 500 || response.status == 429 || response.status == 408;
        return {passing ? Fetched::Result::try_again : Fetched::Result::refused, {}, {},
                "The feed's server answered with status " + std::to_string(response.status) + "."};
    } catch (Problem const& problem) {
        return {problem.fault == Fault::unavailable ? Fetched::Result::try_again : Fetched::Result::refused, {}, {}, problem.what()};
    }
}

struct Pending {
    Feed feed;
    std::string etag;
};

// The feed of a run that has not ended; nothing when there is nothing to do any more.
std::optional<Pending> find_pending(jobs::Context const& job, FeedRunId run)
{
    std::optional<Pending> pending;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        auto const found = store::find_run(tx, job.organization, run);
        if (!found || found->state == RunState::done || found->state == RunState::failed) return;
        auto feed = store::find_feed(tx, job.organization, found->feed_id);
        if (feed) pending = Pending{std::move(*feed), untagged(store::find_etag(tx, job.organization, found->feed_id))};
    });
    return pending;
}

void remember_etag(jobs::Context const& job, FeedId feed, std::optional<std::string> const& etag)
{
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        store::set_etag(tx, job.organization, feed, etag);
    });
}

void run_feed(jobs::Context const& job, Clock const& clock, fetch::HttpClient const& client)
{
    auto const run = json::read_text<FeedRunId>(job.payload);
    auto const pending = find_pending(job, run);
    if (!pending) return;
    ImportTask const task{job.organization, pending->feed.id, run, {activities::ActorKind::system, 0, pending->feed.name}};
    if (!pending->feed.url) {
        fail_run(job.database, clock, task, "feed_without_address", "The feed has no address to fetch it from.");
        return;
    }
    auto const fetched = fetch_feed(client, pending->feed.url->text(), pending->etag);
    switch (fetched.result) {
    case Fetched::Result::try_again:
        if (job.attempt < most_attempts) throw std::runtime_error(fetched.reason);
        [[fallthrough]];
    case Fetched::Result::refused:
        fail_run(job.database, clock, task, "feed_unreachable", fetched.reason);
        return;
    case Fetched::Result::not_modified:
        end_unchanged_run(job.database, clock, task);
        return;
    case Fetched::Result::feed: break;
    }
    auto const done = import_feed(job.database, clock, task, fetched.body);
    if (!done) throw std::runtime_error("another process has this run");
    auto const complete = done->state == RunState::done && !fetched.etag.empty();
    remember_etag(job, task.feed, complete ? std::optional(tagged(fetched.etag)) : std::nullopt);
}

}  // namespace

void enqueue_run(db::Tx& tx, OrganizationId organization, FeedRunId run, Timestamp now)
{
    jobs::enqueue(tx, now, {run_job, organization, json::to_text(run), run.text(), {}});
}

void schedule_due_feeds(db::Database& database, Timestamp now)
{
    std::vector<store::DueFeed> due;
    database.read([&](db::Tx& tx) { due = store::due_feeds(tx, now); });
    for (auto const& feed : due) {
        try {
            database.write([&](db::Tx& tx) {
                tx.narrow_to(feed.organization_id);
                enqueue_run(tx, feed.organization_id, open_run(tx, feed.organization_id, feed.id, now), now);
            });
        } catch (Problem const& problem) {
            if (problem.code != "feed_busy") throw;  // another node, or a person, was first
        }
    }
}

void register_jobs(jobs::Runner& runner, db::Database& database, Clock const& clock, std::vector<std::string> const& allowed_hosts)
{
    fetch::HttpClient const client({.allowed_hosts = allowed_hosts,
                                    .max_bytes = static_cast<std::int64_t>(KyeroLimits{}.bytes),
                                    .timeout = std::chrono::minutes(3)});
    runner.on(run_job, [client, &clock](jobs::Context& job) { run_feed(job, clock, client); });
    runner.every(std::chrono::minutes(1), [&database](Timestamp now) { schedule_due_feeds(database, now); });
}

}  // namespace loggia::feeds
