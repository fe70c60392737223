// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feedback/feedback_store.hpp"
#include "platform/files/file_store.hpp"
#include "platform/images/images.hpp"

// Pictures and voice notes: what they are is found out by their content.
namespace loggia::feedback {

// What lies in the file store under `stored`, made ready: a picture drawn anew in three widths, a voice note kept as it is.
// Slow; no transaction may be open. Problem(invalid): image_unreadable and image_too_large for a picture, voice_too_long,
// media_unreadable for what is neither.
store::MediaRow prepare(files::FileStore& files, images::ImageProcessor& images, files::StoredFile const& stored);

struct ServedFile {
    std::string sha256;
    std::string media_type;
};
// Of `<width>.webp`, `<width>.jpg` (that width, else the next wider, else the widest) or `voice`.
std::optional<ServedFile> file_of(store::MediaRow const& media, std::string_view name);

} // namespace loggia::feedback
