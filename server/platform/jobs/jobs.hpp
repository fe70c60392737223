// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <map>
#include <thread>

#include "platform/db/database.hpp"

// Work that follows a commit: mails, fetches, pushes. Jobs are rows, so they survive a kill; each runs at least once, under
// a lease, and again with back-off when it fails. What fails too often is kept as dead, for the admin to see.
namespace loggia::jobs {

struct NewJob {
    std::string kind;                // "mail.invitation"
    OrganizationId organization{};   // 0: the installation's own work
    std::string payload = "{}";      // JSON; never a secret
    std::string key{};               // not empty: added only if no job of this kind and key waits
    std::chrono::milliseconds delay{0};
};

// What every node hears (Database::listen) when a job was added that can run at once: wake the runner.
inline constexpr std::string_view notice = "jobs";

// In the caller's transaction. A runner finds it within its nap (two seconds by default), or at once when it is woken.
void enqueue(db::Tx& tx, Timestamp now, NewJob const& job);

// What a handler is given. It opens its own transactions.
struct Context {
    db::Database& database;
    JobId id;
    OrganizationId organization;
    std::string kind;
    std::string payload;
    Timestamp now;
    std::int64_t attempt;  // 1 for the first
};

// Throws to be tried again; GiveUp when that would be of no use.
class GiveUp : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
using Handler = std::function<void(Context&)>;

// Told when a job is given up, in the transaction that marks it as dead. `code` is the problem's, that of GiveUp, or "internal":
// never a server's words.
using LastWord = std::function<void(db::Tx&, Context const&, std::string const& code)>;

struct RunnerConfig {
    unsigned threads = 2;
    std::chrono::milliseconds lease = std::chrono::minutes(5);
    std::chrono::milliseconds longest_nap = std::chrono::seconds(2);
    std::int64_t most_attempts = 8;
};

class Runner {
public:
    Runner(db::Database& database, Clock const& clock, RunnerConfig config = {});
    ~Runner();

    void on(std::string kind, Handler handler, LastWord last_word = {});  // before start()
    // Runs `task` about every `period`. Every node does, so it must be safe to repeat.
    void every(std::chrono::milliseconds period, std::function<void(Timestamp)> task);
    void start();
    void stop();  // waits for running jobs
    void wake();

    // Runs what is due until nothing is, on the calling thread; gives the number run. For tests and the command line.
    std::size_t run_due();
    // Runs what of every() is due, likewise.
    void run_periodic();

private:
    std::optional<Context> claim();
    bool run_one();
    void finish(Context const& job, std::exception_ptr failure);
    void loop(std::stop_token stop);

    db::Database& database_;
    Clock const& clock_;
    RunnerConfig config_;
    std::map<std::string, Handler> handlers_;
    std::map<std::string, LastWord> last_words_;
    struct Periodic {
        std::chrono::milliseconds period;
        std::function<void(Timestamp)> task;
        Timestamp due{};
    };
    std::mutex periodic_mutex_;
    std::vector<Periodic> periodic_;
    std::mutex mutex_;
    std::condition_variable_any awake_;
    bool woken_ = false;
    std::vector<std::jthread> threads_;
};

// When attempt `number` (1 …) failed: 5 s, 25 s, 2 min, 10 min, 52 min, then every hour.
std::chrono::milliseconds back_off(std::int64_t number);

}  // namespace loggia::jobs
