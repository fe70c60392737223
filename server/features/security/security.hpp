// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/staff/staff.hpp"

// What an organization asks of its staff's sign-in, and who does not meet it yet.
namespace loggia::security {

struct Security {
    staff::SecondFactorRule second_factor = staff::SecondFactorRule::optional;
    staff::ImpersonationRule impersonation = staff::ImpersonationRule::read_only;
    std::vector<staff::User> without_second_factor;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Security, (), (second_factor, impersonation, without_second_factor, version))

struct SecurityChanges {
    json::Change<staff::SecondFactorRule> second_factor;
    json::Change<staff::ImpersonationRule> impersonation;
};
BOOST_DESCRIBE_STRUCT(SecurityChanges, (), (second_factor, impersonation))

} // namespace loggia::security
