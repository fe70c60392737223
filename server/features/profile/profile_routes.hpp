// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/files/file_store.hpp"
#include "platform/auth/password.hpp"
#include "platform/http/router.hpp"
#include "platform/images/images.hpp"
#include "platform/sms/transport.hpp"

namespace loggia::profile {

void add_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images, sms::SmsTransport const& sms,
                auth::PasswordCost cost);

} // namespace loggia::profile
