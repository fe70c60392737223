// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/news_mail.hpp"

#include "features/notifications/mail_preferences.hpp"
#include "features/notifications/notification_view.hpp"
#include "features/portals/mail_reader.hpp"
#include "features/staff/staff_mails.hpp"

namespace loggia::notifications {

namespace {

constexpr std::size_t most_told = 10; // of one mail

struct NewsJob {
    Audience audience = Audience::staff;
    std::int64_t recipient = 0;
};
BOOST_DESCRIBE_STRUCT(NewsJob, (), (audience, recipient))

// Who reads it, and what there is to say.
struct Draft {
    std::optional<portals::MailReader> client;
    std::optional<staff::Reader> user;
    std::vector<Notification> news; // the oldest first
    std::optional<Timestamp> later; // it is too early

    std::string place() const { return client ? client->portal.name : user->organization_name; }
    std::string name() const { return client ? client->recipient.name() : user->name; }
};

NotificationKinds mailed_kinds(NotificationKinds shown, Choices const& choices)
{
    return shown.without(choices.mail_off);
}

auth::Rights rights_of(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    auth::Rights rights;
    for (auto const& entry : store::entries_of(tx, organization, contact, now)) rights = rights.with(entry.rights);
    return rights;
}

// The mail goes to the person's own address, about what his own access shows him now.
bool find_reader(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Draft& draft)
{
    if (recipient.audience == Audience::staff) {
        draft.user = staff::find_reader(tx, organization, UserId{recipient.id});
        return draft.user.has_value();
    }
    draft.client = portals::find_mail_reader(tx, organization, ContactId{recipient.id});
    return draft.client && draft.client->may_enter;
}

bool has_own_mail(Notification const& notification)
{
    auto const* notifiable = activities::find_notifiable(notification.action);
    return !notifiable || notifiable->own_mail == activities::OwnMail::yes;
}

std::optional<Draft> find_draft(db::Tx& tx, jobs::Context const& job, Recipient const& recipient)
{
    auto const choices = store::choices_of(tx, job.organization, recipient);
    auto const zone = store::time_zone_of(tx, job.organization);
    auto const rights =
        recipient.audience == Audience::staff ? auth::Rights{} : rights_of(tx, job.organization, ContactId{recipient.id}, job.now);
    auto const kinds = mailed_kinds(kinds_shown(recipient.audience, rights), choices);
    Draft draft;
    for (auto& row : store::list_unmailed(tx, job.organization, recipient, {kinds, {}})) {
        auto notification = shown(std::move(row), recipient, rights);
        if (!has_own_mail(notification)) draft.news.push_back(std::move(notification));
    }
    if (draft.news.empty() || choices.mail_pace == MailPace::never || !find_reader(tx, job.organization, recipient, draft))
        return std::nullopt;
    if (!is_mail_due(choices, job.now, zone)) draft.later = next_mail(choices, job.now, zone);
    return draft;
}

// What it says, and what somebody wrote.
std::string paragraph_of(Notification const& notification, i18n::Catalogue const& catalogue, std::string const& locale)
{
    auto text = "• " + sentence_of(notification, catalogue, locale);
    for (auto const* const member : {"excerpt", "comment"})
        if (auto const found = notification.detail.find(member); found != notification.detail.end() && !found->second.empty())
            text += "\n“" + found->second + "”";
    return text;
}

mail::Content content_of(Draft const& draft, portals::MailWords const& words, i18n::Catalogue const& catalogue, std::string const& url)
{
    auto const count = draft.news.size();
    i18n::Arguments const arguments{{"name", draft.name()}, {"place", draft.place()}, {"count", count}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", arguments);
    content.paragraphs = {words("greeting", arguments), words("text", arguments)};
    for (std::size_t i = 0; i < std::min(count, most_told); ++i)
        content.paragraphs.push_back(paragraph_of(draft.news[i], catalogue, words.locale()));
    if (count > most_told) content.paragraphs.push_back(words("more", {{"count", count - most_told}}));
    content.preview = sentence_of(draft.news.front(), catalogue, words.locale());
    content.button = mail::Button{words("button", arguments), url};
    content.notes = {words(draft.client ? "change" : "staff_change")};
    return content;
}

std::string subject_of(Draft const& draft, portals::MailWords const& words, i18n::Catalogue const& catalogue)
{
    if (draft.news.size() == 1) return sentence_of(draft.news.front(), catalogue, words.locale());
    return words("subject", {{"count", draft.news.size()}, {"place", draft.place()}});
}

void send(Draft const& draft, MailReaderKey const& key, NotificationServices const& services, Timestamp now)
{
    auto const& mails = services.mails;
    auto const off = mails.public_url + "/api/v1/public/mail-preferences/" + preferences_token(services.sealer, key);
    portals::MailHeaders const headers{{"List-Unsubscribe", "<" + off + ">"}, {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
    // One piece of news leads to the thing itself, several to the list of them.
    auto const path = draft.news.size() == 1 ? path_of(draft.news.front(), key.recipient.audience) : std::string("notifications");
    if (draft.user) {
        auto const words = staff::words_for(mails, *draft.user, "news");
        auto const content = content_of(draft, words, mails.catalogue, mails.public_url + "/crm/" + path);
        return staff::send_mail(mails, *draft.user, subject_of(draft, words, mails.catalogue), content, now, headers);
    }
    auto const& [recipient, portal, may_enter] = *draft.client;
    portals::MailWords const words(mails, recipient, "news");
    auto content = content_of(draft, words, mails.catalogue, portals::address_of(mails, portal) + path);
    if (auto support = portals::support_line(mails, recipient, portal); !support.empty()) content.notes.push_back(std::move(support));
    portals::send_mail(mails, recipient, portal, subject_of(draft, words, mails.catalogue), content, now, {}, headers);
}

void enqueue(db::Tx& tx, OrganizationId organization, Recipient const& recipient, MailPace pace, Timestamp now, Timestamp at)
{
    jobs::enqueue(tx, now,
                  {.kind = std::string(news_mail_job),
                   .organization = organization,
                   .payload = json::to_text(NewsJob{recipient.audience, recipient.id}),
                   // Who changes the pace is not bound by what was planned before.
                   .key = encode_id(recipient.id) + ":" + std::string(json::enum_name(pace)),
                   .delay = at - now});
}

} // namespace

void plan_news_mail(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Choices const& choices, Timestamp now)
{
    if (auto const at = next_mail(choices, now, store::time_zone_of(tx, organization)))
        enqueue(tx, organization, recipient, choices.mail_pace, now, *at);
}

void send_news(jobs::Context& job, NotificationServices const& services)
{
    auto const wanted = json::read_text<NewsJob>(job.payload);
    Recipient const recipient{wanted.audience, wanted.recipient};
    std::optional<Draft> draft;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        draft = find_draft(tx, job, recipient);
    });
    if (!draft) return;
    if (!draft->later) send(*draft, {job.organization, recipient}, services, job.now);
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        if (draft->later)
            return enqueue(tx, job.organization, recipient, store::choices_of(tx, job.organization, recipient).mail_pace, job.now,
                           *draft->later);
        std::vector<NotificationId> told;
        for (auto const& notification : draft->news) told.push_back(notification.id);
        store::set_mailed(tx, job.organization, recipient, told, job.now);
        store::set_last_mail(tx, job.organization, recipient, job.now);
    });
}

} // namespace loggia::notifications
