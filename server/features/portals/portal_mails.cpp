// SPDX-License-Identifier: Apache-2.0
#include "features/portals/portal_mails.hpp"

#include "features/portals/approval_mail.hpp"
#include "features/portals/invitation_mail.hpp"

namespace loggia::portals {

namespace {

struct RecipientRow {
    Recipient recipient;
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(RecipientRow, (), (recipient, time_zone))

} // namespace

std::optional<Addressee> find_addressee(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal)
{
    auto row = tx.find<RecipientRow>(R"(
        SELECT contacts.email AS recipient_email, contacts.first_name AS recipient_first_name,
               contacts.last_name AS recipient_last_name, contacts.locale AS recipient_locale, organizations.time_zone
        FROM   contacts
        JOIN   organizations ON organizations.id = contacts.organization_id
        WHERE  contacts.organization_id = $1 AND contacts.id = $2 AND contacts.email IS NOT NULL
    )",
                                     organization, contact);
    auto face = store::find_face(tx, organization, portal);
    if (!row || !face) return std::nullopt;
    return Addressee{std::move(row->recipient), std::move(row->time_zone), *std::move(face)};
}

std::string address_of(MailServices const& services, store::FaceRow const& portal)
{
    return services.public_url + "/" + portal.slug + "/";
}

std::string support_line(MailServices const& services, Recipient const& recipient, store::FaceRow const& portal)
{
    std::string contact;
    for (auto const& part : {portal.support.name, portal.support.email, portal.support.phone})
        if (part) contact += (contact.empty() ? "" : ", ") + *part;
    if (contact.empty()) return {};
    return MailWords(services, recipient, "support")("text", {{"contact", contact}});
}

void send_mail(MailServices const& services, Recipient const& recipient, store::FaceRow const& portal, std::string subject,
               mail::Content const& content, Timestamp now, mail::Invitation const& invitation, MailHeaders const& headers)
{
    mail::Branding const branding{portal.name, portal.primary_colour.text(), {}, portal.organization_name};
    mail::Mail mail;
    mail.from = {services.sender, portal.name};
    mail.to = {recipient.email.text(), recipient.name()};
    if (portal.support.email) mail.reply_to = {*portal.support.email, portal.support.name.value_or(portal.organization_name)};
    mail.subject = std::move(subject);
    mail.text = mail::plain_text(branding, content);
    mail.html = mail::branded_html(branding, content);
    mail.date = now;
    mail.headers = headers;
    mail.invitation = invitation;
    // Programs that do not look into the mail's parts offer it as a file.
    if (!invitation.text.empty()) mail.attachments.push_back({"invite.ics", "application/ics", invitation.text});
    deliver(services, mail);
}

void deliver(MailServices const& services, mail::Mail const& mail)
{
    try {
        services.transport.send(mail);
    } catch (Problem const& problem) {
        if (problem.fault == Fault::invalid) throw jobs::GiveUp(problem.code);
        throw;
    }
}

void register_jobs(jobs::Runner& jobs, MailServices const& services)
{
    jobs.on(
        std::string(invitation_mail), [services](jobs::Context& job) { send_invitation(job, services); }, give_invitation_up);
    jobs.on(std::string(approval_mail), [services](jobs::Context& job) { send_approval(job, services); });
}

} // namespace loggia::portals
