// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/app.hpp"

namespace loggia::app {

inline constexpr char const* demo_password = "Loggia-demo-1";

// Fills the two demo organizations from app/demo. One that is there already (by its portal's slug) is left as it is.
// Gives how many were made.
int fill_demo(Services const& services);

}  // namespace loggia::app
