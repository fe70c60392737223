// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace loggia::images {

// A WebP file without its EXIF, XMP and ICC chunks (RIFF container, RFC 9649). What is no such file comes back as it is.
std::string without_metadata(std::string_view webp);

}  // namespace loggia::images
