// SPDX-License-Identifier: Apache-2.0
#include "platform/live/hub.hpp"

#include "platform/json/writer.hpp"

namespace loggia::live {

namespace {

struct Wire {
    OrganizationId organization;
    std::vector<ContactId> contacts;
    bool staff = true;
    std::string type;
    std::string data;
    std::vector<SessionId> over;
    std::vector<UserId> users;
    std::optional<auth::Right> needs;
};
BOOST_DESCRIBE_STRUCT(Wire, (), (organization, contacts, staff, type, data, over, users, needs))

// A notice between nodes holds at most 7000 bytes; each session takes 16 of them.
constexpr std::size_t most_sessions_at_once = 400;

// Longer than a request takes from the check of its session to the opening of its stream, and not longer than a page waits
// before it comes back ("retry: 2000"): a session that was told to come back may be good.
constexpr std::chrono::milliseconds remembered_over{1900};

bool may_hear(Listener const& listener, Event const& event)
{
    if (!listener.contact) return event.staff || std::ranges::find(event.users, listener.user) != event.users.end();
    if (event.needs && !listener.rights.has(*event.needs)) return false;
    return std::ranges::find(event.contacts, *listener.contact) != event.contacts.end();
}

}  // namespace

std::string to_text(Event const& event)
{
    return json::to_text(Wire{event.organization, event.contacts, event.staff, event.type, event.data, event.over, event.users, event.needs});
}

std::optional<Event> parse_event(std::string const& text)
{
    try {
        auto wire = json::read_text<Wire>(text);
        return Event{wire.organization, std::move(wire.contacts), wire.staff, std::move(wire.type), std::move(wire.data),
                     std::move(wire.over), std::move(wire.users), wire.needs};
    } catch (Problem const&) {
        return std::nullopt;
    }
}

void close_streams(db::Tx& tx, OrganizationId organization, std::vector<SessionId> const& sessions)
{
    for (std::size_t told = 0; told < sessions.size(); told += most_sessions_at_once) {
        auto const count = std::min(most_sessions_at_once, sessions.size() - told);
        auto const first = sessions.begin() + static_cast<std::ptrdiff_t>(told);
        Event event{organization, {}, false, "", "", {first, first + static_cast<std::ptrdiff_t>(count)}};
        tx.notify(to_text(event));
    }
}

void Subscription::push(std::string const& frame)
{
    {
        std::lock_guard const lock(mutex_);
        if (closed_) return;
        if (frames_.size() >= largest_backlog) {
            frames_.clear();
            overflowed_ = true;
        }
        frames_.push_back(frame);
    }
    changed();
}

void Subscription::close()
{
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
    }
    changed();
}

bool Subscription::closed() const
{
    std::lock_guard const lock(mutex_);
    return closed_;
}

std::string Subscription::take()
{
    std::lock_guard const lock(mutex_);
    std::string text = overflowed_ ? "event: resync\ndata: {}\n\n" : "";
    for (auto const& frame : frames_) text += frame;
    frames_.clear();
    overflowed_ = false;
    return text;
}

void Subscription::on_change(std::function<void()> action)
{
    std::lock_guard const lock(mutex_);
    action_ = std::move(action);
}

void Subscription::changed()
{
    std::lock_guard const lock(mutex_);
    if (action_) action_();
}

std::shared_ptr<Subscription> Hub::subscribe(Listener listener)
{
    auto subscription = std::make_shared<Subscription>(listener);
    std::lock_guard const lock(mutex_);
    auto& all = subscriptions_[listener.organization];
    std::erase_if(all, [](auto const& weak) { return weak.expired(); });
    all.push_back(subscription);
    if (is_lately_over(listener.session)) subscription->close();
    return subscription;
}

bool Hub::is_lately_over(SessionId session)
{
    auto const now = std::chrono::steady_clock::now();
    std::erase_if(lately_over_, [now](Over const& over) { return now - over.since > remembered_over; });
    return std::ranges::find(lately_over_, session, &Over::session) != lately_over_.end();
}

void Hub::hear(std::string const& notice)
{
    if (notice.empty()) return close_all();
    if (auto const event = parse_event(notice)) publish(*event);
}

void Hub::publish(Event const& event)
{
    if (!event.over.empty()) {
        for (auto const session : event.over) close_session(session);
        return;
    }
    auto const frame = "event: " + event.type + "\ndata: " + event.data + "\n\n";
    std::vector<std::shared_ptr<Subscription>> receivers;
    {
        std::lock_guard const lock(mutex_);
        auto const found = subscriptions_.find(event.organization);
        if (found == subscriptions_.end()) return;
        for (auto const& weak : found->second)
            if (auto subscription = weak.lock(); subscription && may_hear(subscription->listener(), event))
                receivers.push_back(std::move(subscription));
    }
    for (auto const& receiver : receivers) receiver->push(frame);
}

std::vector<std::shared_ptr<Subscription>> Hub::all() const
{
    std::lock_guard const lock(mutex_);
    std::vector<std::shared_ptr<Subscription>> open;
    for (auto const& [organization, subscriptions] : subscriptions_)
        for (auto const& weak : subscriptions)
            if (auto subscription = weak.lock()) open.push_back(std::move(subscription));
    return open;
}

void Hub::close_session(SessionId session)
{
    {
        std::lock_guard const lock(mutex_);
        if (!is_lately_over(session)) lately_over_.push_back({session, std::chrono::steady_clock::now()});
    }
    for (auto const& subscription : all())
        if (subscription->listener().session == session) subscription->close();
}

void Hub::close_all()
{
    for (auto const& subscription : all()) subscription->close();
}

std::size_t Hub::count() const { return all().size(); }

}  // namespace loggia::live
