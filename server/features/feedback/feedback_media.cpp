// SPDX-License-Identifier: Apache-2.0
#include "features/feedback/feedback_media.hpp"

#include <fstream>
#include <iterator>

#include "features/photos/photo_files.hpp"
#include "platform/audio/audio.hpp"

namespace loggia::feedback {

namespace {

std::string bytes_of(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

store::MediaRow photo_of(files::FileStore& files, images::ImageProcessor& images, std::string const& sha256)
{
    auto processed = photos::process(files, images, sha256);
    store::MediaRow media;
    media.kind = MediaKind::photo;
    media.width = processed.width;
    media.height = processed.height;
    media.colour = std::move(processed.colour);
    media.variants = std::move(processed.variants);
    return media;
}

} // namespace

store::MediaRow prepare(files::FileStore& files, images::ImageProcessor& images, files::StoredFile const& stored)
{
    auto const path = files.path_of(stored.sha256);
    if (!path) throw std::runtime_error("the upload " + stored.sha256 + " is not in the store");
    store::MediaRow media;
    auto const recording = audio::inspect(bytes_of(*path));
    if (recording) {
        check_length(recording->duration);
        media.kind = MediaKind::voice;
        media.media_type = recording->media_type;
        if (recording->duration) media.duration_ms = recording->duration->count();
    } else if (stored.media_type.starts_with("image/") || stored.media_type == "application/octet-stream") {
        media = photo_of(files, images, stored.sha256);
        media.media_type = stored.media_type;
    } else {
        throw Problem(Fault::invalid, "media_unreadable", "This is neither a picture nor a recording that is taken here.");
    }
    media.sha256 = stored.sha256;
    media.size = stored.size;
    return media;
}

std::optional<ServedFile> file_of(store::MediaRow const& media, std::string_view name)
{
    if (media.kind == MediaKind::voice) {
        if (name != "voice") return std::nullopt;
        return ServedFile{media.sha256, media.media_type};
    }
    auto const variant = photos::variant_for(media.variants, name);
    if (!variant) return std::nullopt;
    return ServedFile{variant->sha256, variant->format == "webp" ? "image/webp" : "image/jpeg"};
}

} // namespace loggia::feedback
