// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/app.hpp"

namespace loggia::app {

// The two web apps: /assets/… (immutable, precompressed), /crm/… and /<slug>/… (the apps' pages), robots.txt, favicon.
http::Site make_site(Services const& services);

}  // namespace loggia::app
