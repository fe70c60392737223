// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "features/contacts/contact.hpp"
#include "features/contacts/contact_rules.hpp"

// Every statement on contacts. Each takes the organization first and filters by it.
namespace loggia::contacts::store {

std::optional<Contact> find_contact(db::Tx& tx, OrganizationId organization, ContactId contact);
std::optional<std::string> contact_name(db::Tx& tx, OrganizationId organization, ContactId contact);

// At most `limit` rows after `place` that pass the query's filters (its `q` aside), in the query's order.
struct ListedContact {
    ContactRow row;
    std::string name_folded;
};
std::vector<ListedContact> list_after(db::Tx& tx, OrganizationId organization, ContactQuery const& query,
                                      std::optional<ListPlace> const& place, std::int64_t limit);

// Those of `ids` that pass the filters, newest first.
inline constexpr std::size_t most_ids = 100;
std::vector<ContactRow> list_among(db::Tx& tx, OrganizationId organization, ContactQuery const& query,
                                   std::span<std::int64_t const> ids);

std::vector<ContactRow> people_of(db::Tx& tx, OrganizationId organization, CompanyId company);
ContactCounts count_by_kind(db::Tx& tx, OrganizationId organization);

// False when the e-mail address belongs to another contact. An empty locale becomes the organization's.
bool insert_contact(db::Tx& tx, OrganizationId organization, Contact const& contact);
// False when the row has another version by now.
bool update_contact(db::Tx& tx, OrganizationId organization, Contact const& contact);
bool is_email_taken(db::Tx& tx, OrganizationId organization, EmailAddress const& email, ContactId except);
bool is_active_user(db::Tx& tx, OrganizationId organization, UserId user);
void index_contact(db::Tx& tx, OrganizationId organization, Contact const& contact);

void set_status(db::Tx& tx, OrganizationId organization, ContactId contact, ContactStatus status);
void set_last_sign_in(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now);
void set_locale(db::Tx& tx, OrganizationId organization, ContactId contact, Locale const& locale);
void set_owner(db::Tx& tx, OrganizationId organization, ContactId contact, UserId owner);
void set_name(db::Tx& tx, OrganizationId organization, Contact const& contact);
std::optional<ContactId> find_by_email(db::Tx& tx, OrganizationId organization, std::string const& email_folded);
void set_email(db::Tx& tx, OrganizationId organization, ContactId contact, EmailAddress const& email);
void set_phone(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Phone> const& phone);

}  // namespace loggia::contacts::store
