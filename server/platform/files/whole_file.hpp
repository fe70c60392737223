// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "platform/clock.hpp"

namespace loggia::files {

// Writes a file whole or not at all: under another name, synced, then renamed. Replaces one of that name.
// std::system_error when that fails; nothing is left behind then.
void write_whole_file(std::filesystem::path const& file, std::string_view bytes);

// A new name that sorts by time: "20260618T113000.000Z-0HX5K3…", and then the ending.
std::string sortable_name(Timestamp moment, std::string_view ending);

} // namespace loggia::files
