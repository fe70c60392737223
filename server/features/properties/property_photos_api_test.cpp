// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/pictures.hpp"
#include "test/raw_connection.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

std::string const villa_path = "/api/v1/properties/" + world::villa.text();
std::string const photos_path = villa_path + "/photos";

class PropertyPhotos : public testing::Test {
protected:
    std::string add(std::string const& picture, std::string const& query = {})
    {
        auto const reply = marit.post(photos_path + query, picture, {{"Content-Type", "image/png"}});
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return reply.status == 201 ? reply.text("/id") : "";
    }
    std::vector<std::string> photos()
    {
        std::vector<std::string> ids;
        auto const property = marit.get(villa_path);
        for (auto const& photo : property.at("/photos").as_array()) ids.emplace_back(photo.at("id").as_string());
        return ids;
    }
    std::string cover()
    {
        auto const property = marit.get(villa_path);
        return property.at("/photo").is_null() ? "" : property.text("/photo/id");
    }

    TestApp app;
    Caller marit = app.marit();
};

TEST_F(PropertyPhotos, AnUploadedPhotoIsTurnedUprightAndServedInEachWidth)
{
    auto const added = marit.post(photos_path, jpeg(), {{"Content-Type", "image/jpeg"}});
    ASSERT_EQ(added.status, 201U) << added.body;
    EXPECT_EQ(added.at("/width").as_int64(), 400);
    EXPECT_EQ(added.at("/height").as_int64(), 640);
    EXPECT_EQ(added.text("/state"), "ready");
    EXPECT_EQ(added.text("/kind"), "photo");
    EXPECT_EQ(added.text("/colour").size(), 7U);
    EXPECT_EQ(boost::json::serialize(added.at("/widths")), "[400]") << "none is wider than the original";
    auto const id = added.text("/id");
    EXPECT_EQ(cover(), id);
    EXPECT_EQ(app.actions(world::villa.value), std::vector<std::string>{"property.photo_added"});

    auto const served = marit.get("/api/v1/photos/" + id + "/400.webp");
    EXPECT_EQ(served.status, 200U);
    EXPECT_EQ(served.header("content-type"), "image/webp");
    EXPECT_EQ(served.body.substr(8, 4), "WEBP");
    EXPECT_EQ(served.header("cache-control"), "private, max-age=31536000, immutable");
    EXPECT_NE(served.header("content-security-policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(marit.get("/api/v1/photos/" + id + "/9999.webp").body, served.body) << "the nearest there is";
    auto const small = marit.get("/api/v1/photos/" + id + "/1.jpg");
    EXPECT_EQ(small.header("content-type"), "image/jpeg");
    EXPECT_EQ(small.body.substr(0, 2), "\xFF\xD8");
    EXPECT_EQ(small.body.find("Exif"), std::string::npos) << "no metadata is left";
    EXPECT_EQ(marit.get("/api/v1/photos/" + id + "/400.webp", {{"Range", "bytes=0-3"}}).body, "RIFF");
    for (auto const* file : {"400.png", "400", "webp", "-1.webp/x", "..%5C400.webp", "99999999999999999999.webp"})
        EXPECT_EQ(marit.get("/api/v1/photos/" + id + "/" + file).status, 404U) << file;
}

TEST_F(PropertyPhotos, AWidePictureHasThreeWidths)
{
    auto const added = marit.post(photos_path, png(2400, 1200), {{"Content-Type", "application/octet-stream"}});
    ASSERT_EQ(added.status, 201U) << added.body << " (the type is found out, not believed)";
    EXPECT_EQ(boost::json::serialize(added.at("/widths")), "[480,960,1920]");
    EXPECT_EQ(added.text("/colour"), "#c8c8c8");
}

TEST_F(PropertyPhotos, TheClientSeesAPhotoOfWhatWasOfferedToHer)
{
    auto const id = add(jpeg());
    auto sanne = app.sanne();
    auto const page = sanne.get("/api/v1/portal/properties/" + world::villa.text());
    EXPECT_EQ(page.text("/photos/0/id"), id);
    EXPECT_EQ(sanne.get("/api/v1/portal/photos/" + id + "/400.webp").status, 200U);
    EXPECT_EQ(app.joost().get("/api/v1/portal/photos/" + id + "/400.webp").status, 404U);
    EXPECT_EQ(app.rival().get("/api/v1/photos/" + id + "/400.webp").status, 404U);
    EXPECT_EQ(app.nobody().get("/api/v1/photos/" + id + "/400.webp").status, 401U);
}

TEST_F(PropertyPhotos, TheOrderNamesEachPhotoOnceAndTheFirstIsTheCover)
{
    auto const one = add(png(600, 400)), two = add(png(500, 400)), three = add(png(700, 400), "?kind=floor_plan");
    EXPECT_EQ(photos(), (std::vector{one, two, three}));
    auto const order = [&](std::vector<std::string> const& ids) {
        std::string list;
        for (auto const& id : ids) list += (list.empty() ? "\"" : ", \"") + id + "\"";
        return marit.put(photos_path + "/order", "{\"ids\": [" + list + "]}");
    };
    EXPECT_EQ(order({three, two, one}).status, 204U);
    EXPECT_EQ(photos(), (std::vector{three, two, one}));
    EXPECT_EQ(cover(), two) << "a floor plan is no cover";
    for (auto const& wrong : {std::vector{one, two}, {one, two, two}, {one, two, three, three}, {one, two, PhotoId{5}.text()}}) {
        auto const reply = order(wrong);
        EXPECT_EQ(reply.status, 409U);
        EXPECT_EQ(reply.code(), "photos_changed");
    }
    EXPECT_EQ(photos(), (std::vector{three, two, one}));
}

TEST_F(PropertyPhotos, TheKindIsChangedAndMovesTheCover)
{
    auto const one = add(png(600, 400)), two = add(png(500, 400));
    auto const changed = marit.put(photos_path + "/" + one + "/kind", R"({"kind": "floor_plan"})");
    EXPECT_EQ(changed.status, 200U);
    EXPECT_EQ(changed.text("/kind"), "floor_plan");
    EXPECT_EQ(cover(), two);
    EXPECT_EQ(marit.put(photos_path + "/" + one + "/kind", R"({"kind": "drawing"})").error_at("/kind"), "not_allowed");
    EXPECT_EQ(marit.put(photos_path + "/" + PhotoId{5}.text() + "/kind", R"({"kind": "photo"})").status, 404U);
}

TEST_F(PropertyPhotos, ARemovedPhotoIsGone)
{
    auto const one = add(png(600, 400)), two = add(png(500, 400));
    EXPECT_EQ(marit.remove(photos_path + "/" + one).status, 204U);
    EXPECT_EQ(photos(), std::vector{two});
    EXPECT_EQ(cover(), two);
    EXPECT_EQ(marit.get("/api/v1/photos/" + one + "/400.webp").status, 404U);
    EXPECT_EQ(marit.remove(photos_path + "/" + one).status, 404U);
    EXPECT_EQ(app.actions(world::villa.value).front(), "property.photo_removed");
}

TEST_F(PropertyPhotos, WhatIsNoPictureIsRefused)
{
    for (std::string const& content : {std::string("This is text."), std::string("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
                                      std::string("%PDF-1.4"), jpeg().substr(0, 900), std::string("GIF89a nonsense"), std::string("\x89PNG\r\n\x1A\n")}) {
        auto const reply = marit.post(photos_path, content, {{"Content-Type", "image/jpeg"}});
        EXPECT_EQ(reply.status, 422U) << content.substr(0, 20) << reply.body;
        EXPECT_EQ(reply.code(), "image_unreadable") << content.substr(0, 20);
    }
    EXPECT_EQ(marit.post(photos_path, "").status, 422U) << "nothing at all";
    EXPECT_EQ(marit.post(photos_path + "?kind=painting", jpeg()).error_at("/kind"), "not_allowed");
    EXPECT_TRUE(photos().empty());
    EXPECT_TRUE(app.actions(world::villa.value).empty());
}

TEST_F(PropertyPhotos, APhotoHasAtMostFortyMegabytes)
{
    RawConnection connection(app.port());
    connection.send("POST " + photos_path + " HTTP/1.1\r\nHost: test\r\nCookie: loggia_staff=" + marit.cookies.at("loggia_staff") + "\r\nContent-Length: 41943041\r\n\r\n");
    auto const reply = parse_reply(connection.read_answer());
    EXPECT_EQ(reply.status, 413U);
    EXPECT_EQ(reply.code(), "too_large");
}

TEST_F(PropertyPhotos, APropertyHasAtMostAHundredPhotos)
{
    app.database().write([](db::Tx& tx) {
        for (std::int64_t i = 0; i < 100; ++i)
            tx.run("INSERT INTO photos (organization_id, id, property_id, position, kind, state, variants, created_at) VALUES (1001, $1, 1401, $1, 'photo', 'waiting', '[]', 0)", 5000 + i);
    });
    auto const reply = marit.post(photos_path, png(600, 400));
    EXPECT_EQ(reply.status, 409U);
    EXPECT_EQ(reply.code(), "too_many_photos");
}

TEST_F(PropertyPhotos, OnlyStaffOfTheOrganizationAddPhotos)
{
    auto nobody = app.nobody();
    auto sanne = app.sanne();
    auto rival = app.rival();
    EXPECT_EQ(nobody.post(photos_path, jpeg()).status, 401U);
    EXPECT_EQ(sanne.post(photos_path, jpeg()).status, 401U);
    EXPECT_EQ(rival.post(photos_path, jpeg()).status, 404U);
    EXPECT_EQ(marit.post("/api/v1/properties/" + PropertyId{5}.text() + "/photos", jpeg()).status, 404U);
    auto const id = add(jpeg());
    EXPECT_EQ(rival.remove(photos_path + "/" + id).status, 404U);
    EXPECT_EQ(rival.put(photos_path + "/" + id + "/kind", R"({"kind": "floor_plan"})").status, 404U);
    EXPECT_EQ(marit.remove("/api/v1/properties/" + world::finca.text() + "/photos/" + id).status, 404U) << "of another property";
}

}  // namespace
}  // namespace loggia::test
