// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/companies/company.hpp"

// What the business allows for companies. Pure functions.
namespace loggia::companies {

Company company_from(NewCompany const& input);  // without id
Company with_changes(Company company, CompanyChanges const& changes);
void tidy(Company& company);  // trims texts, makes blank ones absent

// The names of the members that staff changed, in order.
std::vector<std::string> changed_fields(Company const& before, Company const& after);

std::string sorting_name(Company const& company);  // folded
std::string search_text(Company const& company);   // folded name, e-mail and phone

// The place in the list after which its next page starts. Text: the id, then the folded name where the list is by name.
struct ListPlace {
    CompanyId id;
    std::string name;
};
std::string to_text(ListPlace const& place);
ListPlace parse_place(std::string const& text);  // Problem: invalid invalid_cursor

}  // namespace loggia::companies
