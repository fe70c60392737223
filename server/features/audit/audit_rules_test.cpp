// SPDX-License-Identifier: Apache-2.0
#include "features/audit/audit_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::audit {
namespace {

AuditEntry entry()
{
    AuditEntry entry;
    entry.id = ActivityId{77};
    entry.at = Timestamp{1'781'776'800'000};
    entry.action = "access.invited";
    entry.actor_name = "Lucía Ferrer";
    entry.contact_name = "Sanne de Wit";
    entry.detail = {{"portal", "Vesper & Daal"}, {"email", "sanne@example.com"}};
    entry.client_address = "192.0.2.7";
    return entry;
}

TEST(AuditRules, EachWordOfASearchMustOccurSomewhere)
{
    auto const finds = [](char const* q) { return matches(entry(), words_of(q)); };
    for (auto const* q : {"", "  ", "lucia", "FERRER wit", "invited", "192.0.2.7", "vesper sanne@example", "Lucía de Wit"})
        EXPECT_TRUE(finds(q)) << q;
    for (auto const* q : {"mark", "lucia mark", "192.0.2.8"}) EXPECT_FALSE(finds(q)) << q;
}

TEST(AuditRules, APlaceSurvivesTheTripThroughTheAddress)
{
    auto const place = parse_place(to_text({Timestamp{1'781'776'800'123}, ActivityId{42}}));
    EXPECT_EQ(place.at.milliseconds, 1'781'776'800'123);
    EXPECT_EQ(place.id.value, 42);
    for (auto const* wrong : {"", "x", "0000000000000", "!!!!!!!!!!!!!!!!!!!!!!!!!!"}) EXPECT_THROW(parse_place(wrong), Problem) << wrong;
}

TEST(AuditRules, ACellIsNeverAFormula)
{
    EXPECT_EQ(csv_cell("plain"), "\"plain\"");
    EXPECT_EQ(csv_cell(""), "\"\"");
    EXPECT_EQ(csv_cell("say \"hi\", please"), "\"say \"\"hi\"\", please\"");
    for (std::string const text : {"=1+1", "+31 6", "-5", "@sum", "\tx", "\rx"}) EXPECT_EQ(csv_cell(text), "\"'" + text + "\"");
    EXPECT_EQ(csv_cell("a=1"), "\"a=1\"");
}

TEST(AuditRules, ALineHasAllThereIs)
{
    auto acting = entry();
    acting.on_behalf_of_name = "=Sanne";
    acting.category = activities::Category::access;
    EXPECT_EQ(
        csv_line(acting),
        "\"2026-06-18T10:00:00.000Z\",\"access\",\"access.invited\",\"system\",\"Lucía Ferrer\",\"'=Sanne\",\"Sanne de Wit\",\"\",\"\","
        "\"email: sanne@example.com; portal: Vesper & Daal\",\"192.0.2.7\"\r\n");
    EXPECT_TRUE(csv_header().starts_with("\xEF\xBB\xBF\"time\",\"category\""));
}

} // namespace
} // namespace loggia::audit
