// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace loggia::test {

// A JPEG of 640 × 400 pixels that a camera held upright wrote lying on its side: shown, it is 400 × 640.
std::string jpeg();
std::string png(std::uint32_t width, std::uint32_t height);  // grey all over

}  // namespace loggia::test
