// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/companies/company.hpp"
#include "features/companies/company_rules.hpp"

// Every statement on companies and their people. Each takes the organization first and filters by it.
namespace loggia::companies::store {

std::optional<Company> find_company(db::Tx& tx, OrganizationId organization, CompanyId company);  // without people
std::optional<std::string> company_name(db::Tx& tx, OrganizationId organization, CompanyId company);

// By name, at most `limit` after `place`.
struct ListedCompany {
    CompanyRow row;
    std::string name_folded;
};
std::vector<ListedCompany> list_after(db::Tx& tx, OrganizationId organization, ListPlace const& place, std::int64_t limit);

// Those of `ids`, in their order, which is the newest first.
std::vector<CompanyRow> list_among(db::Tx& tx, OrganizationId organization, std::vector<CompanyId> const& ids);

void insert_company(db::Tx& tx, OrganizationId organization, Company const& company);
// False when the row has another version by now.
bool update_company(db::Tx& tx, OrganizationId organization, Company const& company);
void index_company(db::Tx& tx, OrganizationId organization, Company const& company);

bool insert_person(db::Tx& tx, OrganizationId organization, CompanyId company, ContactId contact);  // false: was one already
bool delete_person(db::Tx& tx, OrganizationId organization, CompanyId company, ContactId contact);  // false: was none

}  // namespace loggia::companies::store
