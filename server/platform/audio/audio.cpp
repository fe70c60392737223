// SPDX-License-Identifier: Apache-2.0
#include "platform/audio/audio.hpp"

namespace loggia::audio {

std::optional<Recording> inspect(std::string_view bytes)
{
    if (bytes.starts_with("\x1A\x45\xDF\xA3")) return inspect_webm(bytes);
    if (bytes.starts_with("OggS")) return inspect_ogg(bytes);
    if (bytes.size() >= 8 && bytes.substr(4, 4) == "ftyp") return inspect_mp4(bytes);
    return inspect_mpeg(bytes);
}

} // namespace loggia::audio
