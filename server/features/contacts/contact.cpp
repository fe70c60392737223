// SPDX-License-Identifier: Apache-2.0
#include "features/contacts/contact.hpp"

#include "features/companies/company.hpp"
#include "features/contacts/contact_rules.hpp"
#include "features/contacts/contact_store.hpp"

// What the contacts slice offers to others.
namespace loggia::contacts {

static Problem email_taken()
{
    return {Fault::conflict, "email_taken", "Another contact has this e-mail address.", "email"};
}

std::optional<Contact> find_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return store::find_contact(tx, organization, contact);
}

std::optional<std::string> contact_name(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return store::contact_name(tx, organization, contact);
}

std::vector<ContactRow> people_of(db::Tx& tx, OrganizationId organization, CompanyId company)
{
    return store::people_of(tx, organization, company);
}

static void check_owner(db::Tx& tx, OrganizationId organization, std::optional<UserId> owner)
{
    if (owner && !store::is_active_user(tx, organization, *owner))
        throw Problem(Fault::invalid, "owner_not_found", "The owner must be an active member of the staff.", "owner_id");
}

static void join_chosen_company(db::Tx& tx, OrganizationId organization, Timestamp now, NewContact const& input, AddedContact& added)
{
    if (input.new_company_name) {
        companies::NewCompany company;
        company.name = *input.new_company_name;
        added.company = companies::add_company(tx, organization, now, company);
        added.new_company = companies::company_name(tx, organization, *added.company);
    } else if (input.company_id) {
        if (!companies::company_name(tx, organization, *input.company_id))
            throw Problem(Fault::invalid, "company_not_found", "This company does not exist.", "company_id");
        added.company = input.company_id;
    }
    if (added.company) companies::join_company(tx, organization, *added.company, added.contact);
}

AddedContact add_contact(db::Tx& tx, OrganizationId organization, Timestamp now, NewContact const& input)
{
    auto contact = contact_from(input);
    tidy(contact);
    check_contact(contact);
    check_company_choice(input);
    check_owner(tx, organization, contact.owner_id);

    contact.id = new_id<ContactId>();
    contact.created_at = now;
    if (!store::insert_contact(tx, organization, contact)) throw email_taken();
    store::index_contact(tx, organization, contact);
    AddedContact added{contact.id, {}, {}};
    join_chosen_company(tx, organization, now, input, added);
    return added;
}

bool save_changes(db::Tx& tx, OrganizationId organization, Contact const& before, Contact const& after)
{
    check_contact(after);
    if (after.owner_id != before.owner_id) check_owner(tx, organization, after.owner_id);
    if (after.email && after.email != before.email && store::is_email_taken(tx, organization, *after.email, after.id))
        throw email_taken();
    if (!store::update_contact(tx, organization, after)) return false;
    store::index_contact(tx, organization, after);
    return true;
}

void set_portal_status(db::Tx& tx, OrganizationId organization, ContactId contact, ContactStatus status)
{
    store::set_status(tx, organization, contact, status);
}

void touch_sign_in(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    store::set_last_sign_in(tx, organization, contact, now);
}

void set_locale(db::Tx& tx, OrganizationId organization, ContactId contact, Locale const& locale)
{
    store::set_locale(tx, organization, contact, locale);
}

void set_owner(db::Tx& tx, OrganizationId organization, ContactId contact, UserId owner)
{
    check_owner(tx, organization, owner);
    store::set_owner(tx, organization, contact, owner);
}

void set_name(db::Tx& tx, OrganizationId organization, ContactId id, std::string first_name, std::string last_name)
{
    auto contact = store::find_contact(tx, organization, id).value();
    contact.first_name = std::move(first_name);
    contact.last_name = std::move(last_name);
    tidy(contact);
    if (contact.first_name.empty()) throw Problem(Fault::invalid, "required", "A contact needs a first name.", "first_name");
    if (contact.last_name.empty()) throw Problem(Fault::invalid, "required", "A contact needs a last name.", "last_name");
    store::set_name(tx, organization, contact);
    store::index_contact(tx, organization, contact);
}

std::optional<ContactId> find_by_email(db::Tx& tx, OrganizationId organization, std::string const& email_folded)
{
    return store::find_by_email(tx, organization, email_folded);
}

void set_email(db::Tx& tx, OrganizationId organization, ContactId contact, EmailAddress const& email)
{
    if (store::is_email_taken(tx, organization, email, contact)) throw email_taken();
    store::set_email(tx, organization, contact, email);
    if (auto const changed = store::find_contact(tx, organization, contact)) store::index_contact(tx, organization, *changed);
}

void set_phone(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Phone> const& phone)
{
    store::set_phone(tx, organization, contact, phone);
    if (auto const changed = store::find_contact(tx, organization, contact)) store::index_contact(tx, organization, *changed);
}

}  // namespace loggia::contacts
