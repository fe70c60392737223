// SPDX-License-Identifier: Apache-2.0
#include "features/sign_in_codes/sign_in_code_mail.hpp"

#include "features/one_time/one_time.hpp"
#include "features/sign_in/send_limits.hpp"
#include "features/sign_in_codes/sign_in_code_store.hpp"
#include "platform/json/writer.hpp"
#include "platform/log/log.hpp"
#include "platform/sms/mobile_numbers.hpp"

namespace loggia::sign_in_codes {

namespace {

constexpr std::string_view code_job = "message.sign_in_code";

struct CodeJob {
    SecretId secret;
    Channel channel = Channel::best;
};
BOOST_DESCRIBE_STRUCT(CodeJob, (), (secret, channel))

enum class Way { text_message, mail };

struct Letter {
    Way way = Way::mail;
    std::string code;
    store::ReceiverRow receiver;
    std::optional<portals::Addressee> addressee; // with an e-mail address
};

// A gateway that fails twice is given no third chance: the person is waiting.
Way way_for(db::Tx& tx, jobs::Context const& job, CodeJob const& wanted, store::ReceiverRow const& receiver, sms::SmsTransport const& sms)
{
    bool const may_text = wanted.channel == Channel::best && sms.is_available() && receiver.phone && sms::may_be_mobile(*receiver.phone) &&
                          (job.attempt <= 2 || !receiver.email);
    if (!may_text) return Way::mail;
    bool const has_not_had_enough = sign_in::count_text(tx, job.organization, receiver.contact_id.text(), job.now);
    return has_not_had_enough || !receiver.email ? Way::text_message : Way::mail;
}

// Makes the code and remembers where it goes. Nothing for nobody's secret, or one that is over.
std::optional<Letter> prepare(db::Tx& tx, jobs::Context const& job, CodeJob const& wanted, sms::SmsTransport const& sms)
{
    auto const secret = one_time::find(tx, job.organization, wanted.secret, job.now);
    if (!secret || !secret->account_id || !secret->portal_id) return std::nullopt;
    auto receiver = store::find_receiver(tx, job.organization, *secret->account_id, *secret->portal_id);
    if (!receiver) return std::nullopt;
    auto const way = way_for(tx, job, wanted, *receiver, sms);
    if (way == Way::mail && !receiver->email) return std::nullopt;
    auto code = one_time::make_code(tx, job.organization, secret->id, one_time::CodeSlot::first, job.now);
    if (!code) return std::nullopt;
    auto to = json::read_text<SentTo>(secret->payload);
    if (way == Way::mail)
        to.email = receiver->email_folded;
    else
        to.phone = receiver->phone->text();
    one_time::set_payload(tx, *secret, json::to_text(to));
    auto addressee = portals::find_addressee(tx, job.organization, receiver->contact_id, *secret->portal_id);
    return Letter{way, *std::move(code), *std::move(receiver), std::move(addressee)};
}

void send_text(Letter const& letter, CodeServices const& services, Timestamp now)
{
    auto const locale = letter.receiver.locale.empty() ? "en" : letter.receiver.locale.text();
    auto text = services.mails.catalogue.format(
        locale, "mail.sign_in_code.sms",
        {{"code", letter.code}, {"portal", letter.receiver.portal_name}, {"minutes", one_time::code_lifetime.count()}});
    services.sms.send({*letter.receiver.phone, std::move(text), now});
}

void send_mail(Letter const& letter, CodeServices const& services, Timestamp now)
{
    if (!letter.addressee) throw jobs::GiveUp("mail_unsendable");
    auto const& to = *letter.addressee;
    portals::MailWords const words(services.mails, to.recipient, "sign_in_code");
    i18n::Arguments const names{
        {"name", to.recipient.name()}, {"portal", to.portal.name}, {"code", letter.code}, {"minutes", one_time::code_lifetime.count()}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.preview = words("preview", names);
    content.paragraphs = {words("greeting", names), words("text", names)};
    content.facts = {{words("code"), letter.code}};
    content.notes = {words("note", names)};
    if (auto support = portals::support_line(services.mails, to.recipient, to.portal); !support.empty())
        content.notes.push_back(std::move(support));
    portals::send_mail(services.mails, to.recipient, to.portal, words("subject", names), content, now);
}

// A number the gateway refuses for good does not keep the person out: the code goes by mail, as a fresh job.
void send(jobs::Context& job, CodeServices const& services)
{
    auto const wanted = json::read_text<CodeJob>(job.payload);
    std::optional<Letter> letter;
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        letter = prepare(tx, job, wanted, services.sms);
    });
    if (!letter) return;
    if (letter->way == Way::mail) return send_mail(*letter, services, job.now);
    try {
        send_text(*letter, services, job.now);
    } catch (Problem const& problem) {
        if (problem.fault != Fault::invalid) throw;
        log::warning("sms.refused", {{"contact", letter->receiver.contact_id.text()}});
        job.database.write([&](db::Tx& tx) { enqueue_code(tx, job.organization, wanted.secret, Channel::email, job.now); });
    }
}

} // namespace

void enqueue_code(db::Tx& tx, OrganizationId organization, SecretId secret, Channel channel, Timestamp now)
{
    jobs::enqueue(tx, now,
                  {.kind = std::string(code_job), .organization = organization, .payload = json::to_text(CodeJob{secret, channel})});
}

void register_jobs(jobs::Runner& jobs, CodeServices const& services)
{
    jobs.on(std::string(code_job), [services](jobs::Context& job) { send(job, services); });
}

} // namespace loggia::sign_in_codes
