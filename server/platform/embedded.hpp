// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

// Files that the build put into the binary (cmake/Embed.cmake). The bytes live as long as the process.
namespace loggia::embedded {

struct File {
    std::string_view name;  // relative to the folder, "assets/portal/index-1a2b.js"
    std::string_view bytes;
};

std::vector<File> migrations();
std::vector<File> locales();
std::vector<File> demo();
std::vector<File> portal();
std::vector<File> crm();

}  // namespace loggia::embedded
