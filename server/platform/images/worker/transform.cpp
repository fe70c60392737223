// SPDX-License-Identifier: Apache-2.0
#include "platform/images/worker/transform.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <vips/vips8>

#include "platform/images/worker/webp_container.hpp"

namespace loggia::images {
namespace {

using vips::VImage;

constexpr double most_pixels = 80e6;
constexpr std::int64_t largest_svg = 2 * 1024 * 1024;  // bytes
constexpr int highest_ratio = 4;                        // of a variant's height to its width
constexpr std::array<char const*, 5> allowed_loaders = {
    "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif", "VipsForeignLoadSvg",
};

Refusal unreadable() { return {"image_unreadable", "This file is not a picture that can be read."}; }

Refusal too_large() { return {"image_too_large", "The picture has more than 80 million pixels."}; }

struct ReleaseBlob {
    void operator()(VipsBlob* blob) const { vips_area_unref(VIPS_AREA(blob)); }
};
using Blob = std::unique_ptr<VipsBlob, ReleaseBlob>;

struct Size {
    int width = 0;
    int height = 0;
};

// Judged on the header alone, before a single pixel is decoded.
void check_pixels(double width, double height)
{
    if (width < 1 || height < 1) throw unreadable();
    if (width * height > most_pixels) throw too_large();
}

enum class Kind { photo, svg };

Kind kind_of(std::string const& path)
{
    auto const* loader = vips_foreign_find_load(path.c_str());
    std::string const name = loader ? loader : "";
    auto const matches = [&](char const* allowed) { return name.starts_with(allowed); };
    if (std::none_of(allowed_loaders.begin(), allowed_loaders.end(), matches)) throw unreadable();
    return name.starts_with("VipsForeignLoadSvg") ? Kind::svg : Kind::photo;
}

Size upright_size(std::string const& path)
{
    auto const header = VImage::new_from_file(path.c_str(), VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL));
    check_pixels(header.width(), header.height());
    auto const orientation = vips_image_get_orientation(header.get_image());
    auto const turned = orientation >= 5 && orientation <= 8;
    return turned ? Size{header.height(), header.width()} : Size{header.width(), header.height()};
}

// The widths below the original's, and its own where it is not wider than the widest asked for.
std::vector<int> widths_to_make(std::vector<int> asked, int original)
{
    std::sort(asked.begin(), asked.end());
    std::vector<int> widths;
    for (auto const width : asked) {
        if (width < 1) continue;
        if (width >= original) {
            widths.push_back(original);
            break;
        }
        if (widths.empty() || widths.back() != width) widths.push_back(width);
    }
    if (widths.empty()) widths.push_back(original);
    return widths;
}

vips::VOption* thumbnail_options(int width)
{
    return VImage::option()
        ->set("height", width * highest_ratio)
        ->set("size", VIPS_SIZE_DOWN)
        ->set("export_profile", "srgb")
        ->set("intent", VIPS_INTENT_PERCEPTUAL);
}

// libvips turns the picture upright and converts it to sRGB on the way.
VImage shrink_photo(std::string const& path, int width, Shape shape)
{
    auto* const options = thumbnail_options(width)->set("fail_on", VIPS_FAIL_ON_TRUNCATED);
    if (shape == Shape::square) options->set("height", width)->set("crop", VIPS_INTERESTING_ATTENTION);
    return VImage::thumbnail(path.c_str(), width, options);
}

// From memory, so that a reference inside the drawing has no folder to be looked up in. Being lines, it is drawn at the
// widest width asked for, whatever size it names.
VImage draw_svg(std::string const& path, int width)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) throw unreadable();
    if (facts.st_size > largest_svg) throw Refusal("image_too_large", "The drawing is larger than 2 MB.");
    std::ifstream file(path, std::ios::binary);
    std::string const text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Blob const blob(vips_blob_copy(text.data(), text.size()));
    auto const natural = VImage::svgload_buffer(blob.get());
    check_pixels(natural.width(), natural.height());
    auto const scale = static_cast<double>(width) / natural.width();
    auto const high = natural.height() * scale;
    auto const fitting = std::min(1.0, static_cast<double>(width) * highest_ratio / high);
    check_pixels(width * fitting, high * fitting);
    auto const drawn = VImage::svgload_buffer(blob.get(), VImage::option()->set("scale", scale * fitting));
    return drawn.copy_memory().copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

// Beside the savers' own `strip`, which that of WebP in libvips 8.14 does not heed.
void remove_metadata(VImage const& image)
{
    std::unique_ptr<char*, decltype(&g_strfreev)> const names(vips_image_get_fields(image.get_image()), &g_strfreev);
    for (auto** name = names.get(); *name; ++name) vips_image_remove(image.get_image(), *name);
}

// Eight-bit sRGB with or without alpha, whatever came in: grey, CMYK, sixteen bits.
VImage as_plain_rgb(VImage image)
{
    if (image.interpretation() != VIPS_INTERPRETATION_sRGB) image = image.colourspace(VIPS_INTERPRETATION_sRGB);
    if (image.format() != VIPS_FORMAT_UCHAR) image = image.cast(VIPS_FORMAT_UCHAR);
    if (image.bands() > 4) image = image.extract_band(0, VImage::option()->set("n", 3));
    image = image.copy_memory().copy();
    remove_metadata(image);
    return image;
}

VImage on_white(VImage const& image)
{
    return image.has_alpha() ? image.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255})) : image;
}

std::string average_colour(VImage const& image)
{
    auto const statistics = on_white(image).stats();
    constexpr int mean = 4;
    auto const band = [&](int index) { return std::lround(statistics.getpoint(mean, index + 1).front()); };
    return fmt::format("#{:02x}{:02x}{:02x}", band(0), band(1), band(2));
}

// This saver writes an EXIF block of its own; it is cut out of the container.
void save_webp(VImage const& image, std::string const& path)
{
    Blob const blob(image.webpsave_buffer(VImage::option()->set("Q", 80)->set("strip", true)->set("effort", 4)));
    std::size_t length = 0;
    auto const* bytes = static_cast<char const*>(vips_blob_get(blob.get(), &length));
    std::ofstream file(path, std::ios::binary);
    file << without_metadata({bytes, length}) << std::flush;
    if (!file) throw Refusal("target_unwritable", "The picture could not be written.");
}

void save(VImage const& image, std::string const& path, Format format)
{
    switch (format) {
        case Format::webp: save_webp(image, path); return;
        case Format::jpeg:
            on_white(image).jpegsave(path.c_str(), VImage::option()
                                                       ->set("Q", 82)
                                                       ->set("strip", true)
                                                       ->set("optimize_coding", true)
                                                       ->set("interlace", true));
            return;
        case Format::png: image.pngsave(path.c_str(), VImage::option()->set("strip", true)->set("compression", 9)); return;
    }
}

char const* extension(Format format)
{
    return format == Format::webp ? "webp" : format == Format::jpeg ? "jpg" : "png";
}

void require_writable(std::filesystem::path const& directory)
{
    if (::access(directory.c_str(), W_OK) != 0) throw Refusal("target_unwritable", "The target folder cannot be written.");
}

ImageVariant write_variant(VImage const& image, ImageRequest const& request, int asked_width)
{
    auto const path = request.target_directory / fmt::format("{}.{}", asked_width, extension(request.format));
    try {
        save(image, path.string(), request.format);
    } catch (std::exception const&) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        throw;
    }
    return {image.width(), image.height(), path, static_cast<std::int64_t>(std::filesystem::file_size(path))};
}

ProcessedImage make_variants(VImage widest, Size original, std::vector<int> const& widths, ImageRequest const& request)
{
    ProcessedImage result{original.width, original.height, {}, average_colour(widest)};
    try {
        for (auto width = widths.rbegin(); width != widths.rend(); ++width) {
            auto const first = width == widths.rbegin();
            auto const image = first ? widest : as_plain_rgb(widest.thumbnail_image(*width, thumbnail_options(*width)));
            result.variants.insert(result.variants.begin(), write_variant(image, request, *width));
        }
    } catch (std::exception const&) {
        std::error_code ignored;
        for (auto const& variant : result.variants) std::filesystem::remove(variant.path, ignored);
        throw;
    }
    return result;
}

ProcessedImage transform_readable(ImageRequest const& request)
{
    auto const path = request.original.string();
    if (kind_of(path) == Kind::svg) {
        auto widths = request.widths;
        auto const widest = widths.empty() ? 960 : *std::max_element(widths.begin(), widths.end());
        auto const drawn = as_plain_rgb(draw_svg(path, widest));
        Size const size{drawn.width(), drawn.height()};
        return make_variants(drawn, size, widths_to_make(std::move(widths), size.width), request);
    }
    auto const size = upright_size(path);
    auto const width = request.shape == Shape::square ? std::min(size.width, size.height) : size.width;
    auto const widths = widths_to_make(request.widths, width);
    return make_variants(as_plain_rgb(shrink_photo(path, widths.back(), request.shape)), size, widths, request);
}

}  // namespace

void start_vips()
{
    if (VIPS_INIT("loggia-image-worker") != 0) throw std::runtime_error("libvips could not be started");
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (auto const* loader : allowed_loaders) vips_operation_block_set(loader, FALSE);
    vips_concurrency_set(1);  // the pool of workers is what runs side by side
    vips_cache_set_max(0);
}

ProcessedImage transform(ImageRequest const& request)
{
    vips_operation_block_set("VipsForeignLoadSvg", request.svg == Svg::refused);
    require_writable(request.target_directory);
    try {
        return transform_readable(request);
    } catch (vips::VError const&) {
        vips_error_clear();
        throw unreadable();
    }
}

}  // namespace loggia::images
