// SPDX-License-Identifier: Apache-2.0
#include "features/portals/theme.hpp"

#include <algorithm>
#include <numbers>

#include "features/portals/colour.hpp"
#include "platform/json/json.hpp"

namespace loggia::portals {

namespace {

// Below this luminance white text wins, above it black; at it both give 4.58:1.
constexpr double crossing = 0.179;

Oklch degrees(double lightness, double chroma, double hue)
{
    return {lightness, chroma, hue * std::numbers::pi / 180};
}

LinearColour rounded(LinearColour const& colour)
{
    return linear_of(hex_of(colour));
}

// Away from the colour of the text: darker under white, lighter under black.
std::string hover_of(LinearColour const& fill)
{
    double const factor = luminance(fill) < crossing ? 0.82 : 1.16;
    return hex_of({fill.red * factor, fill.green * factor, fill.blue * factor});
}

DerivedColours derive(LinearColour const& fill, LinearColour const& head, Theme const& theme)
{
    DerivedColours colours;
    colours.brand_fill = hex_of(fill);
    colours.brand_hover = hover_of(rounded(fill));
    colours.on_brand = on_colour(colours.brand_fill);
    colours.on_accent = on_colour(theme.accent.text());
    colours.head = hex_of(head);
    colours.on_header = on_colour(colours.head);
    return colours;
}

// "brand_fill" is "--brand-fill".
std::string declarations(DerivedColours const& colours)
{
    std::string css;
    boost::mp11::mp_for_each<json::members_of<DerivedColours>>([&](auto member) {
        std::string name = member.name;
        std::ranges::replace(name, '_', '-');
        css += " --" + name + ": " + colours.*member.pointer + ";";
    });
    return css;
}

} // namespace

std::string on_colour(std::string const& hex)
{
    return luminance(linear_of(hex)) < crossing ? "#ffffff" : "#000000";
}

DerivedColours derive_light(Theme const& theme)
{
    auto const brand = linear_of(theme.primary.text());
    auto const base = oklch_of(brand);
    LinearColour const white{1, 1, 1};

    auto colours = derive(brand, linear_of(theme.header.text()), theme);
    colours.brand_ink = hex_of(linear_of(Oklch{std::min(base.lightness, 0.43), std::min(base.chroma, 0.15), base.hue}));
    colours.brand_tint = hex_of(mix(brand, 0.085, white));
    colours.brand_line = hex_of(mix(brand, 0.24, white));
    colours.brand_edge = hex_of(linear_of(Oklch{std::min(base.lightness, 0.62), base.chroma, base.hue}));
    colours.focus = hex_of(linear_of(Oklch{std::min(base.lightness, 0.52), std::max(base.chroma, 0.09), base.hue}));
    return colours;
}

DerivedColours derive_dark(Theme const& theme)
{
    auto const base = oklch_of(linear_of(theme.primary.text()));
    auto const header = oklch_of(linear_of(theme.header.text()));
    auto const fill = linear_of(Oklch{std::max(base.lightness, 0.66), std::min(base.chroma, 0.13), base.hue});
    auto const head = linear_of(Oklch{std::min(header.lightness, 0.26), std::min(header.chroma, 0.04), header.hue});
    auto const surface = linear_of(degrees(0.212, 0.006, 130));

    auto colours = derive(fill, head, theme);
    colours.brand_ink = hex_of(linear_of(Oklch{std::max(base.lightness, 0.82), std::min(base.chroma, 0.11), base.hue}));
    colours.brand_tint = hex_of(mix(fill, 0.16, surface));
    colours.brand_line = hex_of(mix(fill, 0.34, surface));
    colours.brand_edge = colours.brand_fill;
    colours.focus = hex_of(linear_of(Oklch{std::max(base.lightness, 0.8), base.chroma, base.hue}));
    return colours;
}

std::string theme_css(Theme const& theme)
{
    auto const light = declarations(derive_light(theme));
    auto const dark = declarations(derive_dark(theme));
    return "@layer tenant {\n"
           "  :root, [data-theme], [data-tenant] { --brand: " +
           theme.primary.text() + "; --brand-accent: " + theme.accent.text() + "; --header-bg: " + theme.header.text() +
           "; }\n"
           "  @supports not (color: oklch(from red l c h)) {\n"
           "    :root, [data-theme=\"light\"], [data-tenant] {" +
           light +
           " }\n"
           "    @media (prefers-color-scheme: dark) {\n"
           "      :root:not([data-theme=\"light\"]) {" +
           dark +
           " }\n"
           "    }\n"
           "    [data-theme=\"dark\"] {" +
           dark +
           " }\n"
           "  }\n"
           "}\n";
}

} // namespace loggia::portals
