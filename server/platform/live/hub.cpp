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
};
BOOST_DESCRIBE_STRUCT(Wire, (), (organization, contacts, staff, type, data))

bool may_hear(Listener const& listener, Event const& event)
{
    if (!listener.contact) return event.staff;
    return std::ranges::find(event.contacts, *listener.contact) != event.contacts.end();
}

}  // namespace

std::string to_text(Event const& event)
{
    return json::to_text(Wire{event.organization, event.contacts, event.staff, event.type, event.data});
}

std::optional<Event> parse_event(std::string const& text)
{
    try {
        auto wire = json::read_text<Wire>(text);
        return Event{wire.organization, std::move(wire.contacts), wire.staff, std::move(wire.type), std::move(wire.data)};
    } catch (Problem const&) {
        return std::nullopt;
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

void Subscription::resync()
{
    {
        std::lock_guard const lock(mutex_);
        frames_.clear();
        overflowed_ = true;
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
    return subscription;
}

void Hub::publish(Event const& event)
{
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

void Hub::resync_all()
{
    for (auto const& subscription : all()) subscription->resync();
}

void Hub::close_session(SessionId session)
{
    for (auto const& subscription : all())
        if (subscription->listener().session == session) subscription->close();
}

void Hub::close_all()
{
    for (auto const& subscription : all()) subscription->close();
}

std::size_t Hub::count() const { return all().size(); }

}  // namespace loggia::live
