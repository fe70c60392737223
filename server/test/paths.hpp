// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace loggia::test {

std::filesystem::path source_folder();  // of the checkout these tests were built from
std::string program();                  // the loggia that was built beside them

}  // namespace loggia::test
