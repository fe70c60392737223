// SPDX-License-Identifier: Apache-2.0
#include "features/photos/photo_files.hpp"

#include <fstream>
#include <sstream>

#include "platform/files/temporary_directory.hpp"

namespace loggia::photos {

static std::string bytes_of(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return std::move(bytes).str();
}

ProcessedPhoto process(files::FileStore& store, images::ImageProcessor& images, std::string const& sha256, images::Svg svg)
{
    auto const original = store.path_of(sha256);
    if (!original) throw std::runtime_error("the original " + sha256 + " is not in the store");
    auto photo = process_file(store, images, *original, svg);
    photo.sha256 = sha256;
    return photo;
}

ProcessedPhoto process_file(files::FileStore& store, images::ImageProcessor& images, std::filesystem::path const& original, images::Svg svg)
{
    ProcessedPhoto photo;
    for (auto const& [format, name] : {std::pair{images::Format::webp, "webp"}, std::pair{images::Format::jpeg, "jpeg"}}) {
        files::TemporaryDirectory const folder;
        images::ImageRequest request;
        request.original = original;
        request.target_directory = folder.path();
        request.format = format;
        request.svg = svg;
        auto const image = images.process(request);
        photo.width = image.width;
        photo.height = image.height;
        photo.colour = image.average_colour;
        for (auto const& variant : image.variants) {
            auto const stored = store.put(bytes_of(variant.path));
            photo.variants.push_back({variant.width, variant.height, name, stored.sha256, variant.size});
        }
    }
    return photo;
}

}  // namespace loggia::photos
