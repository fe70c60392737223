// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access.hpp"
#include "features/portals/access_rules.hpp"

// Every statement that changes accounts and accesses on the staff's side.
namespace loggia::portals::store {

struct AccessRow {
    AccessId id;
    AccountId account_id;
    ContactId contact_id;
    PortalId portal_id;
    std::string portal_name;
    bool portal_enabled = false;
    InvitationStyle invitation_style = InvitationStyle::temporary_password;
    AccessState state = AccessState::invited; // as stored
    Level level = Level::standard;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
    std::int64_t company_scope = 0;
    std::optional<std::int64_t> retention_days;
    std::int64_t generation = 1;
    std::optional<Timestamp> invited_at;
    std::optional<Timestamp> last_sign_in_at;
    bool has_own_password = false; // chosen by the contact, not a temporary one

    Grant grant() const;
};
BOOST_DESCRIBE_STRUCT(AccessRow, (),
                      (id, account_id, contact_id, portal_id, portal_name, portal_enabled, invitation_style, state, level, rights_granted,
                       rights_denied, company_scope, retention_days, generation, invited_at, last_sign_in_at, has_own_password))

std::optional<AccessRow> find_access(db::Tx& tx, OrganizationId organization, AccessId access);

AccountId account_of(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now); // made when there is none
std::optional<AccountId> find_account(db::Tx& tx, OrganizationId organization, ContactId contact);

struct NewInvitation {
    PortalId portal;
    AccountId account;
    Grant grant;
    UserId invited_by;
    DeliveryState delivery = DeliveryState::queued;
};
// Nothing when the account has an access to this portal already.
std::optional<AccessId> insert_access(db::Tx& tx, OrganizationId organization, NewInvitation const& invitation, Timestamp now);

// Starts another 72 hours and gives the new generation. The secret that was sent before is dead at once.
std::int64_t renew_invitation(db::Tx& tx, OrganizationId organization, AccessRow const& access, UserId invited_by, DeliveryState delivery,
                              Timestamp now);

void set_grant(db::Tx& tx, OrganizationId organization, AccessId access, Grant const& grant);
void set_state(db::Tx& tx, OrganizationId organization, AccessId access, AccessState state);
void remove_access(db::Tx& tx, OrganizationId organization, AccessRow const& access); // the account too, if it was its last

std::vector<AccessState> states_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

// The time of an invitation begins when its mail leaves. False when it must not be sent any more: a newer one was made,
// or the access was blocked or removed meanwhile.
bool start_invitation(db::Tx& tx, OrganizationId organization, AccessId access, std::int64_t generation, Timestamp expires_at);
// False when the contact has chosen a password meanwhile.
bool set_temporary_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash, Timestamp expires_at);
// Of this invitation only: what becomes of an older one's mail is of no interest any more.
void set_delivery(db::Tx& tx, OrganizationId organization, AccessId access, std::int64_t generation, Delivery const& delivery);

// False when the account stood for the contact already.
bool add_stood_for(db::Tx& tx, OrganizationId organization, AccountId account, ContactId contact, UserId granted_by, Timestamp now);
bool remove_stood_for(db::Tx& tx, OrganizationId organization, AccountId account, ContactId contact);

// Marks invitations that ended unused and were not told of yet, at most `most`, and gives them. In system scope.
struct ExpiredRow {
    OrganizationId organization_id;
    ContactId contact_id;
    PortalId portal_id;
    std::string portal_name;
};
BOOST_DESCRIBE_STRUCT(ExpiredRow, (), (organization_id, contact_id, portal_id, portal_name))
std::vector<ExpiredRow> take_expired(db::Tx& tx, Timestamp now, std::int64_t most);

} // namespace loggia::portals::store
