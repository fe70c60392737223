// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/profile/profile.hpp"

namespace loggia::profile::store {

std::optional<Profile> find_profile(db::Tx& tx, OrganizationId organization, AccountId account);

void set_tour(db::Tx& tx, OrganizationId organization, AccountId account, Tour tour);
// That the address, or the number, is the account's own was proven.
// The account of a contact and the portal it was last in, among those open to it.
struct Entry {
    AccountId account;
    PortalId portal;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (account, portal))
std::optional<Entry> find_entry(db::Tx& tx, OrganizationId organization, ContactId contact);

void set_email_verified(db::Tx& tx, OrganizationId organization, AccountId account, EmailAddress const& email);
void set_phone_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::optional<Phone> const& phone);

} // namespace loggia::profile::store
