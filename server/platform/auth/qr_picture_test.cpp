// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/qr_picture.hpp"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace loggia::auth {

TEST(QrPicture, ItIsOneSvgWithTheThreeFinderPatterns)
{
    auto const svg = qr_svg("otpauth://totp/Loggia:marit?secret=GEZDGNBVGY3TQOJQ");
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(svg.c_str()));
    auto const root = document.child("svg");
    auto const side = std::stoi(std::string(root.attribute("viewBox").value()).substr(4));
    EXPECT_EQ((side - 8 - 17) % 4, 0) << "a code of version v has 17 + 4v modules a side";
    std::string const path = root.last_child().attribute("d").value();
    auto const right = std::to_string(side - 4 - 7);
    auto const bottom = std::to_string(side - 4 - 7);
    for (auto const& corner : {std::string("M4 4h7v1H4z"), "M" + right + " 4h7v1H" + right + "z", "M4 " + bottom + "h7v1H4z"})
        EXPECT_NE(path.find(corner), std::string::npos) << corner;
    EXPECT_EQ(svg.find("style"), std::string::npos);
}

TEST(QrPicture, MoreThanFitsIsRefused)
{
    EXPECT_NO_THROW(qr_svg(std::string(2331, 'x')));
    EXPECT_THROW(qr_svg(std::string(2332, 'x')), std::length_error);
}

} // namespace loggia::auth
