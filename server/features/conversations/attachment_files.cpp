// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/attachment_files.hpp"

#include <fstream>
#include <iterator>

#include "features/conversations/conversation_rules.hpp"
#include "features/photos/photo_files.hpp"
#include "platform/audio/audio.hpp"

namespace loggia::conversations {

namespace {

constexpr std::chrono::seconds longest_recording{5 * 60 + 5}; // five minutes, and what a recorder takes to stop

std::string bytes_of(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What can be played at all comes as sound or, from a browser's recorder, as a film without pictures.
bool may_be_recording(std::string_view sniffed)
{
    return sniffed.starts_with("audio/") || sniffed.starts_with("video/") || sniffed == "application/ogg" ||
           sniffed == "application/octet-stream";
}

// Its widest form is what is kept in place of the original.
void set_picture(store::AttachmentRow& row, photos::ProcessedPhoto photo)
{
    row.width = photo.width;
    row.height = photo.height;
    row.colour = std::move(photo.colour);
    row.variants = std::move(photo.variants);
    auto const widest = photos::variant_for(row.variants, "100000.jpg");
    if (!widest) throw std::runtime_error("a picture without any form");
    row.media_type = "image/jpeg";
    row.sha256 = widest->sha256;
    row.size = widest->size;
}

} // namespace

store::AttachmentRow keep(files::FileStore& files, images::ImageProcessor& images, files::Upload upload)
{
    auto const seen = upload.look();
    store::AttachmentRow row;
    row.sent_sha256 = seen.sha256;
    if (is_picture(seen.media_type)) {
        set_picture(row, photos::process_file(files, images, upload.path()));
        return row;
    }
    auto const recording = may_be_recording(seen.media_type) ? audio::inspect(bytes_of(upload.path())) : std::nullopt;
    auto const document = document_type(seen.media_type);
    if (recording && recording->duration && *recording->duration > longest_recording)
        throw Problem(Fault::invalid, "voice_too_long", "A voice note lasts at most five minutes.");
    if (!recording && !document)
        throw Problem(Fault::invalid, "attachment_type_refused",
                      "Pictures, recordings, PDF, Word, Excel, text, CSV and ZIP files can be attached.");
    row.media_type = recording ? recording->media_type : *document;
    if (recording && recording->duration) row.duration_ms = recording->duration->count();
    row.sha256 = seen.sha256;
    row.size = seen.size;
    upload.finish();
    return row;
}

std::optional<ServedFile> picture_of(store::AttachmentRow const& attachment, std::string_view name)
{
    auto const variant = photos::variant_for(attachment.variants, name);
    if (!variant) return std::nullopt;
    return ServedFile{variant->sha256, variant->format == "webp" ? "image/webp" : "image/jpeg"};
}

bool is_recording(store::AttachmentRow const& attachment)
{
    return attachment.media_type.starts_with("audio/");
}

} // namespace loggia::conversations
