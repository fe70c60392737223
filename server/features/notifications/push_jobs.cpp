// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/push_jobs.hpp"

#include <algorithm>

#include "features/notifications/notification_view.hpp"
#include "platform/auth/base64url.hpp"
#include "platform/utf8.hpp"

namespace loggia::notifications {

namespace {

constexpr std::size_t longest_text = 800; // bytes of each of title and body

struct Payload {
    std::string title;
    std::string body;
    std::string path; // on this host
    std::string tag;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (title, body, path, tag))

struct SealedSubscription {
    std::string endpoint;
    std::string p256dh;
    std::string auth;
};
BOOST_DESCRIBE_STRUCT(SealedSubscription, (), (endpoint, p256dh, auth))

struct ReaderRow {
    Locale locale;
    std::string place; // the portal's or the organization's name
    std::string root;  // where its pages lie
};
BOOST_DESCRIBE_STRUCT(ReaderRow, (), (locale, place, root))

struct Draft {
    push::Subscription subscription;
    push::Message message;
};

std::optional<ReaderRow> find_reader(db::Tx& tx, OrganizationId organization, store::PushRow const& row)
{
    if (row.audience == Audience::staff)
        return tx.find<ReaderRow>(R"(
            SELECT u.locale, o.name AS place, '/crm/' AS root
            FROM   users AS u
            JOIN   organizations AS o ON o.id = u.organization_id
            WHERE  u.organization_id = $1 AND u.id = $2 AND u.active = 1
        )",
                                  organization, row.recipient_id);
    return tx.find<ReaderRow>(R"(
        SELECT c.locale, p.name AS place, '/' || p.slug || '/' AS root
        FROM   contacts AS c
        JOIN   portals AS p ON p.organization_id = c.organization_id AND p.id = $3 AND p.enabled = 1
        WHERE  c.organization_id = $1 AND c.id = $2
    )",
                              organization, row.recipient_id, row.portal_id);
}

std::optional<push::Subscription> opened(auth::Sealer const& sealer, OrganizationId organization, store::PushRow const& row)
{
    auto const text = sealer.open(row.sealed, seal_owner(organization, row.id));
    if (!text) return std::nullopt;
    auto const found = json::read_text<SealedSubscription>(*text);
    return push::Subscription{found.endpoint,
                              {auth::decode_base64url(found.p256dh).value_or(""), auth::decode_base64url(found.auth).value_or("")}};
}

// Rights may have been taken away since it was planned.
bool may_still_read(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationKind kind, Timestamp now)
{
    if (recipient.audience == Audience::staff) return true;
    auto const entries = store::entries_of(tx, organization, ContactId{recipient.id}, now);
    return std::ranges::any_of(entries, [&](auto const& entry) { return kinds_shown(Audience::contact, entry.rights).has(kind); });
}

auth::Rights rights_of(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Timestamp now)
{
    auth::Rights rights;
    if (recipient.audience == Audience::contact)
        for (auto const& entry : store::entries_of(tx, organization, ContactId{recipient.id}, now)) rights = rights.with(entry.rights);
    return rights;
}

push::Message message_of(Notification const& notification, ReaderRow const& reader, Audience audience, i18n::Catalogue const& catalogue)
{
    auto const locale = reader.locale.empty() ? std::string("en") : reader.locale.text();
    auto const said = notification.detail.find("excerpt");
    auto const sentence = sentence_of(notification, catalogue, locale);
    auto const body = said == notification.detail.end() || said->second.empty() ? reader.place : said->second;
    Payload const payload{std::string(front_of(sentence, longest_text)), std::string(front_of(body, longest_text)),
                          reader.root + path_of(notification, audience), tag_of(notification)};
    return {json::to_text(payload), payload.tag, is_urgent(notification.kind) ? push::Urgency::high : push::Urgency::normal};
}

std::optional<Draft> find_draft(db::Tx& tx, jobs::Context const& job, PushJob const& wanted, NotificationServices const& services)
{
    auto const row = store::find_subscription(tx, job.organization, wanted.subscription, job.now);
    if (!row) return std::nullopt;
    Recipient const recipient{row->audience, row->recipient_id};
    auto notification = store::find(tx, job.organization, recipient, wanted.notification);
    auto const reader = find_reader(tx, job.organization, *row);
    auto subscription = opened(services.sealer, job.organization, *row);
    if (!notification || notification->seen_at || !reader || !subscription) return std::nullopt;
    if (!may_still_read(tx, job.organization, recipient, notification->kind, job.now)) return std::nullopt;
    auto const told = shown(*std::move(notification), recipient, rights_of(tx, job.organization, recipient, job.now));
    return Draft{*std::move(subscription), message_of(told, *reader, recipient.audience, services.mails.catalogue)};
}

std::string subject_of(portals::MailServices const& mails)
{
    return mails.public_url.starts_with("https://") ? mails.public_url : "mailto:" + mails.sender;
}

void forget(jobs::Context& job, PushSubscriptionId subscription)
{
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        store::delete_subscription(tx, job.organization, subscription);
    });
}

} // namespace

std::string seal_owner(OrganizationId organization, PushSubscriptionId subscription)
{
    return "push " + organization.text() + " " + subscription.text();
}

std::string sealed(auth::Sealer const& sealer, OrganizationId organization, PushSubscriptionId id, push::Subscription const& subscription)
{
    SealedSubscription const kept{subscription.endpoint, auth::encode_base64url(subscription.keys.public_key),
                                  auth::encode_base64url(subscription.keys.auth_secret)};
    return sealer.seal(json::to_text(kept), seal_owner(organization, id));
}

void plan_pushes(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId notification, Timestamp now)
{
    for (auto const& subscription : store::subscriptions_of(tx, organization, recipient, now))
        jobs::enqueue(tx, now,
                      {.kind = std::string(push_job),
                       .organization = organization,
                       .payload = json::to_text(PushJob{notification, subscription.id}),
                       .key = notification.text() + ":" + subscription.id.text()});
}

void send_push(jobs::Context& job, NotificationServices const& services)
{
    auto const wanted = json::read_text<PushJob>(job.payload);
    std::optional<Draft> draft;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        draft = find_draft(tx, job, wanted, services);
    });
    if (!draft) return;
    push::PushService const service(services.http, services.push_key.get(), subject_of(services.mails));
    try {
        if (service.send(draft->subscription, draft->message, job.now) == push::Outcome::gone) forget(job, wanted.subscription);
    } catch (Problem const& problem) {
        if (problem.fault != Fault::invalid) throw;
        throw jobs::GiveUp(problem.code);
    }
}

} // namespace loggia::notifications
