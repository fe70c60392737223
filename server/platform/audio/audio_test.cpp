// SPDX-License-Identifier: Apache-2.0
#include "platform/audio/audio.hpp"

#include <gtest/gtest.h>

#include <random>

#include "test/pictures.hpp"
#include "test/recordings.hpp"

namespace loggia::audio {
namespace {

using namespace std::chrono_literals;

std::string type_of(std::string const& bytes)
{
    auto const recording = inspect(bytes);
    return recording ? recording->media_type : "";
}

std::string replaced(std::string text, std::string const& what, std::string const& by)
{
    auto const at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error("nothing to replace");
    return text.replace(at, what.size(), by);
}

TEST(Audio, WhatChromiumRecordsTellsItsLength)
{
    for (auto const& [bytes, type] : {std::pair{test::webm_recording(), "audio/webm"}, std::pair{test::mp4_recording(), "audio/mp4"}}) {
        auto const recording = inspect(bytes);
        ASSERT_TRUE(recording) << type;
        EXPECT_EQ(recording->media_type, type);
        ASSERT_TRUE(recording->duration) << type;
        EXPECT_GT(*recording->duration, 1800ms) << type;
        EXPECT_LT(*recording->duration, 2800ms) << type;
    }
}

TEST(Audio, OggAndMpegTellTheirLength)
{
    EXPECT_EQ(type_of(test::ogg_recording(301)), "audio/ogg");
    EXPECT_EQ(inspect(test::ogg_recording(301))->duration, 301s);
    EXPECT_EQ(type_of(test::mpeg_recording(9)), "audio/mpeg");
    EXPECT_NEAR(static_cast<double>(inspect(test::mpeg_recording(9))->duration->count()), 9000, 40);
}

TEST(Audio, PicturesInMotionAreRefused)
{
    auto const webm = test::webm_recording();
    EXPECT_EQ(type_of(replaced(webm, "\x83\x81\x02", "\x83\x81\x01")), "") << "a track of pictures";
    EXPECT_EQ(type_of(replaced(webm, "webm", "mkv\1")), "");
    EXPECT_EQ(type_of(replaced(test::mp4_recording(), "soun", "vide")), "");
    auto const ogg = test::ogg_recording(2);
    EXPECT_EQ(type_of(replaced(ogg, "OpusHead", "\x80theora")), "");
    EXPECT_EQ(type_of(ogg + ogg), "") << "two streams";
}

TEST(Audio, OtherFilesAreNoRecordings)
{
    for (std::string const& bytes :
         {std::string(), std::string("x"), std::string("<script>alert(1)</script>"), std::string("RIFF....WAVEfmt "),
          std::string("%PDF-1.7"), std::string(5000, '\xFF'), std::string(5000, '\0'), test::jpeg(), test::png(64, 64),
          std::string("ID3\x04"), std::string("OggS"), std::string("\x1A\x45\xDF\xA3"),
          std::string("\0\0\0\x08"
                      "ftyp",
                      8),
          test::mpeg_recording(1).substr(0, 200)})
        EXPECT_EQ(type_of(bytes), "") << bytes.substr(0, 12);
}

TEST(Audio, ALengthThatCannotBeIsNotTold)
{
    auto ogg = test::ogg_recording(1);
    auto const last = ogg.rfind("OggS");
    for (std::size_t i = 0; i < 8; ++i) ogg[last + 6 + i] = '\x7F';
    ASSERT_TRUE(inspect(ogg));
    EXPECT_FALSE(inspect(ogg)->duration);
}

// Cut anywhere, and with bytes changed at random: it answers, and reads nothing beyond the end (run with LOGGIA_PRESET=asan).
TEST(Audio, BrokenFilesAreReadToTheirEndOnly)
{
    std::mt19937 random(7);
    for (auto const& whole : {test::webm_recording(), test::mp4_recording(), test::ogg_recording(3), test::mpeg_recording(1)}) {
        for (std::size_t length = 0; length < whole.size(); length += 1 + length / 40) {
            std::vector<char> const exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
            inspect({exact.data(), exact.size()});
        }
        for (int round = 0; round < 2000; ++round) {
            std::vector<char> broken(whole.begin(), whole.end());
            for (int i = 0; i < 1 + round % 8; ++i)
                broken[random() % std::min<std::size_t>(broken.size(), 1200)] = static_cast<char>(random());
            auto const recording = inspect({broken.data(), broken.size()});
            if (recording) {
                EXPECT_LE(recording->duration.value_or(0ms), 24h);
            }
        }
    }
}

} // namespace
} // namespace loggia::audio
