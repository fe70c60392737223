// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include <string>

#include "platform/values.hpp"

// What follows from a portal's three colours, so that text stays readable on any of them. The browser derives the same
// in CSS (web/packages/ui, tokens.css); the values here are for browsers without relative colours, for mails, and for the
// preview, which shares testdata/theme-vectors.json. Pure functions.
namespace loggia::portals {

struct Theme {
    Colour primary;
    Colour accent;
    Colour header;
};

// Each "#rrggbb", named like the custom property it stands for.
struct DerivedColours {
    std::string brand_fill;
    std::string brand_hover;
    std::string on_brand;  // white or black, at least 4.5:1 on brand_fill and brand_hover
    std::string on_accent; // likewise on the accent colour
    std::string head;
    std::string on_header;
    std::string brand_ink; // the brand as text on any surface, at least 4.5:1
    std::string brand_tint;
    std::string brand_line;
    std::string brand_edge; // outlines a pale button; brand_fill itself in the dark
    std::string focus;      // at least 3:1 against any surface
};
BOOST_DESCRIBE_STRUCT(DerivedColours, (),
                      (brand_fill, brand_hover, on_brand, on_accent, head, on_header, brand_ink, brand_tint, brand_line, brand_edge, focus))

DerivedColours derive_light(Theme const& theme);
DerivedColours derive_dark(Theme const& theme);

// White or black, whichever reads better: at least 4.58:1 on every colour.
std::string on_colour(std::string const& hex);

// The style sheet of a portal: its colours in the layer `tenant`, and the derived ones for older browsers.
std::string theme_css(Theme const& theme);

} // namespace loggia::portals
