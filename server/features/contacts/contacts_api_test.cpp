// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "features/contacts/contact.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

constexpr char const* list_path = "/api/v1/contacts";

std::string path_of(ContactId contact, std::string const& rest = {}) { return "/api/v1/contacts/" + contact.text() + rest; }

class ContactsApi : public testing::Test {
protected:
    // A contact made over HTTP, so that search knows it too.
    Reply add(std::string const& first, std::string const& last, std::string const& more = R"("kind": "lead")")
    {
        return marit.post(list_path, R"({"first_name": ")" + first + R"(", "last_name": ")" + last + R"(", )" + more + "}");
    }
    ContactId id_of(Reply const& reply) { return *ContactId::parse(reply.text("/id")); }

    std::vector<std::string> first_names(Reply const& reply)
    {
        std::vector<std::string> names;
        for (auto const& item : reply.at("/items").as_array()) names.emplace_back(item.at("first_name").as_string());
        return names;
    }

    TestApp app;
    Caller marit = app.marit();
};

using Names = std::vector<std::string>;

TEST_F(ContactsApi, AClientIsAddedWithEverythingStaffKnow)
{
    auto const reply = marit.post(list_path, R"({
        "kind": "client", "first_name": " Mila ", "last_name": "Öztürk", "email": "Mila@Example.com", "phone": "+31 6 1234 5670",
        "owner_id": ")" + world::lucia.text() + R"(", "tags": ["buyer", "Buyer", "sea"], "source": "Funda", "notes": "Calls at noon.",
        "addresses": [{"label": "home", "street": "Zeeweg 3", "postcode": "1865 AB", "town": "Bergen", "country": "nl"}]})");
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/first_name"), "Mila");
    EXPECT_EQ(reply.text("/email"), "Mila@example.com");
    EXPECT_EQ(reply.text("/phone"), "+31612345670");
    EXPECT_EQ(reply.text("/status"), "added");
    EXPECT_EQ(reply.text("/locale"), "nl") << "the organization's";
    EXPECT_EQ(reply.text("/owner_name"), "Lucía Ferrer");
    EXPECT_EQ(reply.at("/tags").as_array().size(), 2U);
    EXPECT_EQ(reply.text("/addresses/0/country"), "NL");
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    EXPECT_EQ(app.actions(id_of(reply).value), Names{"contact.created"});

    auto const shown = marit.get(path_of(id_of(reply)));
    EXPECT_EQ(shown.status, 200U);
    EXPECT_EQ(shown.body, reply.body);
}

TEST_F(ContactsApi, ALeadNeedsOnlyTheNamesAndAClientAnEmailAddressToo)
{
    EXPECT_EQ(add("Noor", "Vos").status, 201U);
    auto const client = add("Noor", "Vos", R"("kind": "client")");
    EXPECT_EQ(client.status, 422U);
    EXPECT_EQ(client.code(), "email_required");
    EXPECT_EQ(client.error_at("/email"), "email_required");
    EXPECT_EQ(add("Noor", "Vos", R"("kind": "partner")").error_at("/email"), "email_required");
}

TEST_F(ContactsApi, EveryWrongFieldIsNamedAtOnce)
{
    auto const reply = marit.post(list_path, R"({"kind": "friend", "first_name": " ", "email": "sanne", "phone": "0612345678",
        "locale": "xx", "colour": "red"})");
    EXPECT_EQ(reply.status, 422U);
    EXPECT_EQ(reply.error_at("/kind"), "not_allowed");
    EXPECT_EQ(reply.error_at("/first_name"), "required");
    EXPECT_EQ(reply.error_at("/last_name"), "required");
    EXPECT_EQ(reply.error_at("/email"), "invalid_format");
    EXPECT_EQ(reply.error_at("/phone"), "invalid_format");
    EXPECT_EQ(reply.error_at("/locale"), "invalid_format");
    EXPECT_EQ(reply.error_at("/colour"), "unknown_field");
    EXPECT_EQ(marit.post(list_path, "{").status, 400U);
}

TEST_F(ContactsApi, AnEmailAddressBelongsToOneContactOfAnOrganization)
{
    auto const reply = add("Other", "Sanne", R"("kind": "client", "email": "SANNE@example.com")");
    EXPECT_EQ(reply.status, 409U);
    EXPECT_EQ(reply.error_at("/email"), "email_taken");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE first_name = 'Other'"), 0);
    EXPECT_EQ(add("Another", "Joost", R"("kind": "client", "email": "joost@example.com")").status, 201U)
        << "the rival's Joost must not show";
}

TEST_F(ContactsApi, TheOwnerIsAnActiveMemberOfTheStaff)
{
    auto const owned_by = [&](UserId owner) { return add("Mila", "Vos", R"("kind": "lead", "owner_id": ")" + owner.text() + "\""); };
    EXPECT_EQ(owned_by(world::ruben).error_at("/owner_id"), "owner_not_found");
    EXPECT_EQ(owned_by(world::lucia).status, 201U);
    app.sql("UPDATE users SET active = 0 WHERE id = " + std::to_string(world::lucia.value));
    EXPECT_EQ(owned_by(world::lucia).status, 422U);
}

TEST_F(ContactsApi, APartnerJoinsACompanyOrOneMadeOnTheSpot)
{
    auto const joined = add("Rik", "Prins", R"("kind": "partner", "email": "rik@x.example", "company_id": ")" + world::notary.text() + "\"");
    ASSERT_EQ(joined.status, 201U) << joined.body;
    EXPECT_EQ(joined.text("/companies/0/name"), "Prins Notarissen");
    EXPECT_EQ(app.actions(world::notary.value), Names{"contact.created"});

    auto const made = add("Ana", "Roig", R"("kind": "partner", "email": "ana@x.example", "new_company_name": " Notaría Roig ")");
    ASSERT_EQ(made.status, 201U) << made.body;
    EXPECT_EQ(made.text("/companies/0/name"), "Notaría Roig");
    auto const company = *CompanyId::parse(made.text("/companies/0/id"));
    EXPECT_EQ(app.actions(company.value), (Names{"contact.created", "company.created"}));
    EXPECT_EQ(marit.get(std::string(list_path) + "?q=roig").text("/items/0/company_name"), "Notaría Roig");
}

TEST_F(ContactsApi, ACompanyThatIsNotThereIsRefusedAndNothingRemains)
{
    auto const rivals = app.rival().post("/api/v1/companies", R"({"name": "Zee Notaris"})");
    ASSERT_EQ(rivals.status, 201U);
    auto const reply = add("Rik", "Half", R"("kind": "lead", "company_id": ")" + rivals.text("/id") + "\"");
    EXPECT_EQ(reply.error_at("/company_id"), "company_not_found");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE last_name = 'Half'"), 0);
    EXPECT_EQ(marit.get(std::string(list_path) + "?q=half").at("/items").as_array().size(), 0U);
    auto const twice = add("Rik", "Half", R"("kind": "lead", "new_company_name": "X", "company_id": ")" + world::notary.text() + "\"");
    EXPECT_EQ(twice.error_at("/new_company_name"), "company_given_twice");
}

TEST_F(ContactsApi, OnlyStaffOfTheOrganizationReachContacts)
{
    auto nobody = app.nobody();
    auto sanne = app.sanne();
    auto rival = app.rival();
    for (auto const& path : {std::string(list_path), std::string(list_path) + "/counts", path_of(world::sanne), path_of(world::sanne, "/timeline")}) {
        EXPECT_EQ(nobody.get(path).status, 401U) << path;
        EXPECT_EQ(sanne.get(path).status, 401U) << path;
    }
    EXPECT_EQ(nobody.post(list_path, "{}").status, 401U);
    EXPECT_EQ(rival.get(path_of(world::sanne)).status, 404U);
    EXPECT_EQ(rival.get(path_of(world::sanne, "/timeline")).status, 404U);
    EXPECT_EQ(rival.patch(path_of(world::sanne), 1, R"({"notes": "ours"})").status, 404U);
    EXPECT_EQ(rival.post(path_of(world::sanne, "/notes"), R"({"text": "ours"})").status, 404U);
    EXPECT_EQ(first_names(rival.get(list_path)), Names{"Joost"});
    EXPECT_EQ(marit.get("/api/v1/contacts/nonsense").status, 404U);
}

TEST_F(ContactsApi, ListsFilterByKindStatusAndOwner)
{
    auto const list = [&](std::string const& query) { return first_names(marit.get(std::string(list_path) + query)); };
    EXPECT_EQ(list(""), (Names{"Ada", "Fenna", "Noor", "Mark", "Sanne"})) << "newest first";
    EXPECT_EQ(list("?kind=client"), (Names{"Ada", "Mark", "Sanne"}));
    EXPECT_EQ(list("?status=invited"), Names{"Mark"});
    EXPECT_EQ(list("?kind=client&status=added"), Names{"Ada"});
    EXPECT_EQ(list("?owner=" + world::lucia.text()), (Names{"Ada", "Noor"}));
    EXPECT_EQ(list("?kind=lead&owner=" + world::lucia.text()), Names{"Noor"});
    EXPECT_EQ(list("?status=active&owner=" + world::lucia.text()), Names{});
    EXPECT_EQ(list("?kind=client&status=added&owner=" + world::lucia.text()), Names{"Ada"});
    EXPECT_EQ(list("?sort=name"), (Names{"Ada", "Noor", "Sanne", "Mark", "Fenna"})) << "by last name";
    EXPECT_EQ(list("?sort=name&kind=client&status=invited&owner=" + world::marit.text()), Names{"Mark"});
    EXPECT_EQ(marit.get(std::string(list_path) + "?kind=friend").error_at("/kind"), "not_allowed");
    EXPECT_EQ(marit.get(std::string(list_path) + "?limit=101").error_at("/limit"), "out_of_range");
    EXPECT_EQ(marit.get(std::string(list_path) + "?after=x").error_at("/after"), "invalid_cursor");
}

TEST_F(ContactsApi, PagesFollowEachOtherWithoutGapsInEitherOrder)
{
    for (int i = 0; i < 7; ++i) ASSERT_EQ(add("Twin", "Öztürk").status, 201U);
    for (std::string const sort : {"recent", "name"}) {
        std::set<std::string> ids;
        std::size_t rows = 0;
        std::string after;
        do {
            auto const page = marit.get(std::string(list_path) + "?limit=5&sort=" + sort + (after.empty() ? "" : "&after=" + after));
            ASSERT_EQ(page.status, 200U) << page.body;
            EXPECT_LE(page.at("/items").as_array().size(), 5U);
            for (auto const& item : page.at("/items").as_array()) ids.emplace(item.at("id").as_string());
            rows += page.at("/items").as_array().size();
            after = page.at("/next").is_null() ? "" : page.text("/next");
            std::string encoded;
            for (char const c : after) encoded += c == ' ' ? std::string("%20") : std::string(1, c);
            after = encoded;
        } while (!after.empty());
        EXPECT_EQ(ids.size(), 12U) << sort;
        EXPECT_EQ(rows, 12U) << sort;
    }
}

TEST_F(ContactsApi, SearchFindsNamesEmailAndPhoneAsOneTypes)
{
    ASSERT_EQ(add("Łucja", "Müller", R"("kind": "client", "email": "lm@web.example", "phone": "+31612345671")").status, 201U);
    for (std::string const query : {"lu", "LUCJ", "m%C3%BCll", "muller%20lucja", "lm@web.ex", "06%201234%205671", "0031612345671"})
        EXPECT_EQ(first_names(marit.get(std::string(list_path) + "?q=" + query)), Names{"Łucja"}) << query;
    EXPECT_EQ(first_names(marit.get(std::string(list_path) + "?q=muller&kind=client")), Names{"Łucja"});
    EXPECT_EQ(first_names(marit.get(std::string(list_path) + "?q=muller&kind=lead")), Names{});
    EXPECT_EQ(first_names(app.rival().get(std::string(list_path) + "?q=muller")), Names{});
    EXPECT_EQ(first_names(marit.get(std::string(list_path) + "?q=%20")).size(), 6U) << "a blank query is none";
}

TEST_F(ContactsApi, SearchWithFiltersFillsItsPages)
{
    // Every fourth of many namesakes is a client.
    app.database().write([](db::Tx& tx) {
        for (std::int64_t i = 0; i < 480; ++i) {
            contacts::NewContact input;
            input.kind = i % 4 == 0 ? contacts::ContactKind::client : contacts::ContactKind::lead;
            input.first_name = "Jan";
            input.last_name = "Bos" + std::to_string(i);
            if (i % 4 == 0) input.email = EmailAddress::parse("jan" + std::to_string(i) + "@x.example");
            contacts::add_contact(tx, world::vesper, world::now, input);
        }
    });
    std::set<std::string> ids;
    std::string after;
    std::vector<std::size_t> sizes;
    do {
        auto const page = marit.get(std::string(list_path) + "?q=jan&kind=client&limit=50" + (after.empty() ? "" : "&after=" + after));
        ASSERT_EQ(page.status, 200U) << page.body;
        sizes.push_back(page.at("/items").as_array().size());
        for (auto const& item : page.at("/items").as_array()) ids.emplace(item.at("id").as_string());
        after = page.at("/next").is_null() ? "" : page.text("/next");
    } while (!after.empty());
    EXPECT_EQ(sizes, (std::vector<std::size_t>{50, 50, 20}));
    EXPECT_EQ(ids.size(), 120U);
}

TEST_F(ContactsApi, AChangeNeedsTheVersionItStartedFrom)
{
    auto const path = path_of(world::noor);
    EXPECT_EQ(marit.patch(path, 0, R"({"notes": "x"})").status, 428U);
    auto const changed = marit.patch(path, 1, R"({"first_name": "Noortje", "phone": "+31201234567", "tags": ["seller"]})");
    ASSERT_EQ(changed.status, 200U) << changed.body;
    EXPECT_EQ(changed.text("/first_name"), "Noortje");
    EXPECT_EQ(changed.text("/last_name"), "Bakker");
    EXPECT_EQ(changed.header("etag"), "\"2\"");
    auto const stale = marit.patch(path, 1, R"({"first_name": "Nora"})");
    EXPECT_EQ(stale.status, 412U);
    EXPECT_EQ(stale.code(), "changed_meanwhile");
    EXPECT_EQ(first_names(marit.get(std::string(list_path) + "?q=noortje")), Names{"Noortje"});
    EXPECT_EQ(app.actions(world::noor.value), Names{"contact.updated"});
    auto const timeline = marit.get(path_of(world::noor, "/timeline"));
    EXPECT_EQ(timeline.text("/items/0/detail/fields"), "first_name,phone,tags");
}

TEST_F(ContactsApi, AChangeOfNothingLeavesNoTrace)
{
    auto const reply = marit.patch(path_of(world::noor), 1, R"({"first_name": " Noor "})");
    EXPECT_EQ(reply.status, 200U);
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    EXPECT_TRUE(app.actions(world::noor.value).empty());
}

TEST_F(ContactsApi, KindAndOwnerHaveSentencesOfTheirOwn)
{
    auto const refused = marit.patch(path_of(world::noor), 1, R"({"kind": "client"})");
    EXPECT_EQ(refused.error_at("/email"), "email_required");
    auto const reply = marit.patch(path_of(world::noor), 1,
        R"({"kind": "client", "email": "noor@example.com", "owner_id": ")" + world::marit.text() + "\"}");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/owner_name"), "Marit Vesper");
    EXPECT_EQ(app.actions(world::noor.value), (Names{"contact.updated", "contact.owner_changed", "contact.kind_changed"}));
    EXPECT_EQ(marit.get(path_of(world::noor, "/timeline")).text("/items/2/detail/to"), "client");
}

TEST_F(ContactsApi, AChangedEmailAddressStaysUnique)
{
    EXPECT_EQ(marit.patch(path_of(world::mark), 1, R"({"email": "sanne@example.com"})").error_at("/email"), "email_taken");
    EXPECT_EQ(marit.patch(path_of(world::mark), 1, R"({"email": null})").error_at("/email"), "email_required");
    EXPECT_EQ(marit.patch(path_of(world::mark), 1, R"({"owner_id": ")" + world::ruben.text() + "\"}").error_at("/owner_id"), "owner_not_found");
    EXPECT_EQ(marit.patch(path_of(world::mark), 1, R"({"email": "mark@new.example"})").status, 200U);
}

TEST_F(ContactsApi, CountsAreByKind)
{
    auto const reply = marit.get(std::string(list_path) + "/counts");
    EXPECT_EQ(reply.body, R"({"client":3,"partner":1,"lead":1})");
}

TEST_F(ContactsApi, ANoteStandsOnTheTimeline)
{
    auto const reply = marit.post(path_of(world::sanne, "/notes"), R"({"text": "Wants a garden."})");
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/action"), "contact.note_added");
    EXPECT_EQ(reply.text("/actor_kind"), "staff");
    EXPECT_EQ(reply.text("/actor_id"), world::marit.text());
    EXPECT_EQ(reply.text("/actor_name"), "Marit Vesper");
    EXPECT_EQ(reply.text("/contact_name"), "Sanne de Wit");
    EXPECT_EQ(reply.text("/detail/text"), "Wants a garden.");
    EXPECT_EQ(reply.text("/at"), "2026-06-18T10:00:00.000Z");
    EXPECT_EQ(marit.post(path_of(world::sanne, "/notes"), R"({"text": " "})").error_at("/text"), "required");
    EXPECT_EQ(marit.post(path_of(ContactId{9}, "/notes"), R"({"text": "x"})").status, 404U);
}

TEST_F(ContactsApi, TheTimelinePagesFromTheNewest)
{
    for (char const* text : {"one", "two", "three"})
        ASSERT_EQ(marit.post(path_of(world::sanne, "/notes"), std::string(R"({"text": ")") + text + "\"}").status, 201U);
    auto const first = marit.get(path_of(world::sanne, "/timeline?limit=2"));
    ASSERT_EQ(first.at("/items").as_array().size(), 2U);
    EXPECT_EQ(first.text("/items/0/detail/text"), "three");
    auto const second = marit.get(path_of(world::sanne, "/timeline?limit=2&after=" + first.text("/next")));
    ASSERT_EQ(second.at("/items").as_array().size(), 1U);
    EXPECT_EQ(second.text("/items/0/detail/text"), "one");
    EXPECT_TRUE(second.at("/next").is_null());
}

}  // namespace
}  // namespace loggia::test
