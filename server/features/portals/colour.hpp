// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Colours as the design derives them: sRGB in light-linear form, and OKLCH (https://www.w3.org/TR/css-color-4/#ok-lab).
namespace loggia::portals {

// Linear-light sRGB, each 0–1; outside that range when a colour lies beyond the gamut.
struct LinearColour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

struct Oklch {
    double lightness = 0; // 0–1
    double chroma = 0;    // 0 to about 0.37 within sRGB
    double hue = 0;       // radians
};

LinearColour linear_of(std::string_view hex);                    // "#rrggbb"
std::string hex_of(LinearColour const& colour);                  // clipped, rounded to 8 bits
double luminance(LinearColour const& colour);                    // WCAG 2.2 relative luminance, 0–1
double contrast(std::string_view hex_a, std::string_view hex_b); // WCAG contrast ratio, 1–21

Oklch oklch_of(LinearColour const& colour);
// Chroma is lowered until the colour lies within sRGB, so that its lightness, and with it the contrast, is kept.
LinearColour linear_of(Oklch colour);
// `share` (0–1) of `one`, the rest of `other`, mixed in OKLab as CSS color-mix() does.
LinearColour mix(LinearColour const& one, double share, LinearColour const& other);

} // namespace loggia::portals
