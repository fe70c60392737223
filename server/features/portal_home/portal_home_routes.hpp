// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/files/file_store.hpp"
#include "platform/http/router.hpp"

namespace loggia::portal_home {

void add_routes(http::Router& router, files::FileStore& files);

} // namespace loggia::portal_home
