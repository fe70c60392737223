// SPDX-License-Identifier: Apache-2.0
#include "features/profile/profile_store.hpp"

#include "features/portraits/portrait.hpp"

namespace loggia::profile::store {

std::optional<Profile> find_profile(db::Tx& tx, OrganizationId organization, AccountId account)
{
    auto profile = tx.find<Profile>(R"(
        SELECT contacts.first_name, contacts.last_name, contacts.email, contacts.phone, contacts.locale, contacts.version,
               CASE WHEN accounts.email_verified = contacts.email_folded THEN 1 ELSE 0 END AS email_verified,
               CASE WHEN accounts.phone_verified = contacts.phone THEN 1 ELSE 0 END AS phone_verified,
               contacts.photo AS photo_url,
               CASE WHEN accounts.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
        FROM   accounts
        JOIN   contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
        WHERE  accounts.organization_id = $1 AND accounts.id = $2
    )",
                                    organization, account);
    if (profile) profile->photo_url = portraits::address_for_client(profile->photo_url);
    return profile;
}

std::optional<Entry> find_entry(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.find<Entry>(R"(
        SELECT   accounts.id AS account, accesses.portal_id AS portal
        FROM     accounts
        JOIN     accesses ON accesses.organization_id = accounts.organization_id AND accesses.account_id = accounts.id
        WHERE    accounts.organization_id = $1 AND accounts.contact_id = $2 AND accesses.state = 'active'
        ORDER BY accesses.last_sign_in_at DESC NULLS LAST, accesses.id
        LIMIT    1
    )",
                          organization, contact);
}

void set_tour(db::Tx& tx, OrganizationId organization, AccountId account, Tour tour)
{
    tx.run("UPDATE accounts SET tour = $3 WHERE organization_id = $1 AND id = $2", organization, account, tour);
}

void set_email_verified(db::Tx& tx, OrganizationId organization, AccountId account, EmailAddress const& email)
{
    tx.run("UPDATE accounts SET email_verified = $3 WHERE organization_id = $1 AND id = $2", organization, account, fold(email));
}

void set_phone_verified(db::Tx& tx, OrganizationId organization, AccountId account, std::optional<Phone> const& phone)
{
    tx.run("UPDATE accounts SET phone_verified = $3 WHERE organization_id = $1 AND id = $2", organization, account, phone);
}

} // namespace loggia::profile::store
