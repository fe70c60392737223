// SPDX-License-Identifier: Apache-2.0
#include "features/feedback/feedback_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::feedback {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp now{1'781'776'800'000};

template <class Action>
std::string code_of(Action action)
{
    try {
        action();
        return "";
    } catch (Problem const& problem) {
        return problem.code;
    }
}

TEST(FeedbackRules, ItIsForViewingsThatTookPlace)
{
    auto const code = [](Occasion occasion, std::optional<Timestamp> given) {
        return code_of([&] { check_may_give(occasion, given, now); });
    };
    EXPECT_EQ(code({true, true}, {}), "");
    EXPECT_EQ(code({false, true}, {}), "feedback_not_possible");
    EXPECT_EQ(code({true, false}, {}), "feedback_not_possible");
    EXPECT_EQ(code({true, true}, now - 24h * 30 + 1ms), "");
    EXPECT_EQ(code({true, true}, now - 24h * 30), "feedback_closed");
}

TEST(FeedbackRules, AnIdOfMediaIsAUuid)
{
    EXPECT_EQ(read_media_id("3F2504E0-4F89-41D3-9A0C-0305E82C3301"), "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    for (auto const* text : {"", "3f2504e0", "3f2504e0-4f89-41d3-9a0c-0305e82c330", "3f2504e0-4f89-41d3-9a0c-0305e82c33011",
                             "3f2504e0-4f89-41d3-9a0c-0305e82c330g", "3f2504e004f89-41d3-9a0c-0305e82c3301", "..%2f..%2fetc"})
        EXPECT_EQ(code_of([&] { read_media_id(text); }), "media_not_found") << text;
}

TEST(FeedbackRules, ThereIsRoomForSoManyAndFiveMinutes)
{
    EXPECT_EQ(code_of([] { check_room(MediaKind::photo, most_photos - 1); }), "");
    EXPECT_EQ(code_of([] { check_room(MediaKind::photo, most_photos); }), "too_many_media");
    EXPECT_EQ(code_of([] { check_room(MediaKind::voice, most_voices); }), "too_many_media");
    EXPECT_EQ(code_of([] { check_length(std::nullopt); }), "") << "its file does not tell";
    EXPECT_EQ(code_of([] { check_length(5min); }), "");
    EXPECT_EQ(code_of([] { check_length(5min + 3s); }), "") << "a recorder stops a moment late";
    EXPECT_EQ(code_of([] { check_length(5min + 6s); }), "voice_too_long");
}

} // namespace
} // namespace loggia::feedback
