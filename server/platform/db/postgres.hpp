// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "platform/db/database.hpp"

namespace loggia::db {

// `address` is a postgresql:// URL. Connects at once, so that a wrong address stops the start.
std::unique_ptr<Database> open_postgres(DatabaseConfig const&);

}  // namespace loggia::db
