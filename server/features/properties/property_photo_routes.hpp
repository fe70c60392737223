// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/files/file_store.hpp"
#include "platform/http/router.hpp"
#include "platform/images/images.hpp"

namespace loggia::properties {

void add_photo_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images);

}  // namespace loggia::properties
