// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/files/file_store.hpp"
#include "platform/http/router.hpp"
#include "platform/images/images.hpp"

namespace loggia::conversations {

void add_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images);

// Its parts.
void add_portal_routes(http::Router& router);
void add_attachment_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images);

} // namespace loggia::conversations
