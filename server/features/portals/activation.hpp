// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/json/json.hpp"

namespace loggia::portals {

// What a secret of one_time::Purpose::activation remembers.
struct ActivationPayload {
    std::optional<std::string> proves_email; // folded: the address the link was mailed to; absent when it was handed over
};
BOOST_DESCRIBE_STRUCT(ActivationPayload, (), (proves_email))

} // namespace loggia::portals
