// SPDX-License-Identifier: Apache-2.0
#include "features/portals/colour.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace loggia::portals {

namespace {

// A grey has no hue; CSS then counts it as 0 (https://www.w3.org/TR/css-color-4/#powerless).
constexpr double achromatic = 4e-6;

struct Oklab {
    double lightness = 0;
    double a = 0;
    double b = 0;
};

double to_linear(unsigned channel)
{
    double const value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

unsigned to_channel(double linear)
{
    double const clipped = std::clamp(linear, 0.0, 1.0);
    double const value = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * std::pow(clipped, 1 / 2.4) - 0.055;
    return static_cast<unsigned>(std::lround(value * 255));
}

// The matrices of OKLab for linear sRGB (https://bottosson.github.io/posts/oklab/).
Oklab oklab_of(LinearColour const& colour)
{
    double const l = std::cbrt(0.4122214708 * colour.red + 0.5363325363 * colour.green + 0.0514459929 * colour.blue);
    double const m = std::cbrt(0.2119034982 * colour.red + 0.6806995451 * colour.green + 0.1073969566 * colour.blue);
    double const s = std::cbrt(0.0883024619 * colour.red + 0.2817188376 * colour.green + 0.6299787005 * colour.blue);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

LinearColour linear_of(Oklab const& colour)
{
    auto const cube = [](double value) { return value * value * value; };
    double const l = cube(colour.lightness + 0.3963377774 * colour.a + 0.2158037573 * colour.b);
    double const m = cube(colour.lightness - 0.1055613458 * colour.a - 0.0638541728 * colour.b);
    double const s = cube(colour.lightness - 0.0894841775 * colour.a - 1.2914855480 * colour.b);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool within_gamut(LinearColour const& colour)
{
    constexpr double tolerance = 1e-4;
    auto const fits = [](double value) { return value >= -tolerance && value <= 1 + tolerance; };
    return fits(colour.red) && fits(colour.green) && fits(colour.blue);
}

LinearColour with_chroma(Oklch const& colour, double chroma)
{
    return linear_of(Oklab{colour.lightness, chroma * std::cos(colour.hue), chroma * std::sin(colour.hue)});
}

} // namespace

LinearColour linear_of(std::string_view hex)
{
    std::array<unsigned, 3> channels{};
    for (std::size_t i = 0; i < channels.size() && hex.size() >= 7; ++i)
        std::from_chars(hex.data() + 1 + 2 * i, hex.data() + 3 + 2 * i, channels[i], 16);
    return {to_linear(channels[0]), to_linear(channels[1]), to_linear(channels[2])};
}

std::string hex_of(LinearColour const& colour)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex = "#";
    for (double const linear : {colour.red, colour.green, colour.blue}) {
        auto const channel = to_channel(linear);
        hex += digits[channel / 16];
        hex += digits[channel % 16];
    }
    return hex;
}

double luminance(LinearColour const& colour)
{
    return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue;
}

double contrast(std::string_view hex_a, std::string_view hex_b)
{
    double const a = luminance(linear_of(hex_a));
    double const b = luminance(linear_of(hex_b));
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Oklch oklch_of(LinearColour const& colour)
{
    auto const lab = oklab_of(colour);
    auto const chroma = std::hypot(lab.a, lab.b);
    if (chroma < achromatic) return {lab.lightness, 0, 0};
    return {lab.lightness, chroma, std::atan2(lab.b, lab.a)};
}

LinearColour linear_of(Oklch colour)
{
    auto result = with_chroma(colour, colour.chroma);
    if (within_gamut(result)) return result;
    double inside = 0;
    double outside = colour.chroma;
    for (int step = 0; step < 24; ++step) {
        double const middle = (inside + outside) / 2;
        (within_gamut(with_chroma(colour, middle)) ? inside : outside) = middle;
    }
    return with_chroma(colour, inside);
}

LinearColour mix(LinearColour const& one, double share, LinearColour const& other)
{
    auto const a = oklab_of(one);
    auto const b = oklab_of(other);
    auto const between = [share](double x, double y) { return x * share + y * (1 - share); };
    return linear_of(Oklab{between(a.lightness, b.lightness), between(a.a, b.a), between(a.b, b.b)});
}

} // namespace loggia::portals
