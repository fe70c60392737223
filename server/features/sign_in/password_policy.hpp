// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace loggia::sign_in {

// Throws Problem(invalid, "weak_password") with one error for each rule the password misses, all at `pointer`.
void check_new_password(std::string_view password, std::string const& pointer = "/new_password");

} // namespace loggia::sign_in
