// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/contacts/contact.hpp"

// What the business allows for contacts (PRODUCT 2.1, 2.3, 2.8). Pure functions.
namespace loggia::contacts {

// Without id, version and owner's name; its locale is empty where none was given.
Contact contact_from(NewContact const& input);
Contact with_changes(Contact contact, ContactChanges const& changes);

// Trims texts, makes blank ones absent, drops blank tags and those that differ only in case.
void tidy(Contact& contact);

// Client and partner need an e-mail address, and so does anyone who can sign in (422 email_required); tags have at most
// 40 characters (422 tag_too_long).
void check_contact(Contact const& contact);

// Only one of company_id and new_company_name (422 company_given_twice).
void check_company_choice(NewContact const& input);

// The names of the members that staff changed, in order: "email", "phone".
std::vector<std::string> changed_fields(Contact const& before, Contact const& after);

std::string full_name(Contact const& contact);
std::string sorting_name(Contact const& contact);   // folded, last name first: "de wit sanne"
std::string search_text(Contact const& contact);    // folded names, e-mail and phone

// The place in a list after which its next page starts. Text: the id, then the folded name where the list is by name.
struct ListPlace {
    ContactId id;
    std::string name;
};
std::string to_text(ListPlace const& place);
ListPlace parse_place(std::string const& text);  // Problem: invalid invalid_cursor

}  // namespace loggia::contacts
