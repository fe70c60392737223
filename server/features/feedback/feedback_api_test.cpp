// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointments_test_support.hpp"
#include "test/pictures.hpp"
#include "test/recordings.hpp"

// After a viewing (PRODUCT 8.7).
namespace loggia::test {
namespace {

std::string const first = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
std::string const second = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";

class FeedbackApi : public Viewings {
protected:
    FeedbackApi()
    {
        id = confirmed(hours(1));
        sanne.put(own(id, "/start"), "{}");
    }
    std::string path(std::string const& part = {}) const { return own(id, "/feedback" + part); }
    std::string media(std::string const& name) const { return path("/media/" + name); }
    Reply give(std::string const& body = R"({"stars": 4, "notes": "Light and quiet."})") { return sanne.put(path(), body); }
    Reply send(std::string const& name, std::string const& content)
    {
        return sanne.put(media(name), content, {{"Content-Type", "application/octet-stream"}});
    }
    Reply listed(std::string const& query) { return marit.get("/api/v1/feedback" + query); }

    std::string id;
};

TEST_F(FeedbackApi, StarsAndNotesShowOnDealContactAndPropertyAtOnce)
{
    EXPECT_EQ(sanne.get(path()).code(), "feedback_not_found");
    auto const reply = give();
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.at("/stars").as_int64(), 4);
    EXPECT_EQ(reply.text("/notes"), "Light and quiet.");
    EXPECT_TRUE(reply.at("/may_change").as_bool());
    EXPECT_EQ(sanne.get(own(id)).at("/feedback/stars").as_int64(), 4);
    EXPECT_EQ(marit.get(theirs(id)).text("/feedback/notes"), "Light and quiet.");
    for (auto const& query :
         {"?deal=" + world::second_home.text(), "?contact=" + world::sanne.text(), "?property=" + world::villa.text(), std::string()}) {
        auto const list = listed(query);
        ASSERT_EQ(list.at("/items").as_array().size(), 1U) << query;
        EXPECT_EQ(list.text("/items/0/contact_name"), "Sanne de Wit");
        EXPECT_EQ(list.text("/items/0/property_title"), "Villa Aljibe");
        EXPECT_EQ(list.text("/items/0/appointment_id"), id);
    }
    EXPECT_EQ(listed("?contact=" + world::mark.text()).at("/items").as_array().size(), 0U);
    for (auto const subject : {world::second_home.value, world::sanne.value, world::villa.value})
        EXPECT_EQ(app.actions(subject).front(), "feedback.given");
}

TEST_F(FeedbackApi, ItMayBeChangedForThirtyDays)
{
    give();
    EXPECT_EQ(give().status, 200U);
    EXPECT_EQ(actions_on(id).front(), "feedback.given") << "the same again is no change";
    EXPECT_EQ(give(R"({"stars": 2, "notes": "  "})").at("/stars").as_int64(), 2);
    EXPECT_TRUE(sanne.get(path()).at("/notes").is_null());
    EXPECT_EQ(actions_on(id).front(), "feedback.changed");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM feedback"), 1);
    app.sql("UPDATE feedback SET created_at = created_at - 2592000000"); // 30 days
    EXPECT_EQ(give().code(), "feedback_closed");
    EXPECT_EQ(send(first, png(20, 20)).code(), "feedback_closed");
    EXPECT_FALSE(sanne.get(own(id)).at("/may/give_feedback").as_bool());
    EXPECT_FALSE(sanne.get(path()).at("/may_change").as_bool());
}

TEST_F(FeedbackApi, BadFeedbackIsRefused)
{
    EXPECT_EQ(give(R"({"stars": 0})").error_at("/stars"), "out_of_range");
    EXPECT_EQ(give(R"({"stars": 6})").error_at("/stars"), "out_of_range");
    EXPECT_EQ(give(R"({"stars": 2.5})").error_at("/stars"), "not_whole_number");
    EXPECT_EQ(give("{}").error_at("/stars"), "required");
    EXPECT_EQ(give(R"({"stars": 3, "notes": ")" + std::string(4001, 'x') + "\"}").error_at("/notes"), "too_long");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM feedback"), 0);
}

TEST_F(FeedbackApi, OnlyAViewingThatTookPlaceCanBeJudged)
{
    auto const pending = asked();
    EXPECT_EQ(sanne.put(own(pending, "/feedback"), R"({"stars": 3})").code(), "feedback_not_possible");
    EXPECT_EQ(sanne.put(own(pending, "/feedback/media/" + first), png(20, 20)).code(), "feedback_not_possible");
    auto const talk = create(agreed(hours(1))).text("/id");
    marit.put(theirs(talk, "/completion"), "{}");
    EXPECT_EQ(sanne.put(own(talk, "/feedback"), R"({"stars": 3})").code(), "feedback_not_possible") << "a meeting";
    EXPECT_FALSE(sanne.get(own(talk)).at("/may/give_feedback").as_bool());
}

TEST_F(FeedbackApi, APhotoIsDrawnAnewAndServedInItsWidths)
{
    auto const reply = send(first, jpeg());
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_TRUE(reply.at("/stars").is_null()) << "sent before the stars";
    EXPECT_EQ(reply.text("/media/0/kind"), "photo");
    EXPECT_EQ(reply.text("/media/0/id"), first);
    EXPECT_EQ(reply.at("/media/0/width").as_int64(), 400);
    EXPECT_EQ(reply.at("/media/0/height").as_int64(), 640);
    EXPECT_EQ(boost::json::serialize(reply.at("/media/0/widths")), "[400]");
    EXPECT_EQ(actions_on(id).front(), "feedback.media_added");
    auto const served = sanne.get(reply.text("/media/0/url") + "/400.jpg");
    EXPECT_EQ(served.status, 200U);
    EXPECT_EQ(served.header("content-type"), "image/jpeg");
    EXPECT_EQ(served.body.find("Exif"), std::string::npos) << "no metadata is left";
    EXPECT_NE(served.header("content-security-policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(sanne.get(media(first) + "/400.webp").header("content-type"), "image/webp");
    EXPECT_EQ(sanne.get(media(first) + "/voice").code(), "media_not_found");
    auto const of_staff = listed("?contact=" + world::sanne.text()).text("/items/0/media/0/url");
    EXPECT_EQ(of_staff, "/api/v1/appointments/" + id + "/feedback/media/" + first);
    EXPECT_EQ(marit.get(of_staff + "/400.webp").status, 200U);
    EXPECT_EQ(app.rival().get(of_staff + "/400.webp").code(), "media_not_found");
    EXPECT_EQ(app.joost().get(media(first) + "/400.webp").code(), "appointment_not_found");
    EXPECT_EQ(app.nobody().get(media(first) + "/400.webp").status, 401U);
}

TEST_F(FeedbackApi, AVoiceNoteIsKeptAsItIsAndServedInRanges)
{
    auto const recording = webm_recording();
    auto const reply = send(first, recording);
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/media/0/kind"), "voice");
    EXPECT_EQ(reply.text("/media/0/media_type"), "audio/webm");
    EXPECT_EQ(reply.at("/media/0/size").as_int64(), std::ssize(recording));
    EXPECT_GT(reply.at("/media/0/duration_ms").as_int64(), 1500);
    auto const whole = sanne.get(media(first) + "/voice");
    EXPECT_EQ(whole.body, recording);
    EXPECT_EQ(whole.header("content-type"), "audio/webm");
    EXPECT_EQ(whole.header("accept-ranges"), "bytes");
    auto const part = marit.get(theirs(id, "/feedback/media/" + first + "/voice"), {{"Range", "bytes=4-9"}});
    EXPECT_EQ(part.status, 206U);
    EXPECT_EQ(part.body, recording.substr(4, 6));
    EXPECT_NE(part.header("content-security-policy").find("sandbox"), std::string::npos);
    for (auto const& each :
         {std::pair{mp4_recording(), "audio/mp4"}, std::pair{ogg_recording(2), "audio/ogg"}, std::pair{mpeg_recording(2), "audio/mpeg"}}) {
        sanne.remove(media(second));
        EXPECT_EQ(send(second, each.first).text("/media/1/media_type"), each.second);
    }
}

TEST_F(FeedbackApi, AnUploadMayBeRepeated)
{
    auto const picture = png(40, 30);
    send(first, picture);
    EXPECT_EQ(send(first, picture).status, 200U);
    EXPECT_EQ(send("3F2504E0-4F89-41D3-9A0C-0305E82C3301", picture).at("/media").as_array().size(), 1U);
    EXPECT_EQ(send(first, png(50, 30)).code(), "media_id_taken");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action = 'feedback.media_added'"), 1);
    give();
    EXPECT_EQ(sanne.get(path()).at("/media").as_array().size(), 1U);
}

TEST_F(FeedbackApi, WhatIsNeitherPictureNorRecordingIsRefused)
{
    for (std::string const& content : {std::string("<script>alert(1)</script>"), std::string("%PDF-1.7\n"),
                                       std::string("<svg xmlns='http://www.w3.org/2000/svg'/>"), std::string()}) {
        auto const reply = send(first, content);
        EXPECT_EQ(reply.status, 422U) << reply.body;
        EXPECT_TRUE(reply.code() == "media_unreadable" || reply.code() == "image_unreadable") << reply.body;
    }
    EXPECT_EQ(send(first, ogg_recording(306)).code(), "voice_too_long");
    EXPECT_EQ(send(first, ogg_recording(300)).status, 200U);
    EXPECT_EQ(send(second, std::string(20 * 1024 * 1024 + 1, 'x')).code(), "too_large");
    EXPECT_EQ(send("not-a-uuid", png(20, 20)).code(), "media_not_found");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM feedback_media"), 1);
}

TEST_F(FeedbackApi, SoManyAndNoMore)
{
    send(first, png(20, 20));
    for (int i = 1; i < 20; ++i)
        app.sql("INSERT INTO feedback_media (organization_id, feedback_id, id, kind, sha256, media_type, size, variants, created_at) "
                "SELECT organization_id, feedback_id, 'copy-" +
                std::to_string(i) + "', kind, sha256, media_type, size, variants, created_at FROM feedback_media WHERE id = '" + first +
                "'");
    EXPECT_EQ(send(second, png(30, 20)).code(), "too_many_media");
    EXPECT_EQ(send(second, mpeg_recording(1)).status, 200U) << "voice notes are counted apart";
}

TEST_F(FeedbackApi, WhatWasAddedCanBeRemoved)
{
    send(first, png(20, 20));
    EXPECT_EQ(sanne.remove(media(first)).status, 204U);
    EXPECT_EQ(sanne.remove(media(first)).code(), "media_not_found");
    EXPECT_EQ(sanne.get(media(first) + "/20.webp").code(), "media_not_found");
    EXPECT_EQ(actions_on(id).front(), "feedback.media_removed");
}

TEST_F(FeedbackApi, OthersAreTurnedAway)
{
    give();
    auto joost = app.joost();
    EXPECT_EQ(app.nobody().put(path(), R"({"stars": 1})").status, 401U);
    EXPECT_EQ(marit.put(path(), R"({"stars": 1})").status, 401U);
    EXPECT_EQ(joost.put(path(), R"({"stars": 1})").code(), "appointment_not_found");
    EXPECT_EQ(joost.put(media(first), png(20, 20)).code(), "appointment_not_found");
    EXPECT_EQ(joost.get(path()).code(), "appointment_not_found");
    EXPECT_EQ(sanne.get("/api/v1/feedback").status, 401U);
    EXPECT_EQ(app.rival().get("/api/v1/feedback?contact=" + world::sanne.text()).body, R"({"items":[]})");
    // A colleague who sees the company's appointments does not read what she thinks of a home.
    app.sql(R"(
        INSERT INTO company_people (organization_id, company_id, contact_id) VALUES (1001, 1301, 1201), (1001, 1301, 1202);
        UPDATE accounts SET must_change_password = 0, password_expires_at = NULL WHERE id = 1802;
        UPDATE accesses SET state = 'active', company_scope = 2 WHERE id = 1902;
    )");
    auto mark = app.client("vesper-daal", "mark@example.com");
    EXPECT_TRUE(mark.get(own(id)).at("/feedback").is_null());
    EXPECT_EQ(mark.get(path()).code(), "appointment_not_found");
    EXPECT_EQ(mark.put(path(), R"({"stars": 1})").code(), "appointment_not_found");
    app.sql("UPDATE accesses SET level = 'basic' WHERE id = 1901");
    EXPECT_EQ(give().code(), "right_missing");
    EXPECT_EQ(send(first, png(20, 20)).code(), "right_missing");
    EXPECT_EQ(listed("").at("/items/0/stars").as_int64(), 4);
}

TEST_F(FeedbackApi, WhatBreaksInTheMiddleLeavesNoTrace)
{
    app.sql("ALTER TABLE activity_links RENAME TO links_away");
    EXPECT_EQ(give().status, 500U);
    EXPECT_EQ(send(first, png(20, 20)).status, 500U);
    app.sql("ALTER TABLE links_away RENAME TO activity_links");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM feedback"), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM feedback_media"), 0);
    EXPECT_EQ(send(first, png(20, 20)).status, 200U) << "the upload may be repeated";
    EXPECT_EQ(give().status, 200U);
}

} // namespace
} // namespace loggia::test
