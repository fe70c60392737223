// SPDX-License-Identifier: Apache-2.0
#include "features/portals/invitation.hpp"

#include "features/one_time/one_time.hpp"
#include "features/portals/activation.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/json/writer.hpp"

namespace loggia::portals {

namespace {

struct TimeZoneRow {
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(TimeZoneRow, (), (time_zone))

// The portal that asks for links, if any does: its page takes the link.
Invited const& entrance(Invitation const& invitation)
{
    for (auto const& each : invitation.invited)
        if (each.access.invitation_style == InvitationStyle::activation_link) return each;
    return invitation.invited.front();
}

// Keys of what differs by what the mail carries: how to come in, and how long.
struct Wording {
    std::string_view steps;
    std::string_view note;
};
Wording wording_of(Carries carries)
{
    switch (carries) {
    case Carries::nothing:
        return {"own_password", "own_password_note"};
    case Carries::temporary_password:
        return {"steps", "note"};
    case Carries::activation_link:
        return {"link_steps", "link_note"};
    }
    return {};
}

} // namespace

std::optional<Recipient> find_recipient(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.find<Recipient>(R"(
        SELECT email, first_name, last_name, locale FROM contacts WHERE organization_id = $1 AND id = $2 AND email IS NOT NULL
    )",
                              organization, contact);
}

std::string time_zone_of(db::Tx& tx, OrganizationId organization)
{
    return tx.find<TimeZoneRow>("SELECT time_zone FROM organizations WHERE id = $1", organization).value().time_zone;
}

Secret make_secret(Invitation const& invitation, MailServices const& services, Timestamp now)
{
    std::vector<InvitationStyle> styles;
    for (auto const& each : invitation.invited) styles.push_back(each.access.invitation_style);
    Secret secret;
    secret.carries = carried_by(invitation.invited.front().access.has_own_password, styles);
    secret.expires_at = now + invitation_lifetime;
    if (secret.carries != Carries::temporary_password) return secret;
    secret.password = auth::generate_temporary_password();
    secret.password_hash = auth::hash_password(secret.password, services.password_cost);
    return secret;
}

bool store_secret(db::Tx& tx, OrganizationId organization, Invitation& invitation, Secret& secret, Way way, MailServices const& services,
                  Timestamp now)
{
    std::erase_if(invitation.invited, [&](Invited const& each) {
        return !store::start_invitation(tx, organization, each.access.id, each.access.generation, secret.expires_at);
    });
    if (invitation.invited.empty()) return false;
    auto const account = invitation.invited.front().access.account_id;
    if (secret.carries == Carries::temporary_password)
        return store::set_temporary_password(tx, organization, account, secret.password_hash, secret.expires_at);
    if (secret.carries == Carries::activation_link) {
        auto const& [access, portal] = entrance(invitation);
        one_time::Person const person{.organization = organization, .account = account, .portal = access.portal_id};
        one_time::revoke(tx, person, one_time::Purpose::activation);
        ActivationPayload payload;
        if (way == Way::mail) payload.proves_email = fold(invitation.recipient.email);
        auto const issued = one_time::issue(tx, {one_time::Purpose::activation, person, json::to_text(payload), invitation_lifetime}, now);
        secret.link = address_of(services, portal) + "activate#" + issued.token;
    }
    return true;
}

std::string subject_of(Invitation const& invitation, MailServices const& services)
{
    return MailWords(services, invitation.recipient, "invitation")("subject", {{"portal", entrance(invitation).portal.name}});
}

mail::Content content_of(Invitation const& invitation, Secret const& secret, MailServices const& services)
{
    MailWords const words(services, invitation.recipient, "invitation");
    auto const& portal = entrance(invitation).portal;
    i18n::Arguments const names{{"portal", portal.name}, {"organization", portal.organization_name}, {"name", invitation.recipient.name()}};
    bool const by_link = secret.carries == Carries::activation_link;
    auto const wording = wording_of(secret.carries);

    mail::Content content;
    content.language = words.locale();
    content.heading = words("heading", names);
    content.preview = words("preview", names);
    content.paragraphs = {words("greeting", names), words("purpose", names), words(wording.steps, names)};
    bool const are_several = invitation.invited.size() > 1;
    if (are_several) content.paragraphs.push_back(words("several", {{"count", invitation.invited.size()}}));
    for (auto const& each : invitation.invited)
        content.facts.push_back({are_several ? each.portal.name : words("address"), address_of(services, each.portal)});
    content.facts.push_back({words("email"), invitation.recipient.email.text()});
    if (!secret.password.empty()) content.facts.push_back({words("password"), secret.password});
    content.facts.push_back(
        {words("valid_until"), i18n::format_date_time(words.locale(), secret.expires_at, invitation.time_zone, i18n::DateStyle::full)});
    content.button = mail::Button{words(by_link ? "link_button" : "button", names), by_link ? secret.link : address_of(services, portal)};
    content.notes = {words(wording.note, {{"hours", invitation_lifetime.count()}})};
    if (auto support = support_line(services, invitation.recipient, portal); !support.empty()) content.notes.push_back(std::move(support));
    return content;
}

} // namespace loggia::portals
