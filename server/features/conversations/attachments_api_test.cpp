// SPDX-License-Identifier: Apache-2.0
#include "app/app.hpp"
#include "features/conversations/conversations_test_support.hpp"
#include "test/pictures.hpp"
#include "test/recordings.hpp"

namespace loggia::test {
namespace {

std::string const pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

class Attachments : public Conversations {
protected:
    std::string at(int number, std::string const& part = {}) { return own(id, "/attachments/" + uuid(number)) + part; }
    Reply send_up(int number, std::string const& bytes, std::string const& name = "file")
    {
        return sanne.put(at(number) + "?name=" + name, bytes, {{"Content-Type", "application/octet-stream"}});
    }
    std::string const id = begun();
};

TEST_F(Attachments, ADocumentIsSentAndFetchedUnderItsName)
{
    auto const up = send_up(1, pdf, "Koopakte%20d%C3%A9finitif%20%22a%22%0D%0A.pdf");
    ASSERT_EQ(up.status, 200U) << up.body;
    EXPECT_EQ(up.text("/name"), "Koopakte définitif \"a\" .pdf");
    EXPECT_EQ(up.text("/media_type"), "application/pdf");
    EXPECT_EQ(up.text("/url"), at(1, "/content"));
    EXPECT_EQ(marit.get(theirs(id, "/attachments/" + uuid(1) + "/content")).code(), "attachment_not_found") << "not sent yet";
    auto const message = write(id, "", {uuid(1)});
    ASSERT_EQ(message.status, 201U) << message.body;
    EXPECT_EQ(message.text("/attachments/0/name"), "Koopakte définitif \"a\" .pdf");
    EXPECT_EQ(marit.get(theirs(id)).at("/last_message/attachments").as_int64(), 1);

    auto const content = marit.get(theirs(id, "/attachments/" + uuid(1) + "/content"), {{"Range", "bytes=0-4"}});
    EXPECT_EQ(content.status, 206U);
    EXPECT_EQ(content.body, "%PDF-");
    EXPECT_EQ(content.header("content-disposition"),
              "attachment; filename=\"Koopakte d__finitif _a_ .pdf\"; filename*=UTF-8''Koopakte%20d%C3%A9finitif%20%22a%22%20.pdf");
    EXPECT_NE(content.header("content-security-policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(content.header("x-content-type-options"), "nosniff");
}

TEST_F(Attachments, APictureIsDrawnAnewAndItsOriginalNotKept)
{
    auto const original = jpeg();
    auto const up = send_up(1, original, "Keuken.jpg");
    ASSERT_EQ(up.status, 200U) << up.body;
    EXPECT_EQ(up.text("/media_type"), "image/jpeg");
    EXPECT_EQ(up.at("/image/width").as_int64(), 400) << "turned upright";
    EXPECT_EQ(boost::json::serialize(up.at("/image/widths")), "[400]");
    ASSERT_EQ(write(id, "The kitchen", {uuid(1)}).status, 201U);
    EXPECT_EQ(marit.get(theirs(id, "/attachments/" + uuid(1) + "/400.webp")).header("content-type"), "image/webp");
    auto const content = marit.get(theirs(id, "/attachments/" + uuid(1) + "/content"));
    EXPECT_EQ(content.header("content-type"), "image/jpeg");
    EXPECT_EQ(std::ssize(content.body), up.at("/size").as_int64());
    auto upload = app.services().files.begin(100'000'000);
    upload.write(original);
    EXPECT_FALSE(app.services().files.exists(upload.look().sha256));
    EXPECT_EQ(send_up(1, original, "Keuken.jpg").body, up.body) << "the same again";
}

TEST_F(Attachments, ARecordingTellsHowLongItLasts)
{
    auto const up = send_up(1, webm_recording(), "Voice.webm");
    ASSERT_EQ(up.status, 200U) << up.body;
    EXPECT_EQ(up.text("/media_type"), "audio/webm");
    EXPECT_GT(up.at("/duration_ms").as_int64(), 1000);
    EXPECT_EQ(send_up(2, ogg_recording(400), "Long.ogg").code(), "voice_too_long");
}

TEST_F(Attachments, WhatCouldRunIsRefused)
{
    for (std::string const& bytes :
         {std::string("<!DOCTYPE html><html><script>alert(1)</script></html>"), std::string("#!/bin/sh\nrm -rf /\n"),
          std::string("\x7f"
                      "ELF\x02\x01\x01"),
          std::string("<svg xmlns='http://www.w3.org/2000/svg'/>")})
        EXPECT_EQ(send_up(1, bytes).code(), "attachment_type_refused") << bytes;
    EXPECT_EQ(send_up(1, "").code(), "attachment_empty");
    EXPECT_EQ(send_up(1, "\xff\xd8\xff\xe0 half a picture").status, 422U);
    EXPECT_EQ(send_up(1, pdf, "%20").error_at("/name"), "required");
    EXPECT_EQ(sanne.put(at(1), pdf).error_at("/name"), "required");
    EXPECT_EQ(sanne.put(own(id, "/attachments/7?name=x"), pdf).code(), "attachment_not_found");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM attachments"), 0);
    EXPECT_EQ(send_up(1, "Plain words\n").status, 200U);
    EXPECT_EQ(send_up(2, "name,price\nvilla,1\nfinca,2\n", "list.csv").status, 200U);
}

TEST_F(Attachments, AnIdStandsForOneContent)
{
    ASSERT_EQ(send_up(1, pdf).status, 200U);
    EXPECT_EQ(send_up(1, pdf).status, 200U);
    EXPECT_EQ(send_up(1, "Other words\n").code(), "attachment_id_taken");
    EXPECT_EQ(marit.put(theirs(id, "/attachments/" + uuid(1)) + "?name=x", pdf).code(), "attachment_id_taken") << "another author";
    EXPECT_EQ(answer(id, "Mine?", {uuid(1)}).error_at("/attachments/0"), "attachment_not_found");
    ASSERT_EQ(write(id, "Here", {uuid(1)}).status, 201U);
    EXPECT_EQ(write(id, "Again", {uuid(1)}).error_at("/attachments/0"), "attachment_not_found") << "it was sent";
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM messages WHERE text = 'Again'"), 0);
}

TEST_F(Attachments, UnsentOnesAreTakenBackOrDieAfterTwoDays)
{
    ASSERT_EQ(send_up(1, pdf).status, 200U);
    EXPECT_EQ(sanne.get(at(1, "/content")).status, 200U) << "its author looks at it";
    EXPECT_EQ(marit.remove(theirs(id, "/attachments/" + uuid(1))).code(), "attachment_not_found");
    EXPECT_EQ(sanne.remove(at(1)).status, 204U);
    EXPECT_EQ(sanne.remove(at(1)).code(), "attachment_not_found");
    ASSERT_EQ(send_up(2, pdf).status, 200U);
    ASSERT_EQ(send_up(3, pdf).status, 200U);
    ASSERT_EQ(write(id, "Kept", {uuid(3)}).status, 201U);
    EXPECT_EQ(sanne.remove(at(3)).code(), "attachment_sent");
    app.clock().advance(std::chrono::hours(49));
    app.database().write([&](db::Tx& tx) { conversations::remove_unsent(tx, app.clock().now()); });
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM attachments"), 1);
}

TEST_F(Attachments, SomeRoomForUnsentOnes)
{
    for (int i = 1; i <= 20; ++i) ASSERT_EQ(send_up(i, pdf).status, 200U);
    EXPECT_EQ(send_up(21, pdf).code(), "too_many_attachments");
    EXPECT_EQ(send_up(20, pdf).status, 200U) << "one that is there already";
    Texts eleven;
    for (int i = 1; i <= 11; ++i) eleven.push_back(uuid(i));
    EXPECT_EQ(write(id, "", eleven).error_at("/attachments"), "too_many");
    eleven.pop_back();
    EXPECT_EQ(write(id, "", eleven).status, 201U);
}

TEST_F(Attachments, TakingACopyOfTheOtherSidesNeedsTheRight)
{
    ASSERT_EQ(send_up(1, pdf).status, 200U);
    ASSERT_EQ(write(id, "Mine", {uuid(1)}).status, 201U);
    ASSERT_EQ(marit.put(theirs(id, "/attachments/" + uuid(2)) + "?name=x.pdf", pdf).status, 200U);
    ASSERT_EQ(marit.put(theirs(id, "/attachments/" + uuid(3)) + "?name=x.webm", webm_recording()).status, 200U);
    ASSERT_EQ(marit.put(theirs(id, "/attachments/" + uuid(4)) + "?name=x.jpg", jpeg()).status, 200U);
    ASSERT_EQ(answer(id, "Theirs", {uuid(2), uuid(3), uuid(4)}).status, 201U);
    EXPECT_EQ(sanne.get(at(2, "/content")).status, 200U);
    limit_sanne("rights_denied = 4");
    EXPECT_EQ(sanne.get(at(2, "/content")).code(), "right_missing");
    EXPECT_EQ(sanne.get(at(4, "/content")).code(), "right_missing");
    EXPECT_EQ(sanne.get(at(1, "/content")).status, 200U) << "her own";
    EXPECT_EQ(sanne.get(at(3, "/content")).status, 200U) << "a voice is heard";
    EXPECT_EQ(sanne.get(at(4, "/400.jpg")).status, 200U) << "a picture is seen";
    EXPECT_EQ(sanne.get(at(4, "/400.gif")).code(), "attachment_not_found");
    EXPECT_EQ(sanne.get(at(1, "/400.jpg")).code(), "attachment_not_found");
}

TEST_F(Attachments, TooLargeOnesAreRefused)
{
    EXPECT_EQ(send_up(1, std::string(25 * 1024 * 1024 + 1, 'a')).status, 413U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM attachments"), 0);
}

// The message is written and its second file is not there: nothing of it may remain.
TEST_F(Attachments, AMessageWhoseFileIsMissingLeavesNoTrace)
{
    ASSERT_EQ(send_up(1, pdf).status, 200U);
    EXPECT_EQ(write(id, "Two files", {uuid(1), uuid(2)}).error_at("/attachments/1"), "attachment_not_found");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM attachments WHERE message_id IS NULL"), 1);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM messages"), 1);
}

} // namespace
} // namespace loggia::test
