// SPDX-License-Identifier: Apache-2.0
#include "features/contacts/contact_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::contacts {
namespace {

Contact sanne()
{
    Contact contact;
    contact.kind = ContactKind::client;
    contact.first_name = "Sanne";
    contact.last_name = "de Wit";
    contact.email = EmailAddress::parse("sanne@example.com");
    contact.phone = Phone::parse("+31612345678");
    return contact;
}

std::string refusal(Contact const& contact)
{
    try {
        check_contact(contact);
        return "";
    } catch (Problem const& problem) {
        return problem.code + " " + problem.errors.at(0).pointer;
    }
}

TEST(ContactRules, ClientAndPartnerNeedAnEmailAddress)
{
    auto contact = sanne();
    contact.email.reset();
    EXPECT_EQ(refusal(contact), "email_required /email");
    contact.kind = ContactKind::partner;
    EXPECT_EQ(refusal(contact), "email_required /email");
}

TEST(ContactRules, ALeadNeedsOnlyTheNames)
{
    auto contact = sanne();
    contact.kind = ContactKind::lead;
    contact.email.reset();
    contact.phone.reset();
    EXPECT_EQ(refusal(contact), "");
}

TEST(ContactRules, WhoHasAccessToAPortalKeepsTheEmailAddress)
{
    auto contact = sanne();
    contact.kind = ContactKind::lead;
    contact.status = ContactStatus::invited;
    contact.email.reset();
    EXPECT_EQ(refusal(contact), "email_required /email");
}

TEST(ContactRules, ATagHasAtMostFortyCharacters)
{
    auto contact = sanne();
    std::string forty;
    for (int i = 0; i < 40; ++i) forty += "é";
    contact.tags = {"buyer", forty};
    EXPECT_EQ(refusal(contact), "");
    contact.tags.back() += "é";
    EXPECT_EQ(refusal(contact), "tag_too_long /tags/1");
}

TEST(ContactRules, ACompanyIsChosenOrNamedButNotBoth)
{
    NewContact input;
    input.company_id = CompanyId{1};
    EXPECT_NO_THROW(check_company_choice(input));
    input.new_company_name = "Prins";
    EXPECT_THROW(check_company_choice(input), Problem);
    input.company_id.reset();
    EXPECT_NO_THROW(check_company_choice(input));
}

TEST(ContactRules, TidyTrimsAndDropsWhatIsBlank)
{
    auto contact = sanne();
    contact.first_name = "  Sanne ";
    contact.source = "   ";
    contact.notes = "\n Likes gardens. \n";
    contact.tags = {" Buyer ", "", "buyer", "Büyer", "second home"};
    contact.addresses = {{" ", " Bloemgracht 94 ", "1015 TM", " Amsterdam", Country::parse("NL")}};
    tidy(contact);
    EXPECT_EQ(contact.first_name, "Sanne");
    EXPECT_EQ(contact.source, std::nullopt);
    EXPECT_EQ(contact.notes, "Likes gardens.");
    EXPECT_EQ(contact.tags, (std::vector<std::string>{"Buyer", "second home"}));
    EXPECT_EQ(contact.addresses[0].label, std::nullopt);
    EXPECT_EQ(contact.addresses[0].street, "Bloemgracht 94");
    EXPECT_EQ(contact.addresses[0].town, "Amsterdam");
}

TEST(ContactRules, OnlyGivenMembersChange)
{
    auto const before = sanne();
    auto const changes = json::read_text<ContactChanges>(R"({"phone": null, "last_name": "Wit", "tags": ["buyer"]})");
    auto const after = with_changes(before, changes);
    EXPECT_EQ(after.phone, std::nullopt);
    EXPECT_EQ(after.email, before.email);
    EXPECT_EQ(changed_fields(before, after), (std::vector<std::string>{"last_name", "phone", "tags"}));
    EXPECT_TRUE(changed_fields(before, with_changes(before, {})).empty());
}

TEST(ContactRules, ALineOfAnAddressIsAChange)
{
    auto before = sanne();
    before.addresses = {{std::nullopt, "Bloemgracht 94", "1015 TM", "Amsterdam", std::nullopt}};
    auto after = before;
    after.addresses[0].town = "Haarlem";
    EXPECT_EQ(changed_fields(before, after), std::vector<std::string>{"addresses"});
}

TEST(ContactRules, NamesSortByLastNameWithoutAccents)
{
    auto contact = sanne();
    contact.first_name = "Łucja";
    contact.last_name = "Müller";
    EXPECT_EQ(sorting_name(contact), "muller lucja");
    EXPECT_EQ(full_name(contact), "Łucja Müller");
}

TEST(ContactRules, SearchKnowsNamesEmailAndPhone)
{
    EXPECT_EQ(search_text(sanne()), "sanne de wit sanne@example.com +31612345678");
}

TEST(ContactRules, APlaceInAListSurvivesItsText)
{
    auto const place = parse_place(to_text({ContactId{77}, "de wit | sanne"}));
    EXPECT_EQ(place.id, ContactId{77});
    EXPECT_EQ(place.name, "de wit | sanne");
    EXPECT_EQ(parse_place(ContactId{5}.text()).name, "");
    EXPECT_THROW(parse_place("nonsense"), Problem);
    EXPECT_THROW(parse_place(""), Problem);
}

}  // namespace
}  // namespace loggia::contacts
