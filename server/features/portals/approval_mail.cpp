// SPDX-License-Identifier: Apache-2.0
#include "features/portals/approval_mail.hpp"

#include "features/portals/invitation.hpp"
#include "platform/json/writer.hpp"

namespace loggia::portals {

void enqueue_approval(db::Tx& tx, OrganizationId organization, ApprovalJob const& decision, Timestamp now)
{
    jobs::enqueue(tx, now, {.kind = std::string(approval_mail), .organization = organization, .payload = json::to_text(decision)});
}

void send_approval(jobs::Context& job, MailServices const& services)
{
    auto const decision = json::read_text<ApprovalJob>(job.payload);
    std::optional<Recipient> recipient;
    std::optional<store::FaceRow> portal;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        recipient = find_recipient(tx, job.organization, decision.contact);
        portal = store::find_face(tx, job.organization, decision.portal);
    });
    if (!recipient || !portal) return;

    MailWords const words(services, *recipient, decision.approved ? "registration_approved" : "registration_declined");
    i18n::Arguments const names{{"portal", portal->name}, {"organization", portal->organization_name}, {"name", recipient->name()}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.paragraphs = {words("greeting", names), words("text", names)};
    if (decision.approved) content.button = mail::Button{words("button", names), address_of(services, *portal)};
    if (auto support = support_line(services, *recipient, *portal); !support.empty()) content.notes.push_back(std::move(support));
    send_mail(services, *recipient, *portal, words("subject", names), content, job.now);
}

} // namespace loggia::portals
