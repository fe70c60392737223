// SPDX-License-Identifier: Apache-2.0
#include "features/companies/company_store.hpp"

#include "platform/db/batch.hpp"
#include "platform/db/search.hpp"

namespace loggia::companies::store {

struct FoundName {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FoundName, (), (name))

struct ReadRow : CompanyRow {
    std::string name_folded;
};
BOOST_DESCRIBE_STRUCT(ReadRow, (CompanyRow), (name_folded))

std::optional<Company> find_company(db::Tx& tx, OrganizationId organization, CompanyId company)
{
    return tx.find<Company>(R"(
        SELECT id, version, name, email, phone, website, address, notes, NULL AS people, created_at
        FROM companies
        WHERE organization_id = $1 AND id = $2
    )", organization, company);
}

std::optional<std::string> company_name(db::Tx& tx, OrganizationId organization, CompanyId company)
{
    auto const found = tx.find<FoundName>("SELECT name FROM companies WHERE organization_id = $1 AND id = $2", organization, company);
    return found ? std::optional(found->name) : std::nullopt;
}

static constexpr std::string_view select_row = R"(
    SELECT k.id, k.name, k.email, k.phone,
           (SELECT COUNT(*)
            FROM company_people AS p
            WHERE p.organization_id = k.organization_id AND p.company_id = k.id) AS people,
           k.name_folded
    FROM companies AS k
)";

std::vector<CompanyRow> list_among(db::Tx& tx, OrganizationId organization, std::vector<CompanyId> const& ids)
{
    return db::rows_of<CompanyRow>(tx, std::string(select_row) + "WHERE k.organization_id = $1 AND k.id IN ($ids) ORDER BY k.id DESC",
                                   organization, ids);
}

std::vector<ListedCompany> list_after(db::Tx& tx, OrganizationId organization, ListPlace const& place, std::int64_t limit)
{
    auto rows = tx.rows<ReadRow>(std::string(select_row) + R"(
        WHERE k.organization_id = $1 AND (k.name_folded, k.id) > ($2, $3)
        ORDER BY k.name_folded, k.id
        LIMIT $4
    )", organization, place.name, place.id, limit);
    std::vector<ListedCompany> result;
    result.reserve(rows.size());
    for (auto& row : rows) result.push_back({std::move(static_cast<CompanyRow&>(row)), std::move(row.name_folded)});
    return result;
}

void insert_company(db::Tx& tx, OrganizationId organization, Company const& company)
{
    tx.run(R"(
        INSERT INTO companies (organization_id, id, name, name_folded, email, phone, website, address, notes, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )", organization, company.id, company.name, sorting_name(company), company.email, company.phone, company.website,
        company.address, company.notes, company.created_at);
}

bool update_company(db::Tx& tx, OrganizationId organization, Company const& company)
{
    return tx.run(R"(
        UPDATE companies
        SET name = $4, name_folded = $5, email = $6, phone = $7, website = $8, address = $9, notes = $10, version = version + 1
        WHERE organization_id = $1 AND id = $2 AND version = $3
    )", organization, company.id, company.version, company.name, sorting_name(company), company.email, company.phone,
        company.website, company.address, company.notes) == 1;
}

void index_company(db::Tx& tx, OrganizationId organization, Company const& company)
{
    db::index_text(tx, db::SearchIndex::companies, organization, company.id.value, search_text(company));
}

bool insert_person(db::Tx& tx, OrganizationId organization, CompanyId company, ContactId contact)
{
    return tx.run(R"(
        INSERT INTO company_people (organization_id, company_id, contact_id)
        VALUES ($1, $2, $3)
        ON CONFLICT (organization_id, company_id, contact_id) DO NOTHING
    )", organization, company, contact) == 1;
}

bool delete_person(db::Tx& tx, OrganizationId organization, CompanyId company, ContactId contact)
{
    return tx.run("DELETE FROM company_people WHERE organization_id = $1 AND company_id = $2 AND contact_id = $3",
                  organization, company, contact) == 1;
}

}  // namespace loggia::companies::store
