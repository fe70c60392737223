// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace loggia::auth {

// Whether a password is one of those tried first: a well-known word or keyboard walk, alone or dressed up with capitals,
// look-alike signs ("P@ssw0rd") and a few digits or signs around it ("Welkom2026!"), or made of fewer than five signs.
bool is_common_password(std::string_view password);

}  // namespace loggia::auth
