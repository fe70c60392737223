// SPDX-License-Identifier: Apache-2.0
#include "features/companies/company.hpp"

#include "features/companies/company_rules.hpp"
#include "features/companies/company_store.hpp"

// What the companies slice offers to others.
namespace loggia::companies {

std::optional<std::string> company_name(db::Tx& tx, OrganizationId organization, CompanyId company)
{
    return store::company_name(tx, organization, company);
}

CompanyId add_company(db::Tx& tx, OrganizationId organization, Timestamp now, NewCompany const& input)
{
    auto company = company_from(input);
    tidy(company);
    company.id = new_id<CompanyId>();
    company.created_at = now;
    store::insert_company(tx, organization, company);
    store::index_company(tx, organization, company);
    return company.id;
}

bool join_company(db::Tx& tx, OrganizationId organization, CompanyId company, ContactId contact)
{
    return store::insert_person(tx, organization, company, contact);
}

}  // namespace loggia::companies
