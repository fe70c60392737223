// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

// Pictures are decoded in a process of their own (`loggia-image-worker`, beside the server's executable): hostile input
// and the hundred libraries of libvips stay out of the server.
namespace loggia::images {

enum class Format { webp, jpeg, png };

// SVG is only for logos and illustrations that staff upload; it is drawn to pixels and never handed on as it is.
enum class Svg { refused, allowed };

// A square is cut out where the picture has the most to look at.
enum class Shape { as_is, square };

struct ImageRequest {
    std::filesystem::path original;          // JPEG, PNG, WebP or HEIC of at most 80 megapixels
    std::filesystem::path target_directory;  // exists; the variants are written into it as `<width>.<format>`
    std::vector<int> widths = {480, 960, 1920};
    Format format = Format::webp;  // JPEG has no transparency: it is laid on white
    Svg svg = Svg::refused;
    Shape shape = Shape::as_is;
};

struct ImageVariant {
    int width = 0;  // pixels
    int height = 0;
    std::filesystem::path path;
    std::int64_t size = 0;  // bytes
};

struct ProcessedImage {
    int width = 0;  // of the original, turned upright; of an SVG, as drawn for the widest variant
    int height = 0;
    std::vector<ImageVariant> variants;  // narrowest first, never empty
    std::string average_colour;          // "#rrggbb"
};

struct ImageProcessorOptions {
    std::filesystem::path worker = {};  // empty: beside the running executable
    std::size_t workers = 2;            // at the same time; further callers wait
    std::chrono::milliseconds timeout{60'000};  // generous: a picture of an honest client must not fail on a busy machine
};

class ImageWorkerProcess;

// Safe from any thread. Workers start at the first request, are kept, and are replaced when they crash.
class ImageProcessor {
public:
    explicit ImageProcessor(ImageProcessorOptions options = {});
    ~ImageProcessor();
    ImageProcessor(ImageProcessor const&) = delete;
    ImageProcessor& operator=(ImageProcessor const&) = delete;

    // Each variant is upright, sRGB, without any metadata, and at most four times as high as wide. None is wider than the
    // original: the widths below it are made, and where the original is not wider than the widest asked for, one more at
    // its own width. So there is always at least one.
    // Problem(invalid, "image_unreadable") for what is no allowed or no whole picture; Problem(invalid, "image_too_large")
    // for too many pixels or too much work; Problem(unavailable, "image_worker_unavailable") when no worker can be run.
    ProcessedImage process(ImageRequest const& request);

private:
    std::unique_ptr<ImageWorkerProcess> borrow();
    void give_back(std::unique_ptr<ImageWorkerProcess> worker);

    ImageProcessorOptions options_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<ImageWorkerProcess>> idle_;
    std::size_t lent_ = 0;
};

std::filesystem::path image_worker_path();  // the helper beside the running executable

// `loggia image-worker`: becomes the helper. Returns only when that fails.
int exec_image_worker();

}  // namespace loggia::images
