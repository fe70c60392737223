// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace loggia::auth {

// The text as a QR code (ISO/IEC 18004, error correction M) in one SVG element: dark modules on white with the quiet zone of
// four modules, one unit a module, without script or style. std::length_error for more than 2331 bytes.
std::string qr_svg(std::string_view text);

} // namespace loggia::auth
