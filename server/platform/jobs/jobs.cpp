// SPDX-License-Identifier: Apache-2.0
#include "platform/jobs/jobs.hpp"

#include <algorithm>

#include "platform/log/log.hpp"
#include "platform/utf8.hpp"

namespace loggia::jobs {

void enqueue(db::Tx& tx, Timestamp now, NewJob const& job)
{
    auto const id = new_id<JobId>();
    auto const organization = job.organization ? std::optional(job.organization) : std::nullopt;
    auto const key = job.key.empty() ? std::nullopt : std::optional(job.key);
    tx.run(R"(
        INSERT INTO jobs (id, organization_id, kind, payload, key, state, attempts, run_at, leased_until, created_at)
        VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, $7)
        ON CONFLICT (kind, key) DO NOTHING
    )", id, organization, job.kind, job.payload, key, now + job.delay, now);
    if (job.delay <= std::chrono::milliseconds(0)) tx.notify(std::string(notice));
}

std::chrono::milliseconds back_off(std::int64_t number)
{
    std::chrono::milliseconds wait = std::chrono::seconds(5);
    for (std::int64_t i = 1; i < number && wait < std::chrono::hours(1); ++i) wait *= 5;
    return std::min<std::chrono::milliseconds>(wait, std::chrono::hours(1));
}

Runner::Runner(db::Database& database, Clock const& clock, RunnerConfig config)
    : database_(database), clock_(clock), config_(config)
{
}

Runner::~Runner() { stop(); }

void Runner::on(std::string kind, Handler handler, LastWord last_word)
{
    if (last_word) last_words_[kind] = std::move(last_word);
    handlers_[std::move(kind)] = std::move(handler);
}

void Runner::every(std::chrono::milliseconds period, std::function<void(Timestamp)> task)
{
    periodic_.push_back({period, std::move(task), {}});
}

void Runner::start()
{
    for (unsigned i = 0; i < config_.threads; ++i)
        threads_.emplace_back([this](std::stop_token stop) { loop(stop); });
}

void Runner::stop()
{
    for (auto& thread : threads_) thread.request_stop();
    wake();
    threads_.clear();
}

void Runner::wake()
{
    {
        std::lock_guard const lock(mutex_);
        woken_ = true;
    }
    awake_.notify_all();
}

struct ClaimedRow {
    JobId id;
    OrganizationId organization_id;
    std::string kind;
    std::string payload;
    std::int64_t attempts = 0;
};
BOOST_DESCRIBE_STRUCT(ClaimedRow, (), (id, organization_id, kind, payload, attempts))

std::optional<Context> Runner::claim()
{
    auto const now = clock_.now();
    // Looking costs no write transaction; most of the time nothing is due.
    bool due = false;
    database_.read([&](db::Tx& tx) {
        due = tx.number(R"(SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND run_at <= $1 AND leased_until <= $1
                           ORDER BY run_at, id LIMIT 1)", now).has_value();
    });
    if (!due) return std::nullopt;
    // The key is given up here: what is asked for while this runs is work of its own.
    std::optional<ClaimedRow> row;
    database_.write([&](db::Tx& tx) {
        row = tx.find<ClaimedRow>(R"(
            UPDATE jobs
            SET    state = 'running', attempts = attempts + 1, leased_until = $2, key = NULL
            WHERE  id = (SELECT id FROM jobs
                         WHERE state IN ('waiting', 'running') AND run_at <= $1 AND leased_until <= $1
                         ORDER BY run_at, id LIMIT 1)
            RETURNING id, COALESCE(organization_id, 0) AS organization_id, kind, payload, attempts
        )", now, now + config_.lease);
    });
    if (!row) return std::nullopt;
    return Context{database_, row->id, row->organization_id, std::move(row->kind), std::move(row->payload), now, row->attempts};
}

bool Runner::run_one()
{
    auto job = claim();
    if (!job) return false;
    std::exception_ptr failure;
    try {
        // An attempt that ended with its process was never finished; one that always does must not go on for ever.
        if (job->attempt > config_.most_attempts) throw GiveUp("the process ended during each attempt");
        auto const handler = handlers_.find(job->kind);
        if (handler == handlers_.end()) throw GiveUp("nothing here handles " + job->kind);
        handler->second(*job);
    } catch (...) {
        failure = std::current_exception();
    }
    finish(*job, failure);
    return true;
}

// Codes are words of small letters; what GiveUp says otherwise is a sentence for the log.
static bool is_code(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// An attempt whose lease ran out is no longer its own: the attempt that took over finishes the job.
void Runner::finish(Context const& job, std::exception_ptr failure)
{
    if (!failure) {
        database_.write([&](db::Tx& tx) { tx.run("DELETE FROM jobs WHERE id = $1 AND attempts = $2", job.id, job.attempt); });
        return;
    }
    std::string reason = "unknown";
    std::string code = "internal";
    bool hopeless = job.attempt >= config_.most_attempts;
    try {
        std::rethrow_exception(failure);
    } catch (GiveUp const& error) {
        reason = error.what();
        if (is_code(reason)) code = reason;
        hopeless = true;
    } catch (Problem const& problem) {
        reason = problem.what();
        code = problem.code;
    } catch (std::exception const& error) {
        reason = error.what();
    } catch (...) {
    }
    log::warning("job.failed", {{"kind", job.kind}, {"job", job.id.text()}, {"attempt", job.attempt}, {"dead", hopeless}, {"error", reason}});
    auto const last_word = last_words_.find(job.kind);
    database_.write([&](db::Tx& tx) {
        auto const marked = tx.run(R"(
            UPDATE jobs
            SET    state = $2, run_at = $3, leased_until = 0, last_error = $4
            WHERE  id = $1 AND attempts = $5
        )", job.id, hopeless ? "dead" : "waiting", clock_.now() + back_off(job.attempt), storable(reason, 500), job.attempt);
        if (hopeless && marked > 0 && last_word != last_words_.end()) last_word->second(tx, job, code);
    });
}

std::size_t Runner::run_due()
{
    std::size_t count = 0;
    while (run_one()) ++count;
    return count;
}

void Runner::run_periodic()
{
    std::unique_lock const lock(periodic_mutex_, std::try_to_lock);
    if (!lock) return;  // another thread is at it
    auto const now = clock_.now();
    for (auto& entry : periodic_) {
        if (now < entry.due) continue;
        entry.due = now + entry.period;
        entry.task(now);
    }
}

void Runner::loop(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        try {
            run_periodic();
            if (run_one()) continue;
        } catch (std::exception const& error) {
            log::error("job.runner", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex_);
        awake_.wait_for(lock, stop, config_.longest_nap, [this] { return woken_; });
        woken_ = false;
    }
}

}  // namespace loggia::jobs
