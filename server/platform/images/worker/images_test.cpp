// SPDX-License-Identifier: Apache-2.0
#include "platform/images/images.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <thread>
#include <vips/vips8>

#include "platform/files/temporary_directory.hpp"
#include "platform/problem.hpp"

namespace loggia::images {

using vips::VImage;

class ImagesTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        VIPS_INIT("loggia_image_tests");
        vips_cache_set_max(0);  // the same file names are read again with other content
    }

    std::filesystem::path file(std::string const& name) const { return directory_.path() / name; }

    std::filesystem::path text_file(std::string const& name, std::string_view text) const
    {
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }

    // Red on the left half, blue on the right, so that a turn shows.
    static VImage halves(int width, int height)
    {
        auto const red = VImage::black(width / 2, height).new_from_image({200, 30, 20});
        auto const blue = VImage::black(width - width / 2, height).new_from_image({20, 40, 220});
        return red.join(blue, VIPS_DIRECTION_HORIZONTAL)
            .cast(VIPS_FORMAT_UCHAR)
            .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
    }

    // As a phone writes it: lying on its side, with the place where it was taken.
    std::filesystem::path phone_photo(int width, int height) const
    {
        auto image = halves(width, height).copy();
        image.set("orientation", 6);
        image.set("exif-ifd0-Orientation", "6 (Right-top, Short, 1 components, 2 bytes)");
        image.set("exif-ifd0-Make", "Camera (Camera, ASCII, 7 components, 7 bytes)");
        image.set("exif-ifd3-GPSLatitude", "52/1 22/1 12/1 (52, 22, 12, Rational, 3 components, 24 bytes)");
        image.set("exif-ifd3-GPSLatitudeRef", "N (N, ASCII, 2 components, 2 bytes)");
        image.jpegsave(file("phone.jpg").c_str());
        return file("phone.jpg");
    }

    ImageRequest request(std::filesystem::path original) const
    {
        std::filesystem::create_directories(file("out"));
        ImageRequest asked;
        asked.original = std::move(original);
        asked.target_directory = file("out");
        return asked;
    }

    void expect_refused(ImageRequest const& asked, std::string const& code)
    {
        try {
            processor_.process(asked);
            ADD_FAILURE() << "was not refused";
        } catch (Problem const& problem) {
            EXPECT_EQ(problem.fault, Fault::invalid);
            EXPECT_EQ(problem.code, code);
        }
        EXPECT_TRUE(std::filesystem::is_empty(file("out")));
    }

    static std::vector<int> widths(ProcessedImage const& image)
    {
        std::vector<int> found;
        for (auto const& variant : image.variants) found.push_back(variant.width);
        return found;
    }

    static std::vector<std::string> private_fields(VImage const& image)
    {
        std::vector<std::string> found;
        std::unique_ptr<char*, decltype(&g_strfreev)> const fields(vips_image_get_fields(image.get_image()), &g_strfreev);
        for (auto** field = fields.get(); *field; ++field) {
            std::string_view const name = *field;
            if (name.starts_with("exif") || name.starts_with("xmp") || name.starts_with("iptc") || name == "icc-profile-data")
                found.emplace_back(name);
        }
        return found;
    }

    files::TemporaryDirectory directory_;
    ImageProcessor processor_;
};

TEST_F(ImagesTest, APhonePhotoIsTurnedUprightAndLosesItsMetadata)
{
    auto const original = phone_photo(1600, 1200);
    ASSERT_FALSE(private_fields(VImage::new_from_file(original.c_str())).empty());

    auto const image = processor_.process(request(original));
    EXPECT_EQ(image.width, 1200);
    EXPECT_EQ(image.height, 1600);
    EXPECT_EQ(widths(image), (std::vector{480, 960, 1200}));
    EXPECT_EQ(image.average_colour.size(), 7U);
    EXPECT_EQ(image.average_colour.front(), '#');
    for (auto const& variant : image.variants) {
        auto const read = VImage::new_from_file(variant.path.c_str());
        EXPECT_EQ(read.width(), variant.width);
        EXPECT_EQ(read.height(), variant.height);
        EXPECT_EQ(variant.height, variant.width * 4 / 3);
        EXPECT_EQ(static_cast<std::int64_t>(std::filesystem::file_size(variant.path)), variant.size);
        EXPECT_EQ(private_fields(read), std::vector<std::string>());
        EXPECT_EQ(vips_image_get_orientation(read.get_image()), 1);
        EXPECT_GT(read.getpoint(variant.width / 2, 10)[0], 150);                   // red is above
        EXPECT_GT(read.getpoint(variant.width / 2, variant.height - 10)[2], 150);  // blue below
    }
}

TEST_F(ImagesTest, EveryFormatOfAVariantLosesTheMetadata)
{
    for (auto const format : {Format::webp, Format::jpeg, Format::png}) {
        auto asked = request(phone_photo(800, 600));
        asked.format = format;
        for (auto const& variant : processor_.process(asked).variants)
            EXPECT_EQ(private_fields(VImage::new_from_file(variant.path.c_str())), std::vector<std::string>());
    }
}

TEST_F(ImagesTest, ASmallPictureIsNeverEnlarged)
{
    halves(300, 200).pngsave(file("small.png").c_str());
    EXPECT_EQ(widths(processor_.process(request(file("small.png")))), std::vector{300});
    halves(480, 200).pngsave(file("exact.png").c_str());
    EXPECT_EQ(widths(processor_.process(request(file("exact.png")))), std::vector{480});
    halves(2400, 200).pngsave(file("wide.png").c_str());
    EXPECT_EQ(widths(processor_.process(request(file("wide.png")))), (std::vector{480, 960, 1920}));
}

TEST_F(ImagesTest, AVeryHighPictureIsBounded)
{
    halves(500, 9000).pngsave(file("high.png").c_str());
    auto const image = processor_.process(request(file("high.png")));
    EXPECT_EQ(image.height, 9000);
    for (auto const& variant : image.variants) EXPECT_LE(variant.height, 2000);
}

TEST_F(ImagesTest, GreyDeepAndPrintersColoursBecomeScreenColours)
{
    halves(600, 400).colourspace(VIPS_INTERPRETATION_B_W).pngsave(file("grey.png").c_str());
    halves(600, 400).colourspace(VIPS_INTERPRETATION_RGB16).pngsave(file("deep.png").c_str());
    halves(600, 400).colourspace(VIPS_INTERPRETATION_CMYK).jpegsave(file("print.jpg").c_str());
    for (auto const* name : {"grey.png", "deep.png", "print.jpg"}) {
        auto const image = processor_.process(request(file(name)));
        auto const read = VImage::new_from_file(image.variants.back().path.c_str());
        EXPECT_EQ(read.bands(), 3) << name;
        EXPECT_EQ(read.interpretation(), VIPS_INTERPRETATION_sRGB) << name;
    }
    EXPECT_GT(VImage::new_from_file(processor_.process(request(file("print.jpg"))).variants.back().path.c_str())
                  .getpoint(10, 10)[0],
              120);
}

TEST_F(ImagesTest, HeicAndWebpAreRead)
{
    halves(640, 480).webpsave(file("a.webp").c_str());
    EXPECT_EQ(processor_.process(request(file("a.webp"))).width, 640);
    try {
        halves(640, 480).heifsave(file("a.heic").c_str());
    } catch (vips::VError const&) {
        GTEST_SKIP() << "no HEIC encoder here to make the picture with";
    }
    EXPECT_EQ(processor_.process(request(file("a.heic"))).width, 640);
}

TEST_F(ImagesTest, TransparencyStaysInWebpAndIsLaidOnWhiteInJpeg)
{
    auto const clear = VImage::black(500, 500).new_from_image({0, 0, 0, 0}).cast(VIPS_FORMAT_UCHAR);
    clear.copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB)).pngsave(file("clear.png").c_str());
    auto asked = request(file("clear.png"));
    auto const kept = processor_.process(asked);
    EXPECT_EQ(kept.average_colour, "#ffffff");
    EXPECT_TRUE(VImage::new_from_file(kept.variants.front().path.c_str()).has_alpha());
    asked.format = Format::jpeg;
    auto const flat = VImage::new_from_file(processor_.process(asked).variants.front().path.c_str());
    EXPECT_FALSE(flat.has_alpha());
    EXPECT_GT(flat.getpoint(5, 5)[0], 250);
}

TEST_F(ImagesTest, ATruncatedPhotoIsRefused)
{
    auto const original = phone_photo(1600, 1200);
    std::filesystem::resize_file(original, std::filesystem::file_size(original) / 2);
    expect_refused(request(original), "image_unreadable");
}

TEST_F(ImagesTest, WhatIsNoPictureIsRefusedWhateverItsName)
{
    expect_refused(request(text_file("note.jpg", "This is a note.")), "image_unreadable");
    expect_refused(request(text_file("empty.jpg", "")), "image_unreadable");
    expect_refused(request(file("absent.jpg")), "image_unreadable");
    expect_refused(request(text_file("page.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")), "image_unreadable");
    halves(50, 50).gifsave(file("a.gif").c_str());
    expect_refused(request(file("a.gif")), "image_unreadable");
    halves(50, 50).ppmsave(file("a.ppm").c_str());
    expect_refused(request(file("a.ppm")), "image_unreadable");
}

TEST_F(ImagesTest, TooManyPixelsAreRefusedByTheHeader)
{
    VImage::black(10'000, 8'001).pngsave(file("bomb.png").c_str());
    expect_refused(request(file("bomb.png")), "image_too_large");
}

TEST_F(ImagesTest, AnSvgIsDrawnOnlyWhereItIsAllowed)
{
    auto asked = request(text_file("logo.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80">)"
                                               R"(<rect width="200" height="80" fill="#e04020"/></svg>)"));
    expect_refused(asked, "image_unreadable");
    asked.svg = Svg::allowed;
    auto const image = processor_.process(asked);
    EXPECT_EQ(widths(image), (std::vector{480, 960, 1920}));
    EXPECT_EQ(image.average_colour, "#e04020");
    asked.svg = Svg::refused;
    std::filesystem::remove_all(file("out"));
    std::filesystem::create_directories(file("out"));
    expect_refused(asked, "image_unreadable");
}

TEST_F(ImagesTest, AnSvgCannotReadTheFilesBesideIt)
{
    halves(100, 100).pngsave(file("secret.png").c_str());
    auto asked = request(text_file("logo.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">)"
                                               R"(<image xlink:href="secret.png" width="100" height="100"/></svg>)"));
    asked.svg = Svg::allowed;
    EXPECT_EQ(processor_.process(asked).average_colour, "#ffffff");
}

TEST_F(ImagesTest, AnEndlessSvgIsRefused)
{
    auto asked = request(text_file("logo.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>)"));
    asked.svg = Svg::allowed;
    expect_refused(asked, "image_too_large");
}

// A worker that dies at the first picture it is given and becomes the real one after that.
TEST_F(ImagesTest, AWorkerThatDiesMidWayIsReplaced)
{
    auto const script = text_file("worker", "#!/bin/sh\nif [ -e " + file("died").string() + " ]; then exec " +
                                                image_worker_path().string() + "; fi\ntouch " + file("died").string() +
                                                "\nhead -c 4 >/dev/null\nkill -KILL $$\n");
    ::chmod(script.c_str(), 0700);
    ImageProcessor processor({script, 1, std::chrono::seconds(20)});
    EXPECT_EQ(processor.process(request(phone_photo(600, 400))).width, 400);
    EXPECT_TRUE(std::filesystem::exists(file("died")));
}

TEST_F(ImagesTest, APictureThatFellsEveryWorkerIsRefused)
{
    auto const script = text_file("worker", "#!/bin/sh\nkill -SEGV $$\n");
    ::chmod(script.c_str(), 0700);
    ImageProcessor processor({script, 1, std::chrono::seconds(20)});
    EXPECT_THROW(processor.process(request(phone_photo(600, 400))), Problem);
    EXPECT_THROW(processor.process(request(phone_photo(600, 400))), Problem);  // and no place in the pool is lost
}

TEST_F(ImagesTest, AWorkerThatHangsIsEnded)
{
    auto const script = text_file("worker", "#!/bin/sh\nexec cat >/dev/null\n");
    ::chmod(script.c_str(), 0700);
    ImageProcessor processor({script, 1, std::chrono::milliseconds(50)});
    try {
        processor.process(request(phone_photo(600, 400)));
        FAIL();
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.code, "image_too_large");
    }
}

TEST_F(ImagesTest, AMissingWorkerIsUnavailable)
{
    ImageProcessor processor({file("absent"), 1, std::chrono::seconds(20)});
    try {
        processor.process(request(phone_photo(600, 400)));
        FAIL();
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.fault, Fault::unavailable);
    }
}

TEST_F(ImagesTest, ManyCallersShareThePool)
{
    auto const original = phone_photo(1000, 800);
    std::vector<std::jthread> callers;
    for (int i = 0; i < 6; ++i)
        callers.emplace_back([this, i, &original] {
            auto const target = file("out" + std::to_string(i));
            std::filesystem::create_directories(target);
            ImageRequest asked;
            asked.original = original;
            asked.target_directory = target;
            EXPECT_EQ(processor_.process(asked).variants.size(), 2U);
        });
}

}  // namespace loggia::images
