// SPDX-License-Identifier: Apache-2.0
#include "features/notices/notice.hpp"

#include "features/staff/staff_mails.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/json/writer.hpp"

namespace loggia::notices {

namespace {

constexpr std::string_view client_notice = "mail.notice";
constexpr std::string_view staff_notice = "mail.staff_notice";

struct ClientNotice {
    AccountId account;
    PortalId portal;
    Notice notice = Notice::password_changed;
    Timestamp at; // when it happened; the job may run later
};
BOOST_DESCRIBE_STRUCT(ClientNotice, (), (account, portal, notice, at))

struct StaffNotice {
    UserId user;
    Notice notice = Notice::password_changed;
    Timestamp at;
};
BOOST_DESCRIBE_STRUCT(StaffNotice, (), (user, notice, at))

// What both kinds of readers are told: what happened, when, and what to do if it was somebody else.
struct Wording {
    portals::MailWords words;
    std::string name;
    std::string time_zone;
    std::string what_to_do; // "not_you" or "staff_not_you"
};

std::string kind_of(Notice notice)
{
    return std::string(json::enum_name(notice));
}

mail::Content content_of(Wording const& wording, Notice notice, Timestamp at)
{
    auto const& words = wording.words;
    mail::Content content;
    content.language = words.locale();
    content.heading = words(kind_of(notice) + "_subject");
    content.paragraphs = {words("greeting", {{"name", wording.name}}), words(kind_of(notice) + "_text"), words(wording.what_to_do)};
    content.preview = content.paragraphs.at(1);
    content.facts = {{words("at"), i18n::format_date_time(words.locale(), at, wording.time_zone, i18n::DateStyle::full)}};
    return content;
}

void send_to_client(jobs::Context& job, portals::MailServices const& services)
{
    auto const notice = json::read_text<ClientNotice>(job.payload);
    std::optional<portals::Addressee> reader;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        auto const contact =
            tx.number("SELECT contact_id FROM accounts WHERE organization_id = $1 AND id = $2", job.organization, notice.account);
        if (contact) reader = portals::find_addressee(tx, job.organization, ContactId{*contact}, notice.portal);
    });
    if (!reader) return;
    portals::MailWords const words(services, reader->recipient, "notice");
    auto content = content_of({words, reader->recipient.name(), reader->time_zone, "not_you"}, notice.notice, notice.at);
    if (auto support = portals::support_line(services, reader->recipient, reader->portal); !support.empty())
        content.notes.push_back(std::move(support));
    portals::send_mail(services, reader->recipient, reader->portal, words(kind_of(notice.notice) + "_subject"), content, job.now);
}

void send_to_user(jobs::Context& job, portals::MailServices const& services)
{
    auto const notice = json::read_text<StaffNotice>(job.payload);
    std::optional<staff::Reader> reader;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        reader = staff::find_reader(tx, job.organization, notice.user);
    });
    if (!reader) return;
    auto const words = staff::words_for(services, *reader, "notice");
    auto const content = content_of({words, reader->name, reader->time_zone, "staff_not_you"}, notice.notice, notice.at);
    staff::send_mail(services, *reader, words(kind_of(notice.notice) + "_subject"), content, job.now);
}

} // namespace

void tell_client(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal, Notice notice, Timestamp now)
{
    jobs::enqueue(tx, now,
                  {.kind = std::string(client_notice),
                   .organization = organization,
                   .payload = json::to_text(ClientNotice{account, portal, notice, now})});
}

void tell_user(db::Tx& tx, OrganizationId organization, UserId user, Notice notice, Timestamp now)
{
    jobs::enqueue(
        tx, now,
        {.kind = std::string(staff_notice), .organization = organization, .payload = json::to_text(StaffNotice{user, notice, now})});
}

void register_jobs(jobs::Runner& jobs, portals::MailServices const& services)
{
    jobs.on(std::string(client_notice), [services](jobs::Context& job) { send_to_client(job, services); });
    jobs.on(std::string(staff_notice), [services](jobs::Context& job) { send_to_user(job, services); });
}

} // namespace loggia::notices
