// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/auth/rights.hpp"
#include "platform/db/database.hpp"
#include "platform/id.hpp"

// Live updates: every open page of staff or client hears what happened, as type and ids only, and fetches anew.
namespace loggia::live {

// What happened, and who may hear of it: all staff of the organization or the users named, and the contacts named.
struct Event {
    OrganizationId organization;
    std::vector<ContactId> contacts;
    bool staff = true;
    std::string type;  // "activity"
    std::string data;  // one line of JSON
    // Sessions that are over: their streams end, and nobody hears anything. Nothing but the organization stands beside them.
    std::vector<SessionId> over{};
    std::vector<UserId> users{};          // where `staff` is false: these of them
    std::optional<auth::Right> needs{};   // contacts hear of it only where their access has this right
};

std::string to_text(Event const&);                 // for sending between nodes
std::optional<Event> parse_event(std::string const&);

// Ends the streams of these sessions on every node once the transaction has committed.
void close_streams(db::Tx& tx, OrganizationId organization, std::vector<SessionId> const& sessions);

// Whose page is listening.
struct Listener {
    OrganizationId organization;
    SessionId session;
    std::optional<ContactId> contact;  // absent: staff
    UserId user{};                     // of staff
    auth::Rights rights = auth::rights_of(auth::Level::extended); // of a contact's access, when the stream was opened
};

// One open stream. Events wait here until the connection takes them; when a reader is too slow the backlog is dropped
// and it is told to fetch everything anew.
class Subscription {
public:
    static constexpr std::size_t largest_backlog = 100;

    explicit Subscription(Listener listener) : listener_(listener) {}
    Listener const& listener() const { return listener_; }

    void push(std::string const& frame);
    void close();
    bool closed() const;
    std::string take();  // frames in text/event-stream form; empty when there is nothing new
    void on_change(std::function<void()> action);  // called on any thread after push() and close()

private:
    void changed();

    Listener const listener_;
    mutable std::mutex mutex_;
    std::deque<std::string> frames_;
    bool overflowed_ = false;
    bool closed_ = false;
    std::function<void()> action_;
};

class Hub {
public:
    std::shared_ptr<Subscription> subscribe(Listener listener);
    void publish(Event const& event);
    // What Database::listen() brings: an event, or nothing when notices may have been missed. Then every stream ends, so that
    // each comes back through the check of its session, and its page fetches everything anew.
    void hear(std::string const& notice);
    // Also a stream of it that is only just being opened, by a request that saw the session still there.
    void close_session(SessionId session);
    void close_all();
    std::size_t count() const;

private:
    std::vector<std::shared_ptr<Subscription>> all() const;

    struct Over {
        SessionId session;
        std::chrono::steady_clock::time_point since;
    };
    bool is_lately_over(SessionId session);

    mutable std::mutex mutex_;
    std::unordered_map<OrganizationId, std::vector<std::weak_ptr<Subscription>>> subscriptions_;
    std::vector<Over> lately_over_;
};

}  // namespace loggia::live
