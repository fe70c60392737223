// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/message_store.hpp"
#include "platform/files/file_store.hpp"
#include "platform/images/images.hpp"

// What an attachment is, is found out by its content.
namespace loggia::conversations {

// Makes what was received ready to be kept: a picture is drawn anew in three widths and its original dropped, with the place it was
// taken at; recordings and documents are kept as they are. Sets everything that follows from the content. Slow; no transaction may
// be open. Problem(invalid): attachment_type_refused, image_unreadable, image_too_large, voice_too_long.
store::AttachmentRow keep(files::FileStore& files, images::ImageProcessor& images, files::Upload upload);

struct ServedFile {
    std::string sha256;
    std::string media_type;
};
// Of `<width>.webp` and `<width>.jpg`: that width, else the next wider, else the widest.
std::optional<ServedFile> picture_of(store::AttachmentRow const& attachment, std::string_view name);

bool is_recording(store::AttachmentRow const& attachment);

} // namespace loggia::conversations
