// SPDX-License-Identifier: Apache-2.0
#include "features/companies/company_rules.hpp"

#include <boost/algorithm/string/trim.hpp>

#include <algorithm>

#include "platform/i18n/formats.hpp"

namespace loggia::companies {

static constexpr std::size_t id_length = 13;

Company company_from(NewCompany const& input)
{
    Company company;
    company.name = input.name;
    company.email = input.email;
    company.phone = input.phone;
    company.website = input.website;
    company.address = input.address;
    company.notes = input.notes;
    return company;
}

Company with_changes(Company company, CompanyChanges const& changes)
{
    changes.name.apply(company.name);
    changes.email.apply(company.email);
    changes.phone.apply(company.phone);
    changes.website.apply(company.website);
    changes.address.apply(company.address);
    changes.notes.apply(company.notes);
    return company;
}

static void tidy(std::optional<std::string>& text)
{
    if (!text) return;
    boost::algorithm::trim(*text);
    if (text->empty()) text.reset();
}

void tidy(Company& company)
{
    boost::algorithm::trim(company.name);
    tidy(company.address);
    tidy(company.notes);
}

std::vector<std::string> changed_fields(Company const& before, Company const& after)
{
    std::vector<std::string> fields;
    auto const note = [&fields](char const* name, bool unchanged) {
        if (!unchanged) fields.emplace_back(name);
    };
    note("name", before.name == after.name);
    note("email", before.email == after.email);
    note("phone", before.phone == after.phone);
    note("website", before.website == after.website);
    note("address", before.address == after.address);
    note("notes", before.notes == after.notes);
    return fields;
}

std::string sorting_name(Company const& company) { return i18n::fold(company.name); }

std::string search_text(Company const& company)
{
    auto text = company.name;
    if (company.email) text += " " + company.email->text();
    if (company.phone) text += " " + company.phone->text();
    return i18n::fold(text);
}

std::string to_text(ListPlace const& place) { return place.id.text() + place.name; }

ListPlace parse_place(std::string const& text)
{
    if (auto const id = CompanyId::parse(text.substr(0, id_length))) return {*id, text.substr(std::min(text.size(), id_length))};
    throw Problem(Fault::invalid, "invalid_cursor", "Take `after` from the page before.", "after");
}

}  // namespace loggia::companies
