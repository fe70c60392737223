// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_spread.hpp"

#include <algorithm>

#include "features/deals/contact_offers.hpp"
#include "features/notifications/news_mail.hpp"
#include "features/notifications/push_jobs.hpp"
#include "platform/live/hub.hpp"

namespace loggia::notifications {

namespace {

using store::ActivityRow;

struct Told {
    Recipient recipient;
    NotificationKind kind = NotificationKind::messages;
};

// Staff who act for a client do so on the client's side.
Doer doer_of(ActivityRow const& activity)
{
    if (activity.actor_kind == "contact" || activity.on_behalf_of_id) return Doer::contact;
    return activity.actor_kind == "staff" ? Doer::staff : Doer::nobody;
}

bool did_it(ActivityRow const& activity, ContactId contact)
{
    if (activity.on_behalf_of_id) return *activity.on_behalf_of_id == contact;
    return activity.actor_kind == "contact" && activity.actor_id == contact.value;
}

std::optional<std::int64_t> id_in(ActivityRow const& activity, char const* name)
{
    auto const found = activity.detail.find(name);
    return found == activity.detail.end() ? std::nullopt : decode_id(found->second);
}

template <class IdType>
std::optional<IdType> typed(std::optional<std::int64_t> id)
{
    return id ? std::optional(IdType{*id}) : std::nullopt;
}

// What he sees through one of his ways in.
bool sees(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind, ContactId contact,
          store::Entry const& entry)
{
    auto const right = right_for(kind);
    if (right && !entry.rights.has(*right)) return false;
    if (entry.since && activity.at < *entry.since) return false;
    if (kind != NotificationKind::properties) return true;
    http::Viewer viewer(contact);
    viewer.since = entry.since;
    viewer.rights = entry.rights;
    return deals::find_offer_of_contact(tx, organization, viewer, activity.property_id.value_or(PropertyId{})).has_value();
}

// A deal that is lost is not shown in the portal any more, so nobody is told of it there.
bool is_shown(ActivityRow const& activity, NotificationKind kind)
{
    if (kind != NotificationKind::progress) return true;
    auto const stage = activity.detail.find("kind");
    return stage == activity.detail.end() || stage->second != "lost";
}

void add_clients(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind, Timestamp now,
                 std::vector<Told>& told)
{
    if (!is_shown(activity, kind)) return;
    for (auto const contact : store::contacts_concerned(tx, organization, activity, kind)) {
        if (did_it(activity, contact)) continue;
        auto const entries = store::entries_of(tx, organization, contact, now);
        if (std::ranges::any_of(entries, [&](auto const& entry) { return sees(tx, organization, activity, kind, contact, entry); }))
            told.push_back({{Audience::contact, contact.value}, kind});
    }
}

void add_staff(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind, std::vector<Told>& told)
{
    auto const doer = activity.actor_kind == "staff" ? typed<UserId>(activity.actor_id) : std::nullopt;
    for (auto const user : staff_to_tell(store::chain_for(tx, organization, activity, kind), doer))
        told.push_back({{Audience::staff, user.value}, kind});
}

std::vector<Told> told_of(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, Timestamp now)
{
    auto const* notifiable = activities::find_notifiable(activity.action);
    if (!notifiable) return {};
    std::vector<Told> told;
    auto const doer = doer_of(activity);
    if (auto const kind = kind_for(*notifiable, Audience::contact, doer)) add_clients(tx, organization, activity, *kind, now, told);
    if (auto const kind = kind_for(*notifiable, Audience::staff, doer)) add_staff(tx, organization, activity, *kind, told);
    return told;
}

store::NewRow row_for(ActivityRow const& activity, Told const& told)
{
    return {new_id<NotificationId>(),
            told.recipient,
            told.kind,
            typed<ConversationId>(id_in(activity, "conversation")),
            typed<MessageId>(id_in(activity, "message")),
            typed<AppointmentId>(id_in(activity, "appointment"))};
}

void spread_in(db::Tx& tx, OrganizationId organization, ActivityId id, Timestamp now)
{
    auto const activity = store::find_activity(tx, organization, id);
    if (!activity) return;
    auto const own_mail =
        activities::find_notifiable(activity->action) ? activities::find_notifiable(activity->action)->own_mail : activities::OwnMail::no;
    for (auto const& told : told_of(tx, organization, *activity, now)) {
        auto const row = row_for(*activity, told);
        if (!store::insert(tx, organization, *activity, row)) continue;
        tell_pages(tx, organization, told.recipient, "notification.created", row.id);
        auto const choices = store::choices_of(tx, organization, told.recipient);
        if (is_mailed(choices, told.kind, own_mail)) plan_news_mail(tx, organization, told.recipient, choices, now);
        if (is_pushed(choices, told.kind)) plan_pushes(tx, organization, told.recipient, row.id, now);
    }
}

void see(db::Tx& tx, OrganizationId organization, Recipient const& recipient, std::int64_t seen)
{
    if (seen > 0) tell_pages(tx, organization, recipient, "notification.seen", std::nullopt);
}

} // namespace

void tell_pages(db::Tx& tx, OrganizationId organization, Recipient const& recipient, std::string_view action,
                std::optional<NotificationId> notification)
{
    live::Event event{organization, {}, false, "activity", {}};
    event.data = "{\"action\":\"" + std::string(action) + "\"";
    if (notification) event.data += ",\"notification_id\":\"" + notification->text() + "\"";
    event.data += "}";
    if (recipient.audience == Audience::staff)
        event.users = {UserId{recipient.id}};
    else
        event.contacts = {ContactId{recipient.id}};
    tx.notify(live::to_text(event));
}

void spread(jobs::Context& job)
{
    auto const activity = json::read_text<SpreadJob>(job.payload).activity;
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        spread_in(tx, job.organization, activity, job.now);
    });
}

void spread_quietly(db::Tx& tx, OrganizationId organization, ActivityId id)
{
    auto const activity = store::find_activity(tx, organization, id);
    if (!activity) return;
    for (auto const& told : told_of(tx, organization, *activity, activity->at)) {
        auto const row = row_for(*activity, told);
        if (store::insert(tx, organization, *activity, row)) store::set_mailed(tx, organization, told.recipient, {row.id}, activity->at);
    }
}

std::int64_t unseen_of_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return store::count_unseen(tx, organization, {Audience::staff, user.value}, {activities::kinds_of_staff, {}});
}

void see_property(db::Tx& tx, OrganizationId organization, Recipient const& recipient, PropertyId property, Timestamp now)
{
    see(tx, organization, recipient, store::see_property(tx, organization, recipient, property, now));
}

void see_messages(db::Tx& tx, OrganizationId organization, Recipient const& recipient, ConversationId conversation, MessageId up_to,
                  Timestamp now)
{
    see(tx, organization, recipient, store::see_messages(tx, organization, recipient, conversation, up_to, now));
}

} // namespace loggia::notifications
