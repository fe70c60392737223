// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/files/file_store.hpp"
#include "platform/http/router.hpp"

namespace loggia::contacts {

void add_routes(http::Router& router, files::FileStore& files);

}  // namespace loggia::contacts
