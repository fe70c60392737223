// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::conversations {
namespace {

using enum ConversationState;

TEST(ConversationRules, AMessageMovesTheState)
{
    struct Case {
        ConversationState before;
        Side side;
        ConversationState after;
    };
    for (auto const& [before, side, after] : std::vector<Case>{
             {open, Side::contact, open},
             {awaiting_feedback, Side::contact, open},
             {closed, Side::contact, open},
             {in_progress, Side::contact, in_progress},
             {open, Side::staff, awaiting_feedback},
             {awaiting_feedback, Side::staff, awaiting_feedback},
             {closed, Side::staff, closed},
             {in_progress, Side::staff, in_progress},
         })
        EXPECT_EQ(after_message(before, side), after) << json::enum_name(before) << " " << json::enum_name(side);
}

TEST(ConversationRules, AnExcerptIsOneLineCutBetweenCharacters)
{
    EXPECT_EQ(excerpt(""), "");
    EXPECT_EQ(excerpt("  Good\n\nmorning \t Marit  "), "Good morning Marit");
    EXPECT_EQ(excerpt(std::string(140, 'a')), std::string(140, 'a'));
    EXPECT_EQ(excerpt(std::string(141, 'a')), std::string(140, 'a'));
    std::string houses, some;
    for (int i = 0; i < 200; ++i) houses += "🏠";
    for (int i = 0; i < 140; ++i) some += "🏠";
    EXPECT_EQ(excerpt(houses), some);
}

std::string refusal_of(NewMessage const& message)
{
    try {
        tidied(message);
    } catch (Problem const& problem) {
        return problem.code;
    }
    return "";
}

TEST(ConversationRules, AMessageSaysSomething)
{
    auto const id = *Uuid::parse("3F2504E0-4F89-41D3-9A0C-0305E82C3301");
    auto const file = *Uuid::parse("3f2504e0-4f89-41d3-9a0c-0305e82c3302");
    EXPECT_EQ(refusal_of({id, " \n\t", {}}), "message_empty");
    EXPECT_EQ(refusal_of({id, "", {file}}), "");
    EXPECT_EQ(refusal_of({id, "", {file, file}}), "attachment_twice");
    EXPECT_EQ(tidied({id, "\n  Two\n\nlines \n", {}}).text, "Two\n\nlines");
}

TEST(ConversationRules, NamesOfFilesStayAsTheyAreOnOneLine)
{
    EXPECT_EQ(tidied_name("Koopakte “Zeeweg 3” (définitif).pdf"), "Koopakte “Zeeweg 3” (définitif).pdf");
    EXPECT_EQ(tidied_name("a\r\nSet-Cookie: x\x01.txt"), "a Set-Cookie: x .txt");
    EXPECT_EQ(tidied_name("../../etc/passwd"), "../../etc/passwd") << "a name is never a path here";
    EXPECT_THROW(tidied_name(" \r\n"), Problem);
    EXPECT_THROW(tidied_subject(" "), Problem);
}

TEST(ConversationRules, OnlyFilesThatRunNothingAreTaken)
{
    for (auto const* type : {"application/pdf", "application/zip", "text/plain", "text/csv",
                             "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
        EXPECT_EQ(document_type(type), type);
    EXPECT_EQ(document_type("application/csv"), "text/csv");
    for (auto const* type : {"text/html", "image/svg+xml", "application/x-executable", "text/x-shellscript", "application/octet-stream",
                             "application/javascript", "application/x-dosexec", "text/xml", "application/vnd.ms-office", ""})
        EXPECT_EQ(document_type(type), std::nullopt) << type;
    EXPECT_TRUE(is_picture("image/heic"));
    EXPECT_FALSE(is_picture("image/svg+xml"));
    EXPECT_FALSE(is_picture("image/gif"));
}

} // namespace
} // namespace loggia::conversations
