// SPDX-License-Identifier: Apache-2.0
#include "features/activities/record.hpp"

#include <algorithm>

#include "features/activities/activity_store.hpp"
#include "features/activities/notifiable.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/live/hub.hpp"

namespace loggia::activities {

// A notification between nodes holds at most 7000 bytes; each contact told takes 16 of them.
static constexpr std::size_t most_told_at_once = 300;

// Each once: a contact may also stand among further subjects.
static std::vector<std::int64_t> subjects_of(Act const& act)
{
    auto subjects = act.also_on;
    subjects.insert(subjects.end(), {act.contact.value, act.deal.value, act.property.value});
    std::ranges::sort(subjects);
    subjects.erase(std::ranges::unique(subjects).begin(), subjects.end());
    std::erase(subjects, 0);
    return subjects;
}

// Ids and the action only: whoever hears of it fetches what he may see.
static std::string event_data(Act const& act)
{
    std::string data = "{\"action\":";
    json::write_text(data, act.action);
    auto const add = [&data](std::string_view name, auto id) {
        if (id) data += ",\"" + std::string(name) + "\":\"" + id.text() + "\"";
    };
    add("contact_id", act.contact);
    add("deal_id", act.deal);
    add("property_id", act.property);
    // What else a page shows by its id.
    for (auto const* const noun : {"appointment", "conversation"})
        if (auto const found = act.detail.find(noun); found != act.detail.end())
            if (auto const id = decode_id(found->second)) data += ",\"" + std::string(noun) + "_id\":\"" + encode_id(*id) + "\"";
    return data + "}";
}

static void tell_open_pages(db::Tx& tx, OrganizationId organization, Act const& act)
{
    live::Event event{organization, {}, true, "activity", event_data(act)};
    event.needs = act.needs;
    std::size_t told = 0;
    do {
        auto const count = std::min(most_told_at_once, act.told.size() - told);
        auto const first = act.told.begin() + static_cast<std::ptrdiff_t>(told);
        event.contacts.assign(first, first + static_cast<std::ptrdiff_t>(count));
        tx.notify(live::to_text(event));
        event.staff = false; // staff heard of it with the first part
        told += count;
    } while (told < act.told.size());
}

static Author author_of(http::Request const& request)
{
    auto const& actor = request.actor;
    auto const& from = request.head.client_address;
    if (actor.impersonation)
        return {ActorKind::staff, actor.impersonation->user.value, actor.impersonation->name, from, actor.contact, actor.name};
    switch (actor.kind) {
    case http::ActorKind::staff:
        return {ActorKind::staff, actor.user.value, actor.name, from};
    case http::ActorKind::client:
        return {ActorKind::contact, actor.self.value, actor.name, from};
    case http::ActorKind::nobody:
        break;
    }
    throw std::logic_error("nobody is signed in: name the author of this activity");
}

ActivityId record(http::Request const& request, Act const& act)
{
    return record(request, request.tx(), act);
}

ActivityId record(http::Request const& request, db::Tx& tx, Act const& act)
{
    return record(tx, request.organization(), author_of(request), request.now, act);
}

ActivityId record(db::Tx& tx, OrganizationId organization, Author const& author, Timestamp now, Act const& act)
{
    auto const activity = new_id<ActivityId>();
    store::insert_activity(tx, organization, activity, author, now, act);
    for (auto const subject : subjects_of(act)) store::insert_link(tx, organization, subject, activity);
    tell_open_pages(tx, organization, act);
    if (find_notifiable(act.action))
        jobs::enqueue(tx, now,
                      {.kind = std::string(spread_job), .organization = organization, .payload = "{\"activity\":\"" + activity.text() + "\"}"});
    return activity;
}

} // namespace loggia::activities
