// SPDX-License-Identifier: Apache-2.0
#include "test/paths.hpp"

// The only file compiled with paths of the machine, so that the compiler's cache serves every other checkout.
namespace loggia::test {

std::filesystem::path source_folder() { return LOGGIA_SOURCE_DIR; }
std::string program() { return LOGGIA_BINARY; }

}  // namespace loggia::test
