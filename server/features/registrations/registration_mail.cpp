// SPDX-License-Identifier: Apache-2.0
#include "features/registrations/registration_mail.hpp"

#include "features/one_time/one_time.hpp"
#include "features/registrations/registration_store.hpp"
#include "features/registrations/registration.hpp"

namespace loggia::registrations {

namespace {

using portals::MailServices, portals::MailWords, portals::Recipient;

struct Draft {
    Applicant applicant;
    portals::store::FaceRow portal;
    bool is_known = false;
};

std::optional<Draft> find_draft(jobs::Context& job, SecretId id)
{
    std::optional<Draft> draft;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        draft.reset();
        auto const secret = one_time::find(tx, job.organization, id, job.now);
        if (!secret || !secret->portal_id) return;
        auto applicant = json::read_text<Applicant>(secret->payload);
        auto portal = portals::store::find_face(tx, job.organization, *secret->portal_id);
        auto const is_known = portals::has_access(tx, job.organization, *secret->portal_id, fold(applicant.email));
        if (portal) draft = Draft{std::move(applicant), *std::move(portal), is_known};
    });
    return draft;
}

void send_registration(jobs::Context& job, MailServices const& services)
{
    auto const id = json::read_text<RegistrationJob>(job.payload).secret;
    auto const draft = find_draft(job, id);
    if (!draft) return; // it was over before the mail could go
    auto const& applicant = draft->applicant;
    Recipient const recipient{applicant.email, applicant.first_name, applicant.last_name, applicant.locale};
    std::optional<std::string> code;
    if (!draft->is_known)
        job.database.write([&](db::Tx& tx) {
            tx.narrow_to(job.organization);
            code = one_time::make_code(tx, job.organization, id, one_time::CodeSlot::first, job.now);
        });
    if (!draft->is_known && !code) return;

    MailWords const words(services, recipient, draft->is_known ? "registration_known" : "registration");
    i18n::Arguments const names{{"portal", draft->portal.name}, {"name", recipient.name()}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.paragraphs = {words("greeting", names), words("text", names)};
    if (code)
        content.facts = {{words("code"), *code}};
    else
        content.button = mail::Button{words("button", names), portals::address_of(services, draft->portal)};
    content.notes = {words("note", {{"minutes", one_time::code_lifetime.count()}})};
    if (auto support = portals::support_line(services, recipient, draft->portal); !support.empty())
        content.notes.push_back(std::move(support));
    portals::send_mail(services, recipient, draft->portal, words("subject", names), content, job.now);
}

void send_notice(jobs::Context& job, MailServices const& services)
{
    auto const [access, user] = json::read_text<NoticeJob>(job.payload);
    std::optional<store::NoticeRow> notice;
    std::optional<portals::store::FaceRow> portal;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        notice = store::find_notice(tx, job.organization, access, user);
        portal = notice ? portals::store::find_face(tx, job.organization, notice->portal_id) : std::nullopt;
    });
    if (!notice || !portal) return; // decided meanwhile, or the colleague left

    bool const waits = notice->state == portals::AccessState::pending;
    Recipient const recipient{notice->user_email, notice->user_name, "", notice->user_locale};
    MailWords const words(services, recipient, "registration_notice");
    i18n::Arguments const names{{"portal", portal->name}, {"contact", notice->contact_name}, {"name", notice->user_name}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words(waits ? "heading_waits" : "heading", names);
    content.paragraphs = {words("greeting", names), words(waits ? "text_waits" : "text", names)};
    content.facts = {{words("contact"), notice->contact_name}, {words("email"), notice->contact_email}};
    content.button = mail::Button{words("button"), services.public_url + "/crm/contacts/" + notice->contact_id.text()};
    portals::send_mail(services, recipient, *portal, words(waits ? "subject_waits" : "subject", names), content, job.now);
}

} // namespace

void register_jobs(jobs::Runner& jobs, MailServices const& services)
{
    jobs.on(std::string(registration_mail), [services](jobs::Context& job) { send_registration(job, services); });
    jobs.on(std::string(notice_mail), [services](jobs::Context& job) { send_notice(job, services); });
}

} // namespace loggia::registrations
