// SPDX-License-Identifier: Apache-2.0
#include "features/portals/invitation_mail.hpp"

#include "features/portals/invitation.hpp"
#include "platform/json/writer.hpp"

namespace loggia::portals {

namespace {

std::vector<InvitedAccess> all_of(InvitationJob const& job)
{
    std::vector<InvitedAccess> all{{job.access, job.generation}};
    all.insert(all.end(), job.also.begin(), job.also.end());
    return all;
}

// Why an invitation that nobody replaced cannot be sent any more; nothing when it can.
std::optional<std::string> obstacle(store::AccessRow const& access)
{
    if (access.state == AccessState::blocked) return "access_blocked";
    if (!access.portal_enabled) return "portal_off";
    return std::nullopt;
}

struct Hopeless {
    InvitedAccess invited;
    std::string code;
};

struct Draft {
    Invitation invitation; // without portals when there is nothing to send
    std::vector<Hopeless> hopeless;
};

Draft find_draft(jobs::Context& job, InvitationJob const& payload)
{
    Draft draft;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        draft = {};
        for (auto const& each : all_of(payload)) {
            auto access = store::find_access(tx, job.organization, each.access);
            if (!access || access->generation != each.generation) continue; // removed, or invited anew
            auto recipient = find_recipient(tx, job.organization, access->contact_id);
            auto portal = store::find_face(tx, job.organization, access->portal_id);
            auto const code = recipient ? obstacle(*access) : "mail_unsendable";
            if (code) {
                draft.hopeless.push_back({each, *code});
                continue;
            }
            draft.invitation.recipient = *std::move(recipient);
            draft.invitation.invited.push_back({*std::move(access), *std::move(portal)});
        }
        draft.invitation.time_zone = time_zone_of(tx, job.organization);
    });
    return draft;
}

void mark(db::Tx& tx, OrganizationId organization, std::vector<Hopeless> const& hopeless, Timestamp now)
{
    for (auto const& [invited, code] : hopeless)
        store::set_delivery(tx, organization, invited.access, invited.generation, {DeliveryState::failed, now, code});
}

void mark_sent(jobs::Context& job, Invitation const& invitation)
{
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        for (auto const& [access, portal] : invitation.invited)
            store::set_delivery(tx, job.organization, access.id, access.generation, {DeliveryState::sent, job.now, {}});
    });
}

} // namespace

void enqueue_invitation(db::Tx& tx, OrganizationId organization, std::vector<InvitedAccess> invited, Timestamp now)
{
    InvitationJob job;
    static_cast<InvitedAccess&>(job) = invited.front();
    job.also.assign(invited.begin() + 1, invited.end());
    jobs::enqueue(tx, now, {.kind = std::string(invitation_mail), .organization = organization, .payload = json::to_text(job)});
}

void send_invitation(jobs::Context& job, MailServices const& services)
{
    auto draft = find_draft(job, json::read_text<InvitationJob>(job.payload));
    bool const is_wanted = !draft.invitation.invited.empty();
    if (!is_wanted && draft.hopeless.empty()) return;
    auto secret = is_wanted ? make_secret(draft.invitation, services, job.now) : Secret{};
    bool may_send = false;
    auto invitation = draft.invitation;
    job.database.write([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        invitation = draft.invitation;
        mark(tx, job.organization, draft.hopeless, job.now);
        may_send = is_wanted && store_secret(tx, job.organization, invitation, secret, Way::mail, services, job.now);
    });
    if (!may_send) return;
    send_mail(services, invitation.recipient, invitation.invited.front().portal, subject_of(invitation, services),
              content_of(invitation, secret, services), job.now);
    mark_sent(job, invitation);
}

void give_invitation_up(db::Tx& tx, jobs::Context const& job, std::string const& code)
{
    auto const payload = json::read_text<InvitationJob>(job.payload);
    std::vector<Hopeless> hopeless;
    for (auto const& each : all_of(payload)) hopeless.push_back({each, code});
    mark(tx, job.organization, hopeless, job.now);
}

} // namespace loggia::portals
