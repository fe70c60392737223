// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/password_resets/password_reset.hpp"
#include "platform/db/database.hpp"

// Every statement about passwords that are set by link.
namespace loggia::password_resets::store {

struct AccountRow {
    ContactId contact_id;
    std::string first_name;
    std::string email; // empty when there is none any more
    std::string portal_name;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (contact_id, first_name, email, portal_name))
std::optional<AccountRow> find_account(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal);

// The person's own password; the link came by mail, so the address is theirs. `sent_to`: the folded address it went to.
void set_account_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash, std::string const& sent_to);

struct UserRow {
    OrganizationId organization_id;
    UserId id;
    std::string name;
    EmailAddress email;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (organization_id, id, name, email))
// By the address that is unique in the installation: the one query that cannot name an organization.
std::optional<UserRow> find_user_by_email(db::Tx& tx, std::string_view email_folded);
std::optional<UserRow> find_user(db::Tx& tx, OrganizationId organization, UserId user); // who is active
void set_user_password(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash);

} // namespace loggia::password_resets::store
