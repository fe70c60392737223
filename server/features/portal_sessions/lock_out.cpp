// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/lock_out.hpp"

#include "features/activities/record.hpp"
#include "platform/json/writer.hpp"

namespace loggia::portal_sessions {

namespace {

constexpr std::string_view locked_out_mail = "mail.locked_out";

struct LockOutJob {
    ContactId contact;
    PortalId portal;
};
BOOST_DESCRIBE_STRUCT(LockOutJob, (), (contact, portal))

bool has_codes(db::Tx& tx, OrganizationId organization, PortalId portal)
{
    return tx.number("SELECT sign_in_codes FROM portals WHERE organization_id = $1 AND id = $2", organization, portal) == 1;
}

void send(jobs::Context& job, portals::MailServices const& services)
{
    auto const task = json::read_text<LockOutJob>(job.payload);
    std::optional<portals::Addressee> reader;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        if (has_codes(tx, job.organization, task.portal)) reader = portals::find_addressee(tx, job.organization, task.contact, task.portal);
    });
    if (!reader) return;
    portals::MailWords const words(services, reader->recipient, "locked_out");
    i18n::Arguments const names{{"portal", reader->portal.name}, {"name", reader->recipient.name()}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.preview = words("preview", names);
    content.paragraphs = {words("greeting", names), words("text", names), words("way_in", names)};
    content.button = mail::Button{words("button", names), portals::address_of(services, reader->portal)};
    content.notes = {words("note", names)};
    if (auto support = portals::support_line(services, reader->recipient, reader->portal); !support.empty())
        content.notes.push_back(std::move(support));
    portals::send_mail(services, reader->recipient, reader->portal, words("subject", names), content, job.now);
}

} // namespace

void tell_of_lock_out(http::Request& request, db::Tx& tx, portals::PortalPlace const& portal, Entrant const& entrant,
                      sign_in::Attempt const& attempt)
{
    auto const organization = portal.organization_id;
    if (sign_in::may_tell(tx, attempt, "timeline", std::chrono::hours(1), request.now))
        activities::record(tx, organization, {activities::ActorKind::system, 0, "Loggia", request.head.client_address}, request.now,
                           {.action = "account.locked_out", .contact = entrant.contact_id, .also_on = {portal.id.value}});
    if (!has_codes(tx, organization, portal.id)) return;
    if (!sign_in::may_tell(tx, attempt, "mail", std::chrono::hours(24), request.now)) return;
    jobs::enqueue(tx, request.now,
                  {.kind = std::string(locked_out_mail),
                   .organization = organization,
                   .payload = json::to_text(LockOutJob{entrant.contact_id, portal.id})});
}

void register_jobs(jobs::Runner& jobs, portals::MailServices const& services)
{
    jobs.on(std::string(locked_out_mail), [services](jobs::Context& job) { send(job, services); });
}

} // namespace loggia::portal_sessions
