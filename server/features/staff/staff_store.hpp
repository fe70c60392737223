// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/staff/staff.hpp"
#include "platform/db/database.hpp"

namespace loggia::staff::store {

struct SignInRow {
    OrganizationId organization_id;
    UserId id;
    std::string name;
    std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(SignInRow, (), (organization_id, id, name, password_hash))

// By the address that is unique in the installation: the one query that cannot name an organization.
std::optional<SignInRow> find_by_email(db::Tx& tx, std::string_view email_folded);
std::optional<SignInRow> find_by_id(db::Tx& tx, OrganizationId organization, UserId user);

std::optional<StaffSession> session_of(db::Tx& tx, OrganizationId organization, UserId user);
std::vector<User> active_users(db::Tx& tx, OrganizationId organization);
std::vector<OpenSession> open_sessions(db::Tx& tx, OrganizationId organization, UserId user, SessionId current);
Summary summary(db::Tx& tx, OrganizationId organization);

// Whether the password is still the one that was read.
bool has_password(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash);
void set_password(db::Tx& tx, OrganizationId organization, UserId user, std::string const& hash);
void set_locale(db::Tx& tx, OrganizationId organization, UserId user, Locale const& locale);
void touch_sign_in(db::Tx& tx, OrganizationId organization, UserId user, Timestamp now);

struct NewUser {
    std::string name;
    EmailAddress email;
    std::optional<Phone> phone;
    Role role = Role::agent;
    Locale locale = english();
    std::string password_hash;
};
// Nothing when the address is taken.
std::optional<UserId> insert_user(db::Tx& tx, OrganizationId organization, NewUser const& user, Timestamp now);

}  // namespace loggia::staff::store
