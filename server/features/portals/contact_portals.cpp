// SPDX-License-Identifier: Apache-2.0
#include "features/portals/contact_portals.hpp"

#include "features/portals/access_rules.hpp"

namespace loggia::portals {

namespace {

struct ContactPortalRow {
    PortalId portal_id;
    std::string portal_name;
    std::string portal_slug;
    bool portal_enabled = false;
    InvitationStyle invitation_style = InvitationStyle::temporary_password;
    std::optional<AccessId> access_id;
    AccessState state = AccessState::none;
    std::optional<Level> level;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
    std::int64_t company_scope = 0;
    std::optional<std::int64_t> retention_days;
    std::optional<Timestamp> invited_at;
    std::optional<Timestamp> expires_at;
    std::optional<Timestamp> last_sign_in_at;
    std::optional<Delivery> delivery;
};
BOOST_DESCRIBE_STRUCT(ContactPortalRow, (),
                      (portal_id, portal_name, portal_slug, portal_enabled, invitation_style, access_id, state, level, rights_granted,
                       rights_denied, company_scope, retention_days, invited_at, expires_at, last_sign_in_at, delivery))

// An invitation reads as expired when its time is over, and also when the temporary password was used once but never
// replaced in time: either way only a new invitation lets the contact in. $3 is now.
std::string const select_portals = R"(
        SELECT    portals.id AS portal_id, portals.name AS portal_name, portals.slug AS portal_slug, portals.enabled AS portal_enabled,
                  portals.invitation_style, accesses.id AS access_id,
                  CASE WHEN accesses.id IS NULL THEN 'none'
                       WHEN accesses.state = 'invited' AND accesses.expires_at <= CAST($3 AS BIGINT) THEN 'expired'
                       WHEN accesses.state = 'active' AND accounts.must_change_password = 1
                            AND COALESCE(accounts.password_expires_at, 0) <= $3 THEN 'expired'
                       ELSE accesses.state END AS state,
                  accesses.level, COALESCE(accesses.rights_granted, 0) AS rights_granted,
                  COALESCE(accesses.rights_denied, 0) AS rights_denied, COALESCE(accesses.company_scope, 0) AS company_scope,
                  accesses.retention_days, accesses.invited_at,
                  CASE WHEN accesses.state = 'invited' THEN accesses.expires_at END AS expires_at,
                  accesses.last_sign_in_at, accesses.delivery AS delivery_state, COALESCE(accesses.delivery_at, 0) AS delivery_at,
                  accesses.delivery_error
        FROM      portals
        LEFT JOIN accounts ON accounts.organization_id = portals.organization_id AND accounts.contact_id = $2
        LEFT JOIN accesses ON accesses.organization_id = portals.organization_id AND accesses.account_id = accounts.id
                          AND accesses.portal_id = portals.id
)";

ContactPortal to_portal(ContactPortalRow row)
{
    ContactPortal portal;
    portal.portal_id = row.portal_id;
    portal.portal_name = std::move(row.portal_name);
    portal.portal_slug = std::move(row.portal_slug);
    portal.portal_enabled = row.portal_enabled;
    portal.invitation_style = row.invitation_style;
    portal.access_id = row.access_id;
    portal.state = row.state;
    portal.level = row.level;
    if (row.level) {
        Grant const grant{*row.level, auth::Rights::from_bits(row.rights_granted), auth::Rights::from_bits(row.rights_denied),
                          auth::RecordKinds::from_bits(row.company_scope), row.retention_days};
        portal.rights = grant.effective().members();
        portal.overrides = overrides_of(grant);
        portal.company_scope = grant.company_scope.members();
    }
    portal.retention_days = row.retention_days;
    portal.invited_at = row.invited_at;
    portal.expires_at = row.expires_at;
    portal.last_sign_in_at = row.last_sign_in_at;
    portal.delivery = std::move(row.delivery);
    return portal;
}

std::vector<StoodFor> stood_for(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.rows<StoodFor>(R"(
        SELECT   account_contacts.contact_id, contacts.first_name || ' ' || contacts.last_name AS name
        FROM     accounts
        JOIN     account_contacts ON account_contacts.organization_id = accounts.organization_id
                                 AND account_contacts.account_id = accounts.id
        JOIN     contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = account_contacts.contact_id
        WHERE    accounts.organization_id = $1 AND accounts.contact_id = $2
        ORDER BY contacts.name_folded, contacts.id
    )",
                             organization, contact);
}

} // namespace

std::vector<ContactPortal> portals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    std::vector<ContactPortal> portals;
    for (auto& row :
         tx.rows<ContactPortalRow>(select_portals + "WHERE portals.organization_id = $1 ORDER BY portals.id", organization, contact, now))
        portals.push_back(to_portal(std::move(row)));
    return portals;
}

std::optional<ContactPortal> portal_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal, Timestamp now)
{
    auto row = tx.find<ContactPortalRow>(select_portals + "WHERE portals.organization_id = $1 AND portals.id = $4", organization, contact,
                                         now, portal);
    return row ? std::optional(to_portal(*std::move(row))) : std::nullopt;
}

std::vector<MissingField> missing_of(http::Request& request, contacts::Contact const& contact)
{
    return missing_for_invitation(contact, deals::deals_in_short(request.tx(), request.organization(), contact.id));
}

ContactPortals widget_of(http::Request& request, contacts::Contact const& contact)
{
    auto& tx = request.tx();
    auto const deals = deals::deals_in_short(tx, request.organization(), contact.id);
    return {portals_of_contact(tx, request.organization(), contact.id, request.now), missing_for_invitation(contact, deals),
            recommended_for_invitation(contact, deals), stood_for(tx, request.organization(), contact.id),
            may_manage(request.actor, contact)};
}

PortalRequests requests_of(db::Tx& tx, OrganizationId organization)
{
    return {tx.rows<PortalRequest>(R"(
        SELECT   accesses.id AS access_id, contacts.id AS contact_id, contacts.first_name || ' ' || contacts.last_name AS contact_name,
                 contacts.email, portals.name AS portal_name, accesses.created_at AS requested_at
        FROM     accesses
        JOIN     accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
        JOIN     contacts ON contacts.organization_id = accesses.organization_id AND contacts.id = accounts.contact_id
        JOIN     portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        WHERE    accesses.organization_id = $1 AND accesses.state = 'pending'
        ORDER BY accesses.id
        LIMIT    200
    )",
                                   organization)};
}

} // namespace loggia::portals
