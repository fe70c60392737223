// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "platform/db/database.hpp"

namespace loggia::test {

// Every row of every table as text, by table; search tables included. Two snapshots are equal when nothing was written.
std::map<std::string, std::string> snapshot(db::Database& database);

// The tables in which they differ, one a line, with the number of bytes before and after.
std::string difference(std::map<std::string, std::string> const& before, std::map<std::string, std::string> const& after);

}  // namespace loggia::test
