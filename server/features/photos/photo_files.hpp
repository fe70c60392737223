// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/photos/photo.hpp"
#include "platform/files/file_store.hpp"
#include "platform/images/images.hpp"

namespace loggia::photos {

inline constexpr std::int64_t largest_photo = 40 * 1024 * 1024;  // bytes

// Makes the served files of an original that lies in the store: three widths, each as WebP and JPEG, upright, without
// metadata. Slow (up to a second); no transaction may be open. Problem(invalid) for what is no picture.
ProcessedPhoto process(files::FileStore& store, images::ImageProcessor& images, std::string const& sha256,
                       images::Svg svg = images::Svg::refused);
// The same of an original that is not kept; the result names no hash of it.
ProcessedPhoto process_file(files::FileStore& store, images::ImageProcessor& images, std::filesystem::path const& original,
                            images::Svg svg = images::Svg::refused);

}  // namespace loggia::photos
