// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access.hpp"

// Every statement about accounts and accesses on the staff's side.
namespace loggia::portals::store {

std::vector<ContactPortal> portals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now);
std::optional<ContactPortal> portal_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal, Timestamp now);

struct AccessRow {
    AccessId id;
    AccountId account_id;
    ContactId contact_id;
    PortalId portal_id;
    std::string portal_name;
    bool portal_enabled = false;
    AccessState state = AccessState::invited; // as stored
    Level level = Level::standard;
    std::int64_t generation = 1;
    std::optional<Timestamp> last_sign_in_at;
    bool has_own_password = false; // chosen by the contact, not a temporary one
};
BOOST_DESCRIBE_STRUCT(AccessRow, (),
                      (id, account_id, contact_id, portal_id, portal_name, portal_enabled, state, level, generation, last_sign_in_at,
                       has_own_password))

std::optional<AccessRow> find_access(db::Tx& tx, OrganizationId organization, AccessId access);

AccountId account_of(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now); // made when there is none

struct Invitation {
    PortalId portal;
    AccountId account;
    Level level = Level::standard;
    UserId invited_by;
};
// Nothing when the account has an access to this portal already.
std::optional<AccessId> insert_access(db::Tx& tx, OrganizationId organization, Invitation const& invitation, Timestamp now);

// Starts another 72 hours and gives the new generation. A temporary password that was sent before is dead at once.
std::int64_t renew_invitation(db::Tx& tx, OrganizationId organization, AccessRow const& access, UserId invited_by, Timestamp now);

void set_level(db::Tx& tx, OrganizationId organization, AccessId access, Level level);
void set_state(db::Tx& tx, OrganizationId organization, AccessId access, AccessState state);
void remove_access(db::Tx& tx, OrganizationId organization, AccessRow const& access); // the account too, if it was its last

std::vector<AccessState> states_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);

// The time of an invitation begins when its mail leaves. False when it must not be sent any more: a newer one was made,
// or the access was blocked or removed meanwhile.
bool start_invitation(db::Tx& tx, OrganizationId organization, AccessId access, std::int64_t generation, Timestamp expires_at);
// False when the contact has chosen a password meanwhile.
bool set_temporary_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash, Timestamp expires_at);

} // namespace loggia::portals::store
