// SPDX-License-Identifier: Apache-2.0
#include "features/password_resets/password_reset_mail.hpp"

#include "features/one_time/one_time.hpp"
#include "features/password_resets/password_reset_store.hpp"
#include "features/staff/staff_mails.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/json/writer.hpp"

namespace loggia::password_resets {

namespace {

using one_time::Purpose;

constexpr std::string_view client_job = "mail.password_reset";
constexpr std::string_view staff_job = "mail.staff_password_reset";

struct ClientJob {
    AccountId account; // 0: nobody
    PortalId portal;
};
BOOST_DESCRIBE_STRUCT(ClientJob, (), (account, portal))

struct StaffJob {
    UserId user; // 0: nobody
};
BOOST_DESCRIBE_STRUCT(StaffJob, (), (user))

// Only the newest link works.
one_time::Issued issue_link(db::Tx& tx, one_time::Person const& person, EmailAddress const& to, Timestamp now)
{
    one_time::revoke(tx, person, Purpose::password_reset);
    return one_time::issue(tx, {Purpose::password_reset, person, json::to_text(SentTo{fold(to)}), lifetime}, now);
}

struct Wording {
    portals::MailWords words;
    std::string name;
    std::string place; // the portal or the organization
    std::string time_zone;
};

mail::Content content_of(Wording const& wording, std::string const& address, Timestamp expires_at)
{
    auto const& words = wording.words;
    i18n::Arguments const names{{"name", wording.name}, {"place", wording.place}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.preview = words("preview", names);
    content.paragraphs = {words("greeting", names), words("text", names)};
    content.facts = {{words("valid_until"), i18n::format_date_time(words.locale(), expires_at, wording.time_zone, i18n::DateStyle::full)}};
    content.button = mail::Button{words("button", names), address};
    content.notes = {words("note", names)};
    return content;
}

void send_to_client(jobs::Context& job, portals::MailServices const& services)
{
    auto const wanted = json::read_text<ClientJob>(job.payload);
    if (!wanted.account) return;
    std::optional<portals::Addressee> to;
    std::optional<one_time::Issued> link;
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        auto const account = store::find_account(tx, job.organization, wanted.account, wanted.portal);
        to = account ? portals::find_addressee(tx, job.organization, account->contact_id, wanted.portal) : std::nullopt;
        link.reset();
        if (to) link = issue_link(tx, {job.organization, {}, wanted.account, wanted.portal}, to->recipient.email, job.now);
    });
    if (!to || !link) return;
    portals::MailWords const words(services, to->recipient, "password_reset");
    auto const address = portals::address_of(services, to->portal) + "reset#" + link->token;
    auto content = content_of({words, to->recipient.name(), to->portal.name, to->time_zone}, address, link->expires_at);
    if (auto support = portals::support_line(services, to->recipient, to->portal); !support.empty())
        content.notes.push_back(std::move(support));
    portals::send_mail(services, to->recipient, to->portal, words("subject", {{"place", to->portal.name}}), content, job.now);
}

void send_to_user(jobs::Context& job, portals::MailServices const& services)
{
    auto const wanted = json::read_text<StaffJob>(job.payload);
    if (!wanted.user) return;
    std::optional<staff::Reader> to;
    std::optional<one_time::Issued> link;
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        to = staff::find_reader(tx, job.organization, wanted.user);
        link.reset();
        if (to) link = issue_link(tx, {.organization = job.organization, .user = wanted.user}, to->email, job.now);
    });
    if (!to || !link) return;
    auto const words = staff::words_for(services, *to, "password_reset");
    auto const address = services.public_url + "/crm/reset#" + link->token;
    auto const content = content_of({words, to->name, to->organization_name, to->time_zone}, address, link->expires_at);
    staff::send_mail(services, *to, words("subject", {{"place", to->organization_name}}), content, job.now);
}

} // namespace

void enqueue_client_reset(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal, Timestamp now)
{
    jobs::enqueue(tx, now,
                  {.kind = std::string(client_job), .organization = organization, .payload = json::to_text(ClientJob{account, portal})});
}

void enqueue_staff_reset(db::Tx& tx, OrganizationId organization, UserId user, Timestamp now)
{
    jobs::enqueue(tx, now, {.kind = std::string(staff_job), .organization = organization, .payload = json::to_text(StaffJob{user})});
}

void register_jobs(jobs::Runner& jobs, portals::MailServices const& services)
{
    jobs.on(std::string(client_job), [services](jobs::Context& job) { send_to_client(job, services); });
    jobs.on(std::string(staff_job), [services](jobs::Context& job) { send_to_user(job, services); });
}

} // namespace loggia::password_resets
