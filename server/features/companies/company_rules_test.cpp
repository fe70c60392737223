// SPDX-License-Identifier: Apache-2.0
#include "features/companies/company_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::companies {
namespace {

Company notary()
{
    Company company;
    company.name = "Notaría Roig";
    company.email = EmailAddress::parse("info@roig.example");
    company.phone = Phone::parse("+34600123420");
    return company;
}

TEST(CompanyRules, TidyTrimsAndDropsWhatIsBlank)
{
    auto company = notary();
    company.name = " Notaría Roig ";
    company.address = "  ";
    company.notes = " A week ahead. ";
    tidy(company);
    EXPECT_EQ(company.name, "Notaría Roig");
    EXPECT_EQ(company.address, std::nullopt);
    EXPECT_EQ(company.notes, "A week ahead.");
}

TEST(CompanyRules, OnlyGivenMembersChange)
{
    auto const before = notary();
    auto const after = with_changes(before, json::read_text<CompanyChanges>(R"({"email": null, "website": "https://roig.example"})"));
    EXPECT_EQ(after.phone, before.phone);
    EXPECT_EQ(changed_fields(before, after), (std::vector<std::string>{"email", "website"}));
}

TEST(CompanyRules, NamesSortAndAreFoundWithoutAccents)
{
    EXPECT_EQ(sorting_name(notary()), "notaria roig");
    EXPECT_EQ(search_text(notary()), "notaria roig info@roig.example +34600123420");
}

TEST(CompanyRules, APlaceInAListSurvivesItsText)
{
    auto const place = parse_place(to_text({CompanyId{9}, "prins & zonen"}));
    EXPECT_EQ(place.id, CompanyId{9});
    EXPECT_EQ(place.name, "prins & zonen");
    EXPECT_THROW(parse_place("?"), Problem);
}

}  // namespace
}  // namespace loggia::companies
