// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/profile/profile.hpp"

namespace loggia::profile::store {

std::optional<Profile> find_profile(db::Tx& tx, OrganizationId organization, AccountId account);

void set_tour(db::Tx& tx, OrganizationId organization, AccountId account, Tour tour);
// That the address, or the number, is the account's own was proven.
void set_email_verified(db::Tx& tx, OrganizationId organization, AccountId account, EmailAddress const& email);
void set_phone_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::optional<Phone> const& phone);

} // namespace loggia::profile::store
