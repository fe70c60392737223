// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::test {
namespace {

std::string const list_path = "/api/v1/companies";

using Names = std::vector<std::string>;

Names names(Reply const& reply)
{
    Names result;
    for (auto const& item : reply.at("/items").as_array()) result.emplace_back(item.at("name").as_string());
    return result;
}

class CompaniesApi : public testing::Test {
protected:
    std::string notary_path(std::string const& rest = {}) { return list_path + "/" + world::notary.text() + rest; }
    std::string person_path(ContactId contact) { return notary_path("/people/" + contact.text()); }

    TestApp app;
    Caller marit = app.marit();
};

TEST_F(CompaniesApi, ACompanyIsAddedAndShown)
{
    auto const reply = marit.post(list_path, R"({"name": " Notaría Roig ", "email": "info@roig.example", "phone": "+34 600 123 420",
        "website": "https://roig.example", "address": "Carrer 27\n03700 Dénia", "notes": " "})");
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/name"), "Notaría Roig");
    EXPECT_EQ(reply.text("/phone"), "+34600123420");
    EXPECT_TRUE(reply.at("/notes").is_null());
    EXPECT_EQ(reply.at("/people").as_array().size(), 0U);
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    auto const shown = marit.get(list_path + "/" + reply.text("/id"));
    EXPECT_EQ(shown.body, reply.body);
    auto const timeline = marit.get(list_path + "/" + reply.text("/id") + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/action"), "company.created");
    EXPECT_EQ(timeline.text("/items/0/detail/company"), "Notaría Roig");
}

TEST_F(CompaniesApi, WrongFieldsAreNamed)
{
    auto const reply = marit.post(list_path, R"({"name": "", "email": "x", "website": "ftp://x", "people": []})");
    EXPECT_EQ(reply.status, 422U);
    EXPECT_EQ(reply.error_at("/name"), "required");
    EXPECT_EQ(reply.error_at("/email"), "invalid_format");
    EXPECT_EQ(reply.error_at("/website"), "invalid_format");
    EXPECT_EQ(reply.error_at("/people"), "unknown_field");
}

TEST_F(CompaniesApi, OnlyStaffOfTheOrganizationReachCompanies)
{
    auto nobody = app.nobody();
    auto sanne = app.sanne();
    auto rival = app.rival();
    for (auto const& path : {list_path, notary_path(), notary_path("/timeline")}) {
        EXPECT_EQ(nobody.get(path).status, 401U) << path;
        EXPECT_EQ(sanne.get(path).status, 401U) << path;
    }
    EXPECT_EQ(rival.get(notary_path()).status, 404U);
    EXPECT_EQ(rival.get(notary_path("/timeline")).status, 404U);
    EXPECT_EQ(rival.patch(notary_path(), 1, R"({"name": "Ours"})").status, 404U);
    EXPECT_EQ(rival.put(person_path(world::joost)).status, 404U);
    EXPECT_EQ(rival.remove(person_path(world::fenna)).status, 404U);
    EXPECT_EQ(names(rival.get(list_path)), Names{});
    EXPECT_EQ(marit.put(person_path(world::joost)).status, 404U) << "a contact of the rival";
}

TEST_F(CompaniesApi, TheListIsByNameAndPages)
{
    for (char const* name : {"Zonnebank", "Ábaco", "Makelaar 3", "Makelaar 3"})
        ASSERT_EQ(marit.post(list_path, std::string(R"({"name": ")") + name + "\"}").status, 201U);
    EXPECT_EQ(names(marit.get(list_path)), (Names{"Ábaco", "Makelaar 3", "Makelaar 3", "Prins Notarissen", "Zonnebank"}));
    auto const first = marit.get(list_path + "?limit=2");
    EXPECT_EQ(names(first), (Names{"Ábaco", "Makelaar 3"}));
    auto next = first.text("/next");
    next.replace(next.find(' '), 1, "%20");
    EXPECT_EQ(names(marit.get(list_path + "?limit=4&after=" + next)), (Names{"Makelaar 3", "Prins Notarissen", "Zonnebank"}));
    EXPECT_EQ(marit.get(list_path + "?after=zz").error_at("/after"), "invalid_cursor");
}

TEST_F(CompaniesApi, TheListSaysHowManyPeopleThereAre)
{
    EXPECT_EQ(marit.put(person_path(world::sanne)).status, 204U);
    EXPECT_EQ(marit.get(list_path).at("/items/0/people").as_int64(), 2);
}

TEST_F(CompaniesApi, SearchFindsNameEmailAndPhone)
{
    ASSERT_EQ(marit.post(list_path, R"({"name": "Notaría Roig", "email": "info@roig.example", "phone": "+31235550121"})").status, 201U);
    ASSERT_EQ(marit.post(list_path, R"({"name": "Notaría Ferrer"})").status, 201U);
    for (std::string const query : {"roig", "notaria%20r", "info@roig", "023%20555"})
        EXPECT_EQ(names(marit.get(list_path + "?q=" + query)), Names{"Notaría Roig"}) << query;
    auto const first = marit.get(list_path + "?q=notar&limit=1");
    EXPECT_EQ(names(first), Names{"Notaría Ferrer"});
    EXPECT_EQ(names(marit.get(list_path + "?q=notar&limit=1&after=" + first.text("/next"))), Names{"Notaría Roig"});
    EXPECT_EQ(names(app.rival().get(list_path + "?q=notar")), Names{});
}

TEST_F(CompaniesApi, AChangeNeedsTheVersionItStartedFrom)
{
    EXPECT_EQ(marit.patch(notary_path(), 0, R"({"name": "X"})").status, 428U);
    auto const changed = marit.patch(notary_path(), 1, R"({"name": "Prins & Zonen", "email": "info@prins.example"})");
    ASSERT_EQ(changed.status, 200U) << changed.body;
    EXPECT_EQ(changed.text("/name"), "Prins & Zonen");
    EXPECT_EQ(changed.header("etag"), "\"2\"");
    EXPECT_EQ(changed.text("/people/0/first_name"), "Fenna");
    EXPECT_EQ(marit.patch(notary_path(), 1, R"({"name": "Y"})").code(), "changed_meanwhile");
    EXPECT_EQ(marit.patch(notary_path(), 2, R"({})").header("etag"), "\"2\"") << "nothing changed";
    EXPECT_EQ(names(marit.get(list_path + "?q=zonen")), Names{"Prins & Zonen"});
    EXPECT_EQ(app.actions(world::notary.value), Names{"company.updated"});
}

TEST_F(CompaniesApi, AContactJoinsAndLeavesOnce)
{
    EXPECT_EQ(marit.put(person_path(world::sanne)).status, 204U);
    EXPECT_EQ(marit.put(person_path(world::sanne)).status, 204U);
    auto const shown = marit.get(notary_path());
    EXPECT_EQ(shown.text("/people/0/first_name"), "Sanne") << "by last name: de Wit before Prins";
    EXPECT_EQ(shown.text("/people/1/company_name"), "Prins Notarissen");
    EXPECT_EQ(marit.remove(person_path(world::sanne)).status, 204U);
    EXPECT_EQ(marit.remove(person_path(world::sanne)).status, 204U);
    EXPECT_EQ(marit.get(notary_path()).at("/people").as_array().size(), 1U);
    Names const both = {"company.person_left", "company.person_joined"};
    EXPECT_EQ(app.actions(world::notary.value), both);
    EXPECT_EQ(app.actions(world::sanne.value), both);
    EXPECT_EQ(marit.put(person_path(ContactId{5})).status, 404U);
    EXPECT_EQ(marit.put(list_path + "/" + CompanyId{5}.text() + "/people/" + world::sanne.text()).status, 404U);
}

}  // namespace
}  // namespace loggia::test
