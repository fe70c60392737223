// SPDX-License-Identifier: Apache-2.0
#include "features/profile/address_change_mails.hpp"

#include "features/one_time/one_time.hpp"
#include "platform/json/writer.hpp"

namespace loggia::profile {

namespace {

constexpr std::string_view email_code_job = "mail.email_change";
constexpr std::string_view farewell_job = "mail.email_changed";
constexpr std::string_view phone_code_job = "sms.phone_change";

constexpr char const* taken_kind = "email_change_taken";
constexpr std::int64_t minutes_valid = one_time::code_lifetime.count();

template <class Task>
void enqueue(db::Tx& tx, OrganizationId organization, std::string_view kind, Task const& task, Timestamp now)
{
    jobs::enqueue(tx, now, {.kind = std::string(kind), .organization = organization, .payload = json::to_text(task)});
}

// Whom a code goes to, and the code; nothing to send when the attempt is over.
template <class Change>
struct Draft {
    Change change;
    portals::Addressee reader;
    std::optional<std::string> code;
};

bool is_taken(db::Tx& tx, OrganizationId organization, EmailAddress const& email, ContactId except)
{
    return tx
        .number("SELECT id FROM contacts WHERE organization_id = $1 AND email_folded = $2 AND id <> $3", organization, fold(email), except)
        .has_value();
}

template <class Change, class Task>
std::optional<Draft<Change>> find_draft(db::Tx& tx, jobs::Context const& job, Task const& task)
{
    tx.narrow_to(job.organization);
    auto const secret = one_time::find(tx, job.organization, task.secret, job.now);
    auto reader = portals::find_addressee(tx, job.organization, task.contact, task.portal);
    if (!secret || !reader) return std::nullopt;
    return Draft<Change>{json::read_text<Change>(secret->payload), *std::move(reader), {}};
}

std::optional<Draft<EmailChange>> draft_email(jobs::Context& job, EmailCodeJob const& task)
{
    std::optional<Draft<EmailChange>> draft;
    job.database.write([&](db::Tx& tx) {
        draft = find_draft<EmailChange>(tx, job, task);
        if (!draft) return;
        if (task.side == Side::fresh && is_taken(tx, job.organization, draft->change.to, task.contact)) return;
        auto const slot = task.side == Side::current ? one_time::CodeSlot::first : one_time::CodeSlot::second;
        draft->code = one_time::make_code(tx, job.organization, task.secret, slot, job.now);
    });
    return draft;
}

// The words of mail.<kind>, with the code when there is one.
void send(jobs::Context& job, portals::MailServices const& services, Draft<EmailChange> const& draft, std::string const& kind)
{
    auto const& reader = draft.reader;
    portals::MailWords const words(services, reader.recipient, kind);
    i18n::Arguments names{
        {"portal", reader.portal.name}, {"name", reader.recipient.name()}, {"address", draft.change.to.text()}, {"minutes", minutes_valid}};
    if (draft.code) names.emplace_back("code", *draft.code);
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.preview = words("preview", names);
    // Whoever has the address that is taken is not told by whom.
    if (kind != taken_kind) content.paragraphs = {words("greeting", names)};
    content.paragraphs.push_back(words("text", names));
    if (draft.code) content.facts = {{words("code"), *draft.code}};
    content.notes = {words("note", names)};
    if (auto support = portals::support_line(services, reader.recipient, reader.portal); !support.empty())
        content.notes.push_back(std::move(support));
    portals::send_mail(services, reader.recipient, reader.portal, words("subject", names), content, job.now);
}

void send_email_code(jobs::Context& job, portals::MailServices const& services)
{
    auto const task = json::read_text<EmailCodeJob>(job.payload);
    auto draft = draft_email(job, task);
    if (!draft) return;
    if (task.side == Side::current) {
        if (draft->code) send(job, services, *draft, "email_change");
        return;
    }
    draft->reader.recipient.email = draft->change.to;
    if (!draft->code) draft->reader.recipient.first_name = draft->reader.recipient.last_name = "";
    send(job, services, *draft, draft->code ? "email_change_new" : taken_kind);
}

void send_farewell(jobs::Context& job, portals::MailServices const& services)
{
    auto const task = json::read_text<FarewellJob>(job.payload);
    std::optional<portals::Addressee> reader;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        reader = portals::find_addressee(tx, job.organization, task.contact, task.portal);
    });
    if (!reader) return;
    reader->recipient.email = task.from;
    send(job, services, {{task.from, task.to}, *std::move(reader), {}}, "email_changed");
}

void send_phone_code(jobs::Context& job, portals::MailServices const& services, sms::SmsTransport& sms)
{
    auto const task = json::read_text<PhoneCodeJob>(job.payload);
    std::optional<Draft<PhoneChange>> draft;
    job.database.write([&](db::Tx& tx) {
        draft = find_draft<PhoneChange>(tx, job, task);
        if (draft) draft->code = one_time::make_code(tx, job.organization, task.secret, one_time::CodeSlot::first, job.now);
    });
    if (!draft || !draft->code) return;
    portals::MailWords const words(services, draft->reader.recipient, "phone_change");
    auto const text = words("sms", {{"code", *draft->code}, {"portal", draft->reader.portal.name}, {"minutes", minutes_valid}});
    try {
        sms.send({draft->change.to, text, job.now});
    } catch (Problem const& problem) {
        if (problem.fault == Fault::invalid) throw jobs::GiveUp(problem.code);
        throw;
    }
}

} // namespace

void enqueue_email_code(db::Tx& tx, OrganizationId organization, EmailCodeJob const& task, Timestamp now)
{
    enqueue(tx, organization, email_code_job, task, now);
}

void enqueue_phone_code(db::Tx& tx, OrganizationId organization, PhoneCodeJob const& task, Timestamp now)
{
    enqueue(tx, organization, phone_code_job, task, now);
}

void enqueue_farewell(db::Tx& tx, OrganizationId organization, FarewellJob const& task, Timestamp now)
{
    enqueue(tx, organization, farewell_job, task, now);
}

void register_jobs(jobs::Runner& jobs, portals::MailServices const& services, sms::SmsTransport& sms)
{
    jobs.on(std::string(email_code_job), [services](jobs::Context& job) { send_email_code(job, services); });
    jobs.on(std::string(farewell_job), [services](jobs::Context& job) { send_farewell(job, services); });
    jobs.on(std::string(phone_code_job), [services, &sms](jobs::Context& job) { send_phone_code(job, services, sms); });
}

} // namespace loggia::profile
