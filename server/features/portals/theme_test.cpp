// SPDX-License-Identifier: Apache-2.0
#include "features/portals/theme.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "features/portals/colour.hpp"
#include "platform/json/json.hpp"
#include "test/paths.hpp"

namespace loggia::portals {

namespace {

Colour colour(std::string_view hex)
{
    return Colour::parse(hex).value();
}
Theme theme_of(std::string_view hex)
{
    return {colour(hex), colour(hex), colour(hex)};
}

// The awkward ones first, then as many as make 1,500, the same in each run.
std::vector<std::string> many_colours()
{
    std::vector<std::string> colours{"#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00",
                                     "#00ffff", "#ff00ff", "#767676", "#757575", "#777777"};
    std::uint64_t seed = 7;
    auto const next = [&] { return seed = seed * 16807 % 2147483647; };
    while (colours.size() < 1500) {
        char hex[8];
        std::snprintf(hex, sizeof hex, "#%06x", static_cast<unsigned>(next() % 0x1000000));
        colours.emplace_back(hex);
    }
    return colours;
}

struct Surfaces {
    std::string bg;
    std::string surface;
    std::string sunken;
};

std::string oklch(double lightness, double chroma, double hue)
{
    return hex_of(linear_of(Oklch{lightness, chroma, hue * 3.14159265358979 / 180}));
}

void expect_readable(DerivedColours const& derived, std::string const& accent, Surfaces const& surfaces)
{
    EXPECT_GE(contrast(derived.on_brand, derived.brand_fill), 4.5) << derived.brand_fill;
    EXPECT_GE(contrast(derived.on_brand, derived.brand_hover), 4.5) << derived.brand_fill;
    EXPECT_GE(contrast(derived.on_accent, accent), 4.5) << accent;
    EXPECT_GE(contrast(derived.on_header, derived.head), 4.5) << derived.head;
    for (auto const& surface : {surfaces.bg, surfaces.surface, surfaces.sunken}) {
        EXPECT_GE(contrast(derived.brand_ink, surface), 4.5) << accent << " ink on " << surface;
        EXPECT_GE(contrast(derived.focus, surface), 3.0) << accent << " focus on " << surface;
    }
    EXPECT_GE(contrast(derived.brand_ink, derived.brand_tint), 4.5) << accent << " ink on tint";
    EXPECT_GE(std::max(contrast(derived.brand_edge, surfaces.surface), contrast(derived.brand_fill, surfaces.surface)), 3.0) << accent;
}

struct Vector {
    Colour primary;
    Colour accent;
    Colour header;
    DerivedColours light;
    DerivedColours dark;
};
BOOST_DESCRIBE_STRUCT(Vector, (), (primary, accent, header, light, dark))

void expect_same(DerivedColours const& derived, DerivedColours const& expected, std::string const& of)
{
    boost::mp11::mp_for_each<json::members_of<DerivedColours>>(
        [&](auto member) { EXPECT_EQ(derived.*member.pointer, expected.*member.pointer) << member.name << " of " << of; });
}

} // namespace

TEST(Theme, TextIsReadableOnAnyColourInTheLight)
{
    Surfaces const surfaces{oklch(0.977, 0.004, 95), "#ffffff", oklch(0.962, 0.005, 95)};
    for (auto const& hex : many_colours()) expect_readable(derive_light(theme_of(hex)), hex, surfaces);
}

TEST(Theme, TextIsReadableOnAnyColourInTheDark)
{
    Surfaces const surfaces{oklch(0.172, 0.005, 130), oklch(0.212, 0.006, 130), oklch(0.187, 0.005, 130)};
    for (auto const& hex : many_colours()) expect_readable(derive_dark(theme_of(hex)), hex, surfaces);
}

TEST(Theme, EightBitColoursSurviveTheWayThroughOklch)
{
    for (auto const& hex : many_colours()) EXPECT_EQ(hex_of(linear_of(oklch_of(linear_of(hex)))), hex);
}

TEST(Theme, DerivedColoursAreThoseOfTheSharedVectors)
{
    std::ifstream file(test::source_folder() / "server/features/portals/testdata/theme-vectors.json");
    std::stringstream text;
    text << file.rdbuf();
    auto const vectors = json::read_text<std::vector<Vector>>(text.str());
    ASSERT_GE(vectors.size(), 8u);
    for (auto const& vector : vectors) {
        Theme const theme{vector.primary, vector.accent, vector.header};
        expect_same(derive_light(theme), vector.light, vector.primary.text());
        expect_same(derive_dark(theme), vector.dark, vector.primary.text());
    }
}

TEST(Theme, TheStyleSheetSetsTheThreeColoursInTheTenantLayer)
{
    auto const css = theme_css({colour("#1c5a45"), colour("#f0a85c"), colour("#12312a")});
    EXPECT_TRUE(css.starts_with("@layer tenant {"));
    EXPECT_NE(css.find("--brand: #1c5a45; --brand-accent: #f0a85c; --header-bg: #12312a;"), std::string::npos);
    EXPECT_NE(css.find("--on-brand: #ffffff;"), std::string::npos);
}

} // namespace loggia::portals
